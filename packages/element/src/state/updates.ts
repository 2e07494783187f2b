import type {Task, ThreadItem, ThreadItemUpdate, WorkflowItem} from 'chatkit-protocol'
import {applyContentUpdate} from './content.ts'

function putTask(item: WorkflowItem, index: number, task: Task): WorkflowItem {
  const tasks = item.workflow.tasks.slice()
  if (index >= 0 && index < tasks.length) tasks[index] = task
  else tasks.push(task)
  return {...item, workflow: {...item.workflow, tasks}}
}

/** Applies an update to an unfinished item. An update that does not fit the item's type leaves it as it is. */
export function applyUpdate(item: ThreadItem, update: ThreadItemUpdate): ThreadItem {
  switch (item.type) {
    case 'assistant_message':
      return applyContentUpdate(item, update)
    case 'workflow':
      return update.type === 'workflow.task.added' || update.type === 'workflow.task.updated'
        ? putTask(item, update.task_index, update.task)
        : item
    case 'widget':
      return update.type === 'widget.root.updated' ? {...item, widget: update.widget} : item
    case 'generated_image':
      return update.type === 'generated_image.updated' ? {...item, image: update.image} : item
    default:
      return item
  }
}
