import type {IconNode} from 'lucide'
import {h} from 'preact'
import {coreIcons, type CoreIcon} from './core.ts'

/** Draws a Lucide node. Always decorative: the control that holds it has a name of its own. */
export const IconShape = ({node, size = 16}: {node: IconNode; size?: number}) => (
  <svg
    class="icon"
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    {node.map(([tag, attributes], index) => h(tag, {key: index, ...attributes}))}
  </svg>
)

export const Icon = ({name, size = 16}: {name: CoreIcon; size?: number}) => (
  <IconShape node={coreIcons[name]} size={size} />
)
