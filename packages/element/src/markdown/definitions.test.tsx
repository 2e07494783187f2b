import {render, screen} from '@testing-library/preact'
import {Markdown} from './index.ts'

test('a definition that comes late makes links of its label, and leaves other blocks as they are', () => {
  const text = 'See [the guide].\n\nNothing here.\n\n- [the guide]\n- plain'
  const {rerender} = render(<Markdown text={`${text}\n\nMore`} streaming />)
  expect(screen.queryByRole('link')).not.toBeInTheDocument()
  const untouched = [screen.getByText('Nothing here.').firstChild, screen.getByText('plain').firstChild]
  rerender(<Markdown text={`${text}\n\nMore\n\n[The Guide]: /guide\n\nEnd`} streaming />)
  expect(screen.getAllByRole('link', {name: 'the guide'}).map((link) => link.getAttribute('href'))).toEqual([
    '/guide',
    '/guide',
  ])
  expect([screen.getByText('Nothing here.').firstChild, screen.getByText('plain').firstChild]).toEqual(untouched)
})

test('a note that comes late gives its references a number', async () => {
  const {rerender} = render(<Markdown text={'A[^why].\n\nB.'} streaming />)
  rerender(<Markdown text={'A[^why].\n\nB.\n\n[^why]: Because'} streaming />)
  expect(screen.getByRole('link', {name: 'Note 1'})).toBeInTheDocument()
  expect(await screen.findByRole('region', {name: 'Notes'})).toHaveTextContent('Because')
})

test('an address that is still arriving is no link yet', () => {
  const {rerender} = render(<Markdown text={'[a]\n\n[a]: https://exam'} streaming />)
  expect(screen.queryByRole('link')).not.toBeInTheDocument()
  rerender(<Markdown text={'[a]\n\n[a]: https://example.org'} />)
  expect(screen.getByRole('link', {name: 'a'})).toHaveAttribute('href', 'https://example.org')
})

test('the first of two definitions counts', () => {
  render(<Markdown text={'[a]\n\n[a]: /one\n[a]: /two'} />)
  expect(screen.getByRole('link', {name: 'a'})).toHaveAttribute('href', '/one')
})
