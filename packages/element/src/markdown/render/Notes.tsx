import {addStyles} from '../../styles/sheet.ts'
import type {NumberedNote} from '../definitions.ts'
import {noteStyles} from '../styles/notes.ts'
import {renderOuter} from './BlockView.tsx'
import {Siblings} from './Siblings.tsx'
import {followNote, isInNote, noteId, referenceId} from './notes.ts'
import type {Shared} from './view.ts'

addStyles(noteStyles)

type Numbered = NumberedNote & {start: number}

/** The footnotes, below the text. */
export const Notes = (shared: Shared) => {
  const {view} = shared
  const notes: Numbered[] = view.definitions.notes.map((numbered) => ({...numbered, start: numbered.note.start}))
  if (notes.length === 0) return null
  return (
    <section class="notes" aria-label={view.t('footnotes')}>
      <ol>
        {notes.map(({number, note}) => (
          <li key={note.start} id={noteId(number)} tabIndex={-1}>
            <Siblings
              nodes={note.children}
              renderOne={renderOuter}
              {...shared}
              cites={shared.cites.filter(({index}) => isInNote(note, index))}
            />
            <a
              class="note-back"
              href={`#${referenceId(number)}`}
              aria-label={view.t('backToText', {number})}
              onClick={(event) => followNote(event, referenceId(number))}
            >
              ↩
            </a>
          </li>
        ))}
      </ol>
    </section>
  )
}
