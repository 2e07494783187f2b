import type {Texts} from './texts.ts'

export const ENGLISH: Texts = {
  locale: 'en',

  opening: (site) => `${site} says, in its own words:`,
  pointers: (site) => `${site} covers this here:`,
  firstLines: (count) => `(the first ${count} lines)`,
  goOn: 'You could ask next:',
  about: (heading) => `Tell me about ${heading}`,
  nothingFound: (site) => `I couldn’t find that in ${site}.`,
  nearest: 'These places come nearest:',
  tryOtherWords: 'Try other words, or ask about something the text covers.',
  onlyInLanguage: (language) => `I found this only in ${language}:`,
  onlyInVersion: (found, read) => `I found this only in version ${found}, not in ${read}:`,
  onlyAt: (address) => `I found this only at ${address}:`,

  searching: (site) => `Searching ${site}…`,
  reading: (heading) => `Reading ${heading}…`,

  does: (site) =>
    `I look up questions in ${site} and answer with sentences quoted from it, each linked to its place. No language model is connected, so I don't write answers of my own.`,
  hello: (does) => `Hello! ${does} What would you like to know?`,
  whatItIs: (does) => `${does} Try asking what a term means, how to do something, or how two things differ.`,
  welcome: 'You’re welcome. Ask whenever something else comes up.',
  goodbye: 'Goodbye! This conversation stays here until you close the browser.',
  whatNext: (site) => `What would you like to know next about ${site}?`,
  pleaseAsk: (site) => `Please write a question about ${site}.`,

  modelDown: 'The language model can’t be reached right now, so this is quoted from the text instead.',
  modelSpent: 'The language model has done as much as it may for today, so this is quoted from the text instead.',
  modelBrokeOff: 'The language model broke off here. This is what the text itself says:',
  modelGaveUp: 'The language model came to no answer, so this is quoted from the text instead.',
  modelStopped: 'The language model stopped in the middle of its answer. Please try again.',
  unsupported: (sentences) => `Please check this against the sources, which don’t clearly say it: ${sentences}`,
  searchFailed: 'The search isn’t working right now. Please try again in a moment.',
  restarted: 'The assistant is being restarted. Please try again in a moment.',
  beingIndexed: 'I’m still reading this textbook, so I can’t look anything up yet. Please try again in a minute.',
  notIndexed:
    'This textbook has not been indexed yet, so I can’t look anything up. Please try again once the site has been built.',
  indexUnreadable:
    'I can’t search this textbook: its index could not be read. Whoever runs this site can see the reason in the server’s log.',
}
