import {Badge, Button, Card, Divider, Row, Spacer, Text, Title} from 'chatkit-server/widgets'

interface Order {
  id: string
  state: 'open' | 'sent'
  lines: string[]
}

export function orderCard(order: Order) {
  return Card(
    {size: 'md'},
    Row({align: 'center'}, Title(`Order ${order.id}`, {size: 'sm'}), Spacer(), Badge(order.state, {color: 'info'})),
    Divider({flush: true}),
    order.lines.map((line, index) => Text(line, {key: index})),
    order.state === 'open' && Button('Cancel', {onClickAction: {type: 'order.cancel', payload: {id: order.id}}}),
  )
}
