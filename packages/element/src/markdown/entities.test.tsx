import {render, screen} from '@testing-library/preact'
import {Markdown} from './index.ts'

test('the name of a rare character is written as it stands until the names have come', async () => {
  render(<Markdown text={'&amp; &alpha; &nosuch;'} />)
  expect(screen.getByText('& &alpha; &nosuch;')).toBeInTheDocument()
  expect(await screen.findByText('& α &nosuch;')).toBeInTheDocument()
})
