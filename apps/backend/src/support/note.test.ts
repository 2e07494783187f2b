import {noteOf, withoutNote} from './note.ts'

test('what was written below an answer is taken off again, whatever the language', () => {
  expect(withoutNote(`Answer.${noteOf('Please check: “a *b*”')}`)).toBe('Answer.')
  expect(withoutNote(`Answer.${noteOf('یہ بات مآخذ میں')}`)).toBe('Answer.')
})

test.each(['Answer.', 'One\n\n---\n\nTwo', 'One\n\n---\n\n*Two* and more.', 'One\n\n---\n\n*Two*\n\n*Three*', ''])(
  'an answer without a note stays as it is: %j',
  (text) => {
    expect(withoutNote(text)).toBe(text)
  },
)
