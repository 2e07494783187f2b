import {useMemo} from 'preact/hooks'
import {lazy} from '../part.tsx'
import type {Turn} from '../state/select.ts'
import type {Entry} from '../state/types.ts'
import {speakerAria} from './aria.ts'
import {ErrorNote} from './ErrorNote.tsx'
import {preloadParts} from '../markdown/index.ts'
import {Queue} from './composer/Composer.tsx'
import {citations} from './items/AssistantMessage.tsx'
import {EntryView} from './items/EntryView.tsx'
import {useController} from './scope.ts'
import {StatusLine} from './StatusLine.tsx'
import {observe} from './observe.tsx'

const Actions = lazy(async () => (await import('./items/Actions.tsx')).Actions)
const Notices = lazy(async () => (await import('./Notices.tsx')).Notices)

/** Fetches what nearly every answer ends with, while the reader waits for it. */
export const preloadAnswer = () => Promise.all([Actions.preload(), Queue.preload(), citations.load(), preloadParts()])

const LastNotices = observe(() => (useController().chat.value.notices.length > 0 ? <Notices /> : null))

/** A row is made anew only when its entry changed, so a streaming answer costs nothing to the rest of the transcript. */
const Row = ({entry}: {entry: Entry}) => useMemo(() => <EntryView entry={entry} />, [entry])

interface TurnViewProps {
  turn: Turn
  last: boolean
  /** Its answer is on its way. */
  running: boolean
  /** It began in this visit, so it stands at the top with room below. */
  anchored: boolean
}

const TurnContent = observe(({turn, last, running, anchored}: TurnViewProps) => {
  const {t} = useController()
  const [first, ...others] = turn.entries
  const answer = first?.item.type === 'user_message' ? others : turn.entries
  const question = first?.item.type === 'user_message' ? first : null
  return (
    <section class="turn" data-key={turn.key} data-anchored={anchored} data-last={last}>
      {question ? <Row entry={question} /> : null}
      {answer.length > 0 ? (
        <div class="answer">
          <h3 {...speakerAria}>{t.value('assistantSaid')}</h3>
          {answer.map((entry) => (
            <Row key={entry.key} entry={entry} />
          ))}
        </div>
      ) : null}
      {last ? <StatusLine /> : null}
      {running ? null : <Actions entries={turn.entries} last={last} />}
      {last ? <LastNotices /> : null}
      {last ? <ErrorNote /> : null}
      {last ? <div class="end" /> : null}
    </section>
  )
})

/** A message of the reader with its answer, which one heading announces. Rendered again only when something of it changed. */
export const TurnView = ({turn, last, running, anchored}: TurnViewProps) =>
  useMemo(
    () => <TurnContent turn={turn} last={last} running={running} anchored={anchored} />,
    [turn, last, running, anchored],
  )
