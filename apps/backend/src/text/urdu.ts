import {unifyArabic} from './arabic.ts'

/** What is asked: "X کیا ہے؟", "X سے کیا مراد ہے؟", "X کسے کہتے ہیں؟", "X کا مطلب کیا ہے؟". */
const SUBJECT: readonly RegExp[] = [
  /^(.+?) ک[ای] (?:کیا )?(?:مطلب|تعریف|مفہوم)(?: کیا)?(?: ہے)?$/,
  /^(.+?) (?:سے )?کیا (?:مراد )?(?:ہے|ہیں|ہوتا ہے|ہوتی ہے|ہوتے ہیں)$/,
  /^(.+?) (?:سے )?(?:کیا کر(?:تا|تی|تے)|کسے کہتے|کیا ہوتا) (?:ہے|ہیں)$/,
]
const SIDES = /^(.+?) اور (.+?) (?:میں|کے درمیان|کے بیچ) (?:کیا )?فرق(?: کیا)?(?: ہے)?$/

/** Kinds of question, the first that fits. "کیسے" asks for steps only of what somebody is to do. */
const KINDS = [
  ['comparison', /(?:^| )(?:فرق|موازنہ|مختلف)(?: |$)/],
  ['reason', /(?:^| )کیوں(?: |$)/],
  ['steps', /(?:^| )کیسے .*(?:جا[ئی]ے|جائیں|کریں|کروں|سکتے ہیں|سکت[اےی] ہوں)$/],
  ['enumeration', /(?:^| )کون (?:سا|سی|سے)(?: |$)/],
] as const

/** A sentence that says what something is: the name, then a word that begins what is said of it. */
const DEFINITION =
  /^([^۔؟!:]{2,80}?) (?:سے مراد|کا مطلب|وہ|ایک|ایسا|ایسی|ایسے|ان|اس|نام وال[ایے])(?= ).*(?:ہے|ہیں|ہو|ہوں)(?:$|[ ۔،:])/
/** What begins so is no name. */
const NO_NAME = /^(?:یہ|وہ|اس|ان|اگر|جب|جو|جس|جن|ہر|اور|لیکن|مگر|سو|پھر|کیونکہ|تاکہ)(?: |$)/
const BEFORE_NAME = /^(?:مختصرا|یعنی|جسے|یا) /

/** Words at the beginning that point back. */
const LEANS =
  /^(?:یہ|یہی|وہ|وہی|اس|اسی|اسے|ان|انہی|انہیں|ایسا|ایسے|ایسی|یوں|اور|لیکن|مگر|سو|پھر|تب|چنانچہ|لہذا|البتہ|دونوں|یہاں|وہاں|بلکہ|ورنہ|مثلا)(?=[ ،])/

type UrduKind = (typeof KINDS)[number][0] | 'definition'

/** What kind of answer a question in Urdu asks for; null when that cannot be told. */
export function readUrduKind(question: string): UrduKind | null {
  const asked = normalise(question)
  const kind = KINDS.find(([, pattern]) => pattern.test(asked))?.[0]
  return kind ?? (readUrduSubject(question) === null ? null : 'definition')
}

/** The one thing that a question in Urdu asks about, or null. */
export function readUrduSubject(question: string): string | null {
  const asked = normalise(question)
  for (const pattern of SUBJECT) {
    const subject = pattern.exec(asked)?.[1]
    if (subject !== undefined) return subject
  }
  return null
}

/** The two things that a question in Urdu compares, or null. */
export function readUrduSides(question: string): readonly [string, string] | null {
  const [, a, b] = SIDES.exec(normalise(question)) ?? []
  return a === undefined || b === undefined ? null : [a, b]
}

/** The names that a sentence in Urdu gives to what it defines; none when it defines nothing. */
export function readUrduNames(sentence: string): string[] {
  const plain = unifyArabic(sentence)
  const name = DEFINITION.exec(plain)?.[1]
  if (name === undefined || NO_NAME.test(plain)) return []
  return name
    .split(/[(),،]/)
    .map((piece) => piece.trim().replace(BEFORE_NAME, ''))
    .filter(Boolean)
}

/** Whether a sentence in Urdu needs the one before it to be understood. */
export function leansInUrdu(sentence: string): boolean {
  return LEANS.test(unifyArabic(sentence))
}

function normalise(question: string): string {
  return unifyArabic(question)
    .toLowerCase()
    .replace(/[?؟!۔.\s]+$/u, '')
    .replace(/[،,]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
