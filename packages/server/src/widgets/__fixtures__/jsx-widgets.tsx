/** @jsxImportSource chatkit-server/widgets */
import {
  Badge,
  Button,
  Caption,
  Card,
  Col,
  defineComponent,
  Divider,
  Label,
  ListView,
  ListViewItem,
  Markdown,
  Row,
  Table,
  Text,
  Title,
  Transition,
} from 'chatkit-server/widgets'
import type {Children, PlaceableComponent} from 'chatkit-server/widgets'

const days = ['Mon', 'Tue']
const none: string[] = []

export function Section({title, children}: {title: string; children?: Children<PlaceableComponent>}) {
  return (
    <Col gap={2}>
      <Title size="sm">{title}</Title>
      {children}
    </Col>
  )
}

export const everyText = (
  <Card size="md">
    <Title>Order {7}</Title>
    <Text id="t" streaming>
      Hello, {'world'}
      {false}
      {null}!
    </Text>
    <Caption value="small" />
    <Markdown value={'# One\n\nTwo'} />
    <Badge color="success">New</Badge>
    <Button onClickAction={{type: 'go'}}>Go</Button>
    <Label fieldName="name">Name</Label>
    <Divider flush />
  </Card>
)

export const structure = (
  <Card>
    <>
      <Text>a</Text>
      <>
        <Text>b</Text>
      </>
    </>
    {days.map((day) => (
      <Row key={day}>
        <Text>{day}</Text>
      </Row>
    ))}
    {none.length > 0 && <Text>never</Text>}
    {none.length > 0 ? <Text>never</Text> : null}
    <Section title="More">
      <Text>c</Text>
      <Text>d</Text>
    </Section>
    <Transition>
      <Text key={1}>only</Text>
    </Transition>
  </Card>
)

const spread = {gap: 1}
/** A key after spread props: compilers call `createElement` for it. */
export const spreadThenKey = <Row {...spread} key="k" />

export const list = (
  <ListView>
    {days.map((day) => (
      <ListViewItem key={day} onClickAction={{type: 'pick', payload: {day}}}>
        <Text>{day}</Text>
      </ListViewItem>
    ))}
  </ListView>
)

export const table = (
  <Card>
    <Table>
      <Table.Row header>
        <Table.Cell>
          <Text>Day</Text>
        </Table.Cell>
      </Table.Row>
    </Table>
  </Card>
)

const Hologram = defineComponent<{beam: number}>('Hologram')
export const custom = (
  <Card>
    <Hologram beam={3}>
      <Text>inside</Text>
    </Hologram>
  </Card>
)

export const misplaced = [
  () => (
    <ListView>
      <Text>x</Text>
    </ListView>
  ),
  () => (
    <Card>
      <ListViewItem />
    </Card>
  ),
  () => (
    <Card>
      <Card />
    </Card>
  ),
  () => (
    <Transition>
      <Text>a</Text>
      <Text>b</Text>
    </Transition>
  ),
]

/** Never called: what the type checker refuses. */
export function refused() {
  return [
    // @ts-expect-error -- no such prop
    <Card colour="red" />,
    // @ts-expect-error -- not one of the sizes
    <Card size="huge" />,
    // @ts-expect-error -- a text is not a component
    <Card>text</Card>,
    // @ts-expect-error -- a number is not a component, as when `count &&` is 0
    <Card>{days.length && <Text>x</Text>}</Card>,
    // @ts-expect-error -- a component is not a text
    <Text>{table}</Text>,
    // @ts-expect-error -- a Text needs one
    <Text />,
    // @ts-expect-error -- once, not twice
    <Text value="a">b</Text>,
    // @ts-expect-error -- a Label names its field
    <Label>x</Label>,
    // @ts-expect-error -- a Divider takes no children
    <Divider>x</Divider>,
    // @ts-expect-error -- there are no built-in tags
    <div />,
    // @ts-expect-error -- its own props are checked as well
    <Section heading="x" />,
  ]
}
