import {ENGLISH} from '../texts/en.ts'
import {replyToSmallTalk} from './small-talk.ts'

const reply = (text: string): string | null => replyToSmallTalk(text, 'Robots', ENGLISH)

test.each(['Hello!', 'سلام', '¡Hola!', 'Bonjour !', 'Guten Tag', 'Привет', '你好!', 'مرحبا', 'How are you?'])(
  '"%s" is a greeting, whatever the language of the site',
  (text) => {
    expect(reply(text)).toBe(reply('Hi'))
  },
)

test.each(['Thanks!', 'شکریہ', 'Merci beaucoup', 'Gracias.', 'Vielen Dank!', '谢谢'])('"%s" is thanks', (text) => {
  expect(reply(text)).toBe(ENGLISH.welcome)
})

test.each(['Hola, what is a topic?', 'Merci protocol', 'What is a hello message?'])(
  '"%s" may be a question',
  (text) => {
    expect(reply(text)).toBeNull()
  },
)
