import {emphasise} from '../text/markdown.ts'
import type {Texts} from '../texts/texts.ts'

const GREETING =
  /^(?:hi|hello|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|(?:ال)?سلام(?: و? ?علیکم)?|ہیلو|آداب)(?: there| all| everyone)?$/
/** How most readers of the world greet and thank, whatever the site's language: no search finds anything for that. */
const GREETING_ELSEWHERE =
  /^(?:hola|buen[oa]s (?:días|tardes|noches)|bonjour|bonsoir|salut|ciao|buongiorno|buonasera|hallo|guten (?:tag|morgen|abend)|ol[áa]|oi|bom dia|boa (?:tarde|noite)|namaste|(?:as)?sal[aā]+m(?: o)?(?: alaikum)?|merhaba|selam|привет|здравствуйте|добрый день|مرحبا|اهلا|درود|你好|您好|こんにちは|안녕하세요|how are you(?: doing)?(?: today)?|what's up)$/
const THANKS_ELSEWHERE =
  /^(?:merci(?: beaucoup)?|(?:muchas )?gracias|danke(?: schön)?|vielen dank|obrigad[oa]|grazie(?: mille)?|teşekkürler|спасибо|شكرا|谢谢|ありがとう(?:ございます)?|감사합니다)$/
const THANKS =
  /^(?:(?:ok(?:ay)?|great|cool|nice|perfect) )?(?:thanks?(?: you)?(?: so much| a lot| very much)?|thx|cheers|ty|(?:بہت )?شکریہ|مہربانی)$/
const BYE = /^(?:bye|goodbye|see you|see ya|good night|(?:خدا|اللہ) حافظ)(?: later)?$/
const ABOUT =
  /^(?:help|who are you|what are you|what (?:can|do) you do|how (?:can|do) (?:you help(?: me)?|i use (?:this|you)|you work)|are you (?:an? )?(?:ai|bot|human|robot|real)|مدد|(?:آپ|تم) کون (?:ہیں|ہو)|(?:آپ|تم) کیا کر سکتے (?:ہیں|ہو))$/
const ACKNOWLEDGED =
  /^(?:ok(?:ay)?|got it|i see|great|cool|nice|perfect|yes|no|yep|nope|sure|good|wow|ٹھیک(?: ہے)?|اچھا|جی(?: ہاں)?|ہاں|نہیں)$/

/** A short honest reply to what is no question about the text, or null when it may be one. */
export function replyToSmallTalk(text: string, title: string, texts: Texts): string | null {
  const said = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s']/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const site = emphasise(title)
  if (said === '') return texts.pleaseAsk(site)
  if (GREETING.test(said) || GREETING_ELSEWHERE.test(said)) return texts.hello(texts.does(site))
  if (THANKS.test(said) || THANKS_ELSEWHERE.test(said)) return texts.welcome
  if (BYE.test(said)) return texts.goodbye
  if (ABOUT.test(said)) return texts.whatItIs(texts.does(site))
  if (ACKNOWLEDGED.test(said)) return texts.whatNext(site)
  return null
}
