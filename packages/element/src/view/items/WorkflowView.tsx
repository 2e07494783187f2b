import type {Workflow} from 'chatkit-protocol'
import {useState} from 'preact/hooks'
import type {Translate} from '../../i18n/index.ts'
import {Icon} from '../icons/Icon.tsx'
import {NamedIcon} from '../icons/NamedIcon.tsx'
import {useController} from '../scope.ts'
import {TaskView} from './TaskView.tsx'
import {observe} from '../observe.tsx'

function summaryOf({summary, tasks}: Workflow, done: boolean, t: Translate): string {
  if (summary && 'title' in summary) return summary.title
  if (summary && 'duration' in summary) return t('thought', {count: summary.duration})
  const last = tasks.at(-1)
  return last?.title ?? t(done ? 'steps' : 'working')
}

/** The steps of the assistant's work as one line that opens. */
export const WorkflowView = observe(({workflow, done}: {workflow: Workflow; done: boolean}) => {
  const {t} = useController()
  // What the reader chose wins over what the server says later.
  const [chosen, setChosen] = useState<boolean | null>(null)
  const open = chosen ?? workflow.expanded
  const {summary, tasks} = workflow
  return (
    <div class="workflow">
      <button type="button" class="workflow-summary" aria-expanded={open} onClick={() => setChosen(!open)}>
        {summary && 'icon' in summary && summary.icon ? <NamedIcon name={summary.icon} size={14} /> : null}
        <span class={done ? undefined : 'shimmer'} dir="auto">
          {summaryOf(workflow, done, t.value)}
        </span>
        <Icon name="chevron" size={14} />
      </button>
      {open ? (
        <div class="tasks">
          {tasks.map((task, index) => (
            <TaskView key={index} task={task} />
          ))}
        </div>
      ) : null}
    </div>
  )
})
