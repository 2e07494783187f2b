import type {Translate} from '../i18n/index.ts'
import type {Phase} from '../state/types.ts'

/**
 * Every role, name and relation of the element in one place, so that its accessibility can be read in one sitting.
 * Decorative icons are hidden in `Icon.tsx`; text that is visible anyway names its own control.
 */

export const rootAria = (title: string) => ({role: 'region', 'aria-label': title}) as const

export const transcriptAria = (t: Translate, phase: Phase) =>
  ({
    role: 'region',
    'aria-label': t('transcript'),
    'aria-busy': phase === 'waiting' || phase === 'streaming' || phase === 'loading',
    // A region that scrolls must be reachable by keyboard.
    tabIndex: 0,
  }) as const

/** The one polite region. It speaks at boundaries; streaming text never passes through it. */
export const liveAria = {role: 'status', 'aria-live': 'polite', 'aria-atomic': true} as const

export const errorAria = {role: 'alert'} as const

export const noticeAria = (level: 'info' | 'warning' | 'danger') =>
  ({role: level === 'danger' ? 'alert' : 'status'}) as const

export const composerAria = (t: Translate) => ({'aria-label': t('composer')})

export const buttonAria = (label: string, state: {pressed?: boolean; expanded?: boolean; disabled?: boolean} = {}) => ({
  'aria-label': label,
  ...(state.pressed === undefined ? {} : {'aria-pressed': state.pressed}),
  ...(state.expanded === undefined ? {} : {'aria-expanded': state.expanded}),
  // Not the `disabled` attribute: a focused button that disables itself would drop the focus.
  ...(state.disabled ? {'aria-disabled': true} : {}),
})

export const groupAria = (label: string) => ({role: 'group', 'aria-label': label}) as const

export const citationAria = (t: Translate, number: number, title: string, card: string | null) => ({
  'aria-label': t('source', {number, title}),
  ...(card === null ? {} : {'aria-describedby': card}),
})

export const cardAria = (id: string) => ({role: 'tooltip', id}) as const

export const historyRowAria = (current: boolean) => (current ? ({'aria-current': 'true'} as const) : {})

/** Speakers are told by headings that only assistive technology sees. */
export const speakerAria = {class: 'sr'} as const
