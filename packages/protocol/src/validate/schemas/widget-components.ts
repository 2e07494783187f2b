import {Chart} from './widget-chart.ts'
import {controlComponents} from './widget-controls.ts'
import {displayComponents} from './widget-display.ts'
import {layoutComponents} from './widget-layout.ts'

/** One schema for the props of each known component, by its `type`. Children are checked only for being nodes. */
export const widgetComponents = {...layoutComponents, ...displayComponents, ...controlComponents, Chart}
