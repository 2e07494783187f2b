import type {MarkdownLabels} from './types.ts'

/** English texts, for every label that is not given. */
export const defaultLabels: MarkdownLabels = {
  copy: 'Copy code',
  copied: 'Copied',
  copyFailed: 'Selected. Press Ctrl+C or ⌘C to copy.',
  code: 'Code, {language}',
  codePlain: 'Code',
  table: 'Table',
  formula: 'Formula',
  footnotes: 'Footnotes',
  footnote: 'Footnote {number}',
  backToText: 'Back to the text, from footnote {number}',
  task: 'Task',
}

/** Puts values into the `{names}` of a label. */
export const fillLabel = (label: string, values: Readonly<Record<string, string | number>>): string =>
  label.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
