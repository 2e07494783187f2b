import {z} from 'zod'
import type {WidgetComponent, WidgetRoot} from '../../types/widgets.ts'
import {MAX_WIDGET_DEPTH, pathOf, walkWidget} from '../widget-tree.ts'

const anyNode = {type: z.string(), id: z.string().optional(), key: z.string().optional()}
const node = z.looseObject(anyNode)
const root = z.looseObject({...anyNode, type: z.enum(['Card', 'ListView', 'Basic'])})

/**
 * Any node of a widget. Only the tree is checked: openai-chatkit 1.6.5 lets unknown components and unknown props pass as well (widgets.py,
 * `DynamicWidgetRoot`). What the known components expect is checked by `findWidgetIssues`.
 */
export const widgetComponent = node.superRefine(checkTree) as unknown as z.ZodType<WidgetComponent>

/** A whole widget. */
export const widgetRoot = root.superRefine(checkTree) as unknown as z.ZodType<WidgetRoot>

function checkTree(top: object, context: z.core.$RefinementCtx): void {
  for (const entry of walkWidget(top)) {
    if (entry.depth > MAX_WIDGET_DEPTH) {
      const message = `is nested too deeply: at most ${MAX_WIDGET_DEPTH} widget nodes may stand inside each other`
      // Reported for the widget as a whole: a path a hundred levels long helps nobody.
      return context.addIssue({code: 'custom', message})
    }
    if (entry.depth === 1) continue
    const result = node.safeParse(entry.node)
    if (!result.success) {
      for (const issue of result.error.issues) context.addIssue({...issue, path: [...pathOf(entry), ...issue.path]})
    }
  }
}
