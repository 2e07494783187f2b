/** Texts of the list of past chats; they come with its code. */
export const historyTexts = {
  historyEmpty: 'No chats yet. Your questions will appear here.',
  historyFailed: 'Your chats could not be loaded.',
  untitled: 'Untitled chat',
  rename: 'Rename {title}',
  renameField: 'New title',
  save: 'Save',
  cancel: 'Cancel',
  remove: 'Delete {title}',
  removeConfirm: 'Delete this chat?',
  removeYes: 'Delete',
  today: 'Today',
  yesterday: 'Yesterday',
  earlier: 'Earlier',
  back: 'Back to chat',
} as const
