import {useEffect, useRef} from 'preact/hooks'
import {isRunning} from '../state/select.ts'
import {directionOf, TranslateContext} from '../i18n/index.ts'
import {applyTheme} from '../styles/theme.ts'
import {rootAria} from './aria.ts'
import {Composer} from './composer/Composer.tsx'
import {Disclaimer} from './Disclaimer.tsx'
import {ErrorNote} from './ErrorNote.tsx'
import {Header} from './Header.tsx'
import {History} from './history/History.tsx'
import {lazy} from '../part.tsx'
import {LiveRegion} from './LiveRegion.tsx'
import {observe} from './observe.tsx'
import {type Scope, ScopeContext} from './scope.ts'
import {StartScreen} from './StartScreen.tsx'
import {Transcript} from './Transcript.tsx'

const CitationCard = lazy(async () => (await import('./citations/CitationCard.tsx')).CitationCard)

/** Closes the innermost thing that is open, and only then lets the page have the key. */
function onEscape(event: KeyboardEvent, {controller, citation}: Scope): void {
  if (event.key !== 'Escape' || event.isComposing) return
  const state = controller.chat.peek()
  if (citation.peek()) citation.value = null
  else if (controller.history.peek().open) controller.hideHistory()
  else if (isRunning(state) && state.allowCancel) controller.stop()
  else return
  event.preventDefault()
  event.stopPropagation()
}

/** The whole chat. */
export const Chat = observe(({scope}: {scope: Scope}) => {
  const {controller} = scope
  const {options, chat, history, t} = controller
  const root = useRef<HTMLDivElement>(null)
  const main = useRef<HTMLDivElement>(null)
  const {theme, locale, frameTitle} = options.value
  const {items, phase, thread} = chat.value
  const {open} = history.value
  const language = locale ?? t.value.language
  const fresh = items.length === 0 && phase === 'idle' && !thread
  useEffect(() => {
    if (root.current) applyTheme(root.current, theme)
  }, [theme])
  const wasOpen = useRef(false)
  useEffect(() => {
    // `inert` is no attribute that every DOM reflects, and it must be gone before the focus can come back.
    main.current?.toggleAttribute('inert', open)
    if (wasOpen.current && !open) scope.composerRef.current?.focus()
    wasOpen.current = open
  }, [open, scope])
  return (
    <ScopeContext.Provider value={scope}>
      <div
        ref={root}
        class="root"
        part="root"
        {...(language === null ? {} : {lang: language, dir: directionOf(language)})}
        data-scheme={theme.colorScheme}
        data-radius={theme.radius ?? 'pill'}
        data-density={theme.density ?? 'normal'}
        onKeyDown={(event) => onEscape(event, scope)}
        {...rootAria(frameTitle ?? t.value('title'))}
      >
        <TranslateContext.Provider value={t.value}>
          <div class="main" ref={main}>
            <Header />
            {fresh ? <StartScreen /> : <Transcript />}
            <div class="foot">
              {items.length === 0 ? <ErrorNote /> : null}
              <Composer />
              <Disclaimer />
            </div>
          </div>
          <History />
          {scope.citation.value ? <CitationCard /> : null}
          <LiveRegion />
        </TranslateContext.Provider>
      </div>
    </ScopeContext.Provider>
  )
})
