import {translate} from '@docusaurus/Translate'
import {fillPlural} from '../../components/ChatWidget/plural.ts'
import type {PanelTexts} from '../../components/ChatWidget/texts.ts'

/** The panel's texts in the page's language. Called once the panel is there. */
export function getPanelTexts(): PanelTexts {
  return {
    assistantName: translate({
      id: 'theme.chatkit.assistantName',
      message: 'Assistant',
      description: "The assistant's name, as the panel's title",
    }),
    greeting: translate({
      id: 'theme.chatkit.greeting',
      message: 'What would you like to know?',
      description: 'The line that opens a new conversation',
    }),
    placeholder: translate({
      id: 'theme.chatkit.placeholder',
      message: 'Ask about this page…',
      description: 'Placeholder of the message field',
    }),
    privacyNote: translate({
      id: 'theme.chatkit.privacyNote',
      message: 'Questions are stored to improve these pages. Answers can be wrong: check the sources.',
      description: 'The line under the message field',
    }),
    consent: {
      text: translate({
        id: 'theme.chatkit.consent.text',
        message: "Your questions, and which page you are on, are sent to this site's assistant and stored there.",
        description: 'What the reader is told before anything is sent',
      }),
      accept: translate({
        id: 'theme.chatkit.consent.accept',
        message: 'Agree and continue',
        description: 'The button that agrees to it',
      }),
      decline: translate({
        id: 'theme.chatkit.consent.decline',
        message: 'Not now',
        description: 'The button that does not agree, and closes the panel',
      }),
      policyLabel: translate({
        id: 'theme.chatkit.consent.policy',
        message: 'Privacy policy',
        description: 'The link to where the reader can read more',
      }),
    },
    starters: [],
    close: translate({id: 'theme.chatkit.close', message: 'Close', description: 'Closes the panel'}),
    composerLabel: translate({
      id: 'theme.chatkit.composerLabel',
      message: 'Your question',
      description: 'Accessible name of the message field',
    }),
    send: translate({id: 'theme.chatkit.send', message: 'Send', description: 'Sends the question'}),
    removeQuote: translate({
      id: 'theme.chatkit.removeQuote',
      message: 'Remove quote',
      description: 'Takes the quoted passage out of the question',
    }),
    askingAbout: translate({
      id: 'theme.chatkit.askingAbout',
      message: 'Asking about:',
      description: 'Stands before the title of the page or section that travels with a question',
    }),
    leavePageOut: translate({
      id: 'theme.chatkit.leavePageOut',
      message: 'Ask without this page',
      description: 'The button that keeps the page from travelling with a question',
    }),
    about: (heading) =>
      translate(
        {
          id: 'theme.chatkit.starter',
          message: 'What is “{heading}” about?',
          description: 'A suggested question about a section of the page',
        },
        {heading},
      ),
    more: translate({id: 'theme.chatkit.more', message: 'More', description: "Opens the panel's menu"}),
    dock: translate({
      id: 'theme.chatkit.dock',
      message: 'Dock to the side',
      description: 'Menu entry: the panel stands beside the page',
    }),
    undock: translate({
      id: 'theme.chatkit.undock',
      message: 'Float over the page',
      description: 'Menu entry: the panel stands over a corner of the page',
    }),
    resize: translate({
      id: 'theme.chatkit.resize',
      message: 'Width of the panel',
      description: 'Accessible name of the handle that makes the docked panel wider or narrower',
    }),
    hide: translate({
      id: 'theme.chatkit.hide',
      message: 'Hide for this visit',
      description: 'Menu entry: takes the chat button away until the browser is closed',
    }),
    show: translate({
      id: 'theme.chatkit.show',
      message: 'Show the button again',
      description: 'Menu entry: brings the chat button back that the reader has hidden',
    }),
    youSaid: translate({
      id: 'theme.chatkit.youSaid',
      message: 'You said',
      description: "Accessible name of the reader's own question",
    }),
    connecting: translate({
      id: 'theme.chatkit.connecting',
      message: 'Connecting…',
      description: 'Shown under a question that waits for the assistant to load',
    }),
    reconnecting: translate({
      id: 'theme.chatkit.reconnecting',
      message: 'Reconnecting…',
      description: 'Shown in an answer while its broken connection is being mended',
    }),
    next: (question) =>
      translate(
        {
          id: 'theme.chatkit.next',
          message: 'Next: {question}',
          description: 'Shows the question that is asked when the running answer is over',
        },
        {question},
      ),
    pageGone: translate({
      id: 'theme.chatkit.pageGone',
      message: 'This page is no longer there.',
      description: 'Told when a cited page has been removed from the site',
    }),
    tryAgain: translate({
      id: 'theme.chatkit.tryAgain',
      message: 'Try again',
      description: 'The button beside an error',
    }),
    notLoaded: translate({
      id: 'theme.chatkit.error.notLoaded',
      message: 'The assistant could not be loaded. Your text is still here.',
      description: 'Error: a file of the site did not arrive',
    }),
    failed: translate({
      id: 'theme.chatkit.error.failed',
      message: 'Something went wrong.',
      description: 'Error of an unknown kind',
    }),
    transport: {
      offline: translate({
        id: 'theme.chatkit.error.offline',
        message: 'You seem to be offline. Check your connection.',
        description: "Error: the reader's browser is offline",
      }),
      unreachable: translate({
        id: 'theme.chatkit.error.unreachable',
        message: "The assistant can't be reached right now.",
        description: 'Error: no connection to the backend',
      }),
      backend: translate({
        id: 'theme.chatkit.error.backend',
        message: 'Something went wrong on our side.',
        description: 'Error: the backend failed or took too long',
      }),
      connectionLost: translate({
        id: 'theme.chatkit.error.connectionLost',
        message: 'The connection was lost before the answer was complete.',
        description: 'Error: the connection broke in the middle of an answer',
      }),
      session: translate({
        id: 'theme.chatkit.error.session',
        message: "The assistant can't be used here right now.",
        description: 'Error: the backend refused a session',
      }),
      rateLimited: (seconds) => {
        const message = translate({
          id: 'theme.chatkit.error.rateLimited',
          message:
            'Too many questions at once. Try again in 1 second.|Too many questions at once. Try again in {seconds} seconds.',
          description:
            'Error: the backend asks for a pause. One form for each of the plural forms of the language, separated by "|"',
        })
        return fillPlural(message, 'seconds', seconds, document.documentElement.lang)
      },
    },
  }
}
