import type {WidgetComponent} from '../types/widgets.ts'
import {describeIssue, formatPath} from './describe-issue.ts'
import type {ProtocolIssue} from './protocol-error.ts'
import {widgetComponents} from './schemas/widget-components.ts'
import {pathOf, walkWidget} from './widget-tree.ts'

/**
 * What is wrong with the props of a widget's known components; for tests and tools of those who write widgets. A server does not refuse a
 * widget for it, and unknown components and props are no issue: ChatKit lets them pass.
 *
 * @param root A widget that passed `safeParseWidget`.
 */
export function findWidgetIssues(root: WidgetComponent): ProtocolIssue[] {
  const issues: ProtocolIssue[] = []
  for (const entry of walkWidget(root)) {
    const {type} = entry.node as WidgetComponent
    if (!Object.hasOwn(widgetComponents, type)) continue
    const result = widgetComponents[type as keyof typeof widgetComponents].safeParse(entry.node)
    for (const issue of result.error?.issues ?? []) {
      const {message} = describeIssue(issue, entry.node)
      issues.push({path: formatPath([...pathOf(entry), ...issue.path]), message})
    }
  }
  return issues
}
