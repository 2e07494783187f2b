import type {KnownWidgetRoot, WidgetBasic, WidgetCard, WidgetListView, WidgetListViewItem} from 'chatkit-protocol'
import {container} from './define.ts'
import type {PlaceableComponent, WidgetElement} from './types.ts'

/** A framed widget, optionally a form with confirm and cancel. A root. */
export const Card = container<WidgetCard>('Card')

/** A list whose rows can be clicked. A root. */
export const ListView = container<WidgetListView, WidgetListViewItem | WidgetElement>('ListView')

/** One row of a ListView. */
export const ListViewItem = container<WidgetListViewItem>('ListViewItem')

/** A widget without a frame. A root, in which other roots may stand. */
export const Basic = container<WidgetBasic, PlaceableComponent | KnownWidgetRoot>('Basic')
