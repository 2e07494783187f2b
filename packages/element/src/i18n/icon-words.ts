/** Icons of the header whose buttons are called in English what the icon is called. Other languages have a text for each. */
export const ICON_WORDS = [
  'Back',
  'Book',
  'Close',
  'Collapse',
  'Expand',
  'History',
  'Home',
  'Menu',
  'Settings',
  'Share',
  'Sidebar',
] as const
