import type {Task} from 'chatkit-protocol'
import {Markdown} from '../../markdown/index.ts'
import {SourceLink} from '../citations/SourceLink.tsx'
import {NamedIcon} from '../icons/NamedIcon.tsx'

const ICONS = {
  web_search: 'search',
  file: 'document',
  image: 'square-image',
  thought: 'lightbulb',
  custom: 'dot',
} as const

const iconOf = (task: Task): string =>
  task.type === 'custom' ? (task.icon ?? ICONS.custom) : (ICONS[task.type] ?? 'dot')

const titleOf = (task: Task): string | null => {
  if (task.title) return task.title
  return task.type === 'web_search' ? (task.title_query ?? task.queries?.[0] ?? null) : null
}

/** One step of the assistant's work: what it did, and what it read. */
export const TaskView = ({task}: {task: Task}) => {
  const title = titleOf(task)
  const content = task.type === 'custom' || task.type === 'thought' ? task.content : null
  const sources = task.type === 'web_search' || task.type === 'file' ? (task.sources ?? []) : []
  return (
    <div class="task" data-status={task.status_indicator}>
      <NamedIcon name={iconOf(task)} size={14} />
      <div class="task-body">
        {title ? (
          <p class={task.status_indicator === 'loading' ? 'shimmer' : undefined} dir="auto">
            {title}
          </p>
        ) : null}
        {content ? <Markdown text={content} /> : null}
        {sources.length > 0 ? (
          <ul class="task-sources">
            {sources.map((source, index) => (
              <li key={index}>
                <SourceLink source={source} class="source">
                  {source.title}
                </SourceLink>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  )
}
