import type {Annotation} from 'chatkit-protocol'
import {useMemo} from 'preact/hooks'
import {listSources} from '../../markdown/index.ts'
import {useController} from '../scope.ts'
import {SourceLink} from './SourceLink.tsx'
import {observe} from '../observe.tsx'

/** A title too long for its row loses its end, in its own direction and not that of the page. */
const CUT_AT_ITS_END = {dir: 'auto'} as const

/** One quiet row under an answer: the titles of its sources, as links, with the numbers of the text. */
export const Sources = observe(({annotations}: {annotations: readonly Annotation[]}) => {
  const {t} = useController()
  const sources = useMemo(() => listSources(annotations), [annotations])
  if (sources.length === 0) return null
  return (
    <div class="sources" part="sources">
      <h4 class="sources-title">{t.value('sources')}</h4>
      <ul>
        {sources.map(({source, number}) => (
          <li key={number}>
            <span class="sources-number" aria-hidden="true">
              {number}
            </span>
            <SourceLink source={source} class="source" attributes={CUT_AT_ITS_END}>
              <bdi>{source.title}</bdi>
            </SourceLink>
          </li>
        ))}
      </ul>
    </div>
  )
})
