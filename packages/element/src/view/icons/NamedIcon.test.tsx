import {render, waitFor} from '@testing-library/preact'
import {chatKitIcons} from './chatkit.ts'
import {commonIcons} from './common.ts'
import {findIcon} from './find.ts'
import {NamedIcon} from './NamedIcon.tsx'

const drawing = (container: Element) => container.querySelectorAll('path, rect, circle, line').length

test.each(['close', 'book-open', 'search', 'sparkle', 'lightbulb', 'compass', 'info'])(
  '%s is there at once',
  (name) => {
    const {container} = render(<NamedIcon name={name} />)
    expect(drawing(container)).toBeGreaterThan(0)
  },
)

test.each(['settings-cog', 'lucide:rocket', 'rocket'])('%s comes when it is first shown', async (name) => {
  const {container} = render(<NamedIcon name={name} />)
  expect(drawing(container)).toBe(0)
  await waitFor(() => expect(drawing(container)).toBeGreaterThan(0))
})

test.each(['no-such-icon', 'lucide:no-such-icon', 'lucide:', 'constructor', 'lucide:to-string', ''])(
  'nobody knows "%s", and nothing breaks',
  async (name) => {
    expect(await findIcon(name)).toBeNull()
    const {container} = render(<NamedIcon name={name} />)
    expect(drawing(container)).toBe(0)
  },
)

test('a name stands in one set only', () => {
  expect(Object.keys(commonIcons).filter((name) => Object.hasOwn(chatKitIcons, name))).toEqual([])
})
