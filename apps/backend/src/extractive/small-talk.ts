const GREETING =
  /^(?:hi|hello|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day))(?: there| all| everyone)?$/
const THANKS =
  /^(?:(?:ok(?:ay)?|great|cool|nice|perfect) )?(?:thanks?(?: you)?(?: so much| a lot| very much)?|thx|cheers|ty)$/
const BYE = /^(?:bye|goodbye|see you|see ya|good night)(?: later)?$/
const ABOUT =
  /^(?:help|who are you|what are you|what (?:can|do) you do|how (?:can|do) (?:you help(?: me)?|i use (?:this|you)|you work)|are you (?:an? )?(?:ai|bot|human|robot|real))$/
const ACKNOWLEDGED = /^(?:ok(?:ay)?|got it|i see|great|cool|nice|perfect|yes|no|yep|nope|sure|good|wow)$/

/** A short honest reply to what is no question about the text, or null when it may be one. */
export function replyToSmallTalk(text: string, title: string): string | null {
  const said = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s']/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const does = `I look up questions in *${title}* and answer with sentences quoted from it, each linked to its place. No language model is connected, so I don't write answers of my own.`
  if (said === '') return `Please write a question about *${title}*.`
  if (GREETING.test(said)) return `Hello! ${does} What would you like to know?`
  if (THANKS.test(said)) return 'You’re welcome. Ask whenever something else comes up.'
  if (BYE.test(said)) return 'Goodbye! This conversation stays here until you close the browser.'
  if (ABOUT.test(said)) return `${does} Try asking what a term means, how to do something, or how two things differ.`
  if (ACKNOWLEDGED.test(said)) return `What would you like to know next about *${title}*?`
  return null
}
