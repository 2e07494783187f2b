import type {SwizzleConfig} from '@docusaurus/types'

/** What `docusaurus swizzle` offers of this plugin, and how safe each way is across minor versions. */
export function getSwizzleConfig(): SwizzleConfig {
  return {
    components: {
      ChatKit: {
        // What it is made of lies outside the theme, so a copy would import what is not there.
        actions: {eject: 'forbidden', wrap: 'safe'},
        description: 'The floating button and its panel. Wrap it to decide where it appears.',
      },
      AskChat: {
        actions: {eject: 'safe', wrap: 'safe'},
        description: 'A question as a link in a text.',
      },
      'NavbarItem/ChatKitNavbarItem': {
        actions: {eject: 'safe', wrap: 'safe'},
        description: 'The navbar item that opens the assistant.',
      },
    },
  }
}
