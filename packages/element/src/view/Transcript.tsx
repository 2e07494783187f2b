import {useEffect, useMemo, useRef} from 'preact/hooks'
import {groupTurns, isRunning, reuseTurns, type Turn} from '../state/select.ts'
import {transcriptAria} from './aria.ts'
import {Icon} from './icons/Icon.tsx'
import {useController} from './scope.ts'
import {preloadAnswer, TurnView} from './TurnView.tsx'
import {useScroll} from './use-scroll.ts'
import {observe} from './observe.tsx'

/** The conversation, turn by turn. */
export const Transcript = observe(() => {
  const {chat, t, options, loadOlder} = useController()
  const scroller = useRef<HTMLDivElement>(null)
  const state = chat.value
  const before = useRef<readonly Turn[]>([])
  const turns = useMemo(() => reuseTurns(before.current, groupTurns(state.items)), [state.items])
  before.current = turns
  const lastTurn = turns.at(-1)
  useEffect(() => void preloadAnswer(), [])
  const {unseen, toEnd} = useScroll({scroller, state, autoScroll: options.value.autoScroll, onNearTop: loadOlder})
  return (
    <div class="stage">
      <div class="scroller" part="transcript" ref={scroller} {...transcriptAria(t.value, state.phase)}>
        <div class="column">
          {state.phase === 'loading' ? (
            <p class="status" data-late>
              <span class="shimmer">{t.value('loading')}</span>
            </p>
          ) : null}
          {state.older === null ? null : <p class="older">{t.value('olderLoading')}</p>}
          {turns.map((turn) => (
            <TurnView
              key={turn.key}
              turn={turn}
              last={turn === lastTurn}
              running={turn === lastTurn && isRunning(state)}
              anchored={turn === lastTurn && turn.key === state.anchor}
            />
          ))}
        </div>
      </div>
      {unseen ? (
        <button type="button" class="new-text" onClick={toEnd}>
          {t.value('newText')}
          <Icon name="down" size={14} />
        </button>
      ) : null}
    </div>
  )
})
