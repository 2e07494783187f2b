import {computed, signal} from '@preact/signals-core'
import {act, render, screen} from '@testing-library/preact'
import {useState} from 'preact/hooks'
import {observe} from './observe.tsx'

test('a view follows the signals that it read, and no others', () => {
  const [shown, hidden] = [signal('a'), signal('b')]
  let renders = 0
  const View = observe(() => {
    renders++
    return <p>{shown.value}</p>
  })
  render(<View />)
  void act(() => {
    hidden.value = 'c'
  })
  expect(renders).toBe(1)
  void act(() => {
    shown.value = 'd'
  })
  expect(screen.getByText('d')).toBeInTheDocument()
  expect(renders).toBe(2)
})

test('it follows a signal that it reads only later, and leaves one that it no longer reads', () => {
  const [which, first, second] = [signal(1), signal('a'), signal('b')]
  let renders = 0
  const View = observe(() => {
    renders++
    return <p>{which.value === 1 ? first.value : second.value}</p>
  })
  render(<View />)
  void act(() => {
    which.value = 2
  })
  void act(() => {
    first.value = 'x'
  })
  expect(renders).toBe(2)
  void act(() => {
    second.value = 'y'
  })
  expect(screen.getByText('y')).toBeInTheDocument()
})

test('it is not rendered again for equal props or an equal computed value', () => {
  const count = signal(1)
  const parity = computed(() => count.value % 2)
  let renders = 0
  const View = observe(({label}: {label: string}) => {
    renders++
    return <p>{`${label} ${parity.value}`}</p>
  })
  const {rerender} = render(<View label="a" />)
  rerender(<View label="a" />)
  void act(() => {
    count.value = 3
  })
  expect(renders).toBe(1)
  rerender(<View label="b" />)
  expect(screen.getByText('b 1')).toBeInTheDocument()
})

test('it has hooks of its own', () => {
  const greeting = signal('Hello')
  const View = observe(() => {
    const [name, setName] = useState('you')
    return <button onClick={() => setName('world')}>{`${greeting.value}, ${name}`}</button>
  })
  render(<View />)
  void act(() => screen.getByRole('button').click())
  void act(() => {
    greeting.value = 'Bye'
  })
  expect(screen.getByRole('button', {name: 'Bye, world'})).toBeInTheDocument()
})

test('once taken away it is never rendered again', () => {
  const shown = signal('a')
  let renders = 0
  const View = observe(() => {
    renders++
    return <p>{shown.value}</p>
  })
  const {unmount} = render(<View />)
  unmount()
  void act(() => {
    shown.value = 'b'
  })
  expect(renders).toBe(1)
})
