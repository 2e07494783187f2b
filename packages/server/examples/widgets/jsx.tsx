/** @jsxImportSource chatkit-server/widgets */
import {Badge, Button, Card, Divider, Row, Spacer, Text, Title} from 'chatkit-server/widgets'

interface Order {
  id: string
  state: 'open' | 'sent'
  lines: string[]
}

function Head({id, state}: Pick<Order, 'id' | 'state'>) {
  return (
    <Row align="center">
      <Title size="sm">Order {id}</Title>
      <Spacer />
      <Badge color="info">{state}</Badge>
    </Row>
  )
}

export function orderCard(order: Order) {
  return (
    <Card size="md">
      <Head id={order.id} state={order.state} />
      <Divider flush />
      {order.lines.map((line, index) => (
        <Text key={index}>{line}</Text>
      ))}
      {order.state === 'open' && (
        <Button onClickAction={{type: 'order.cancel', payload: {id: order.id}}}>Cancel</Button>
      )}
    </Card>
  )
}
