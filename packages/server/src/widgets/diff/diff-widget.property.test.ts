import type {WidgetRoot} from 'chatkit-protocol'
import * as fc from 'fast-check'
import {arbitraryStep, arbitraryWidget} from '../__fixtures__/arbitrary-widget.ts'
import {applyWidgetUpdate, diffWidget} from '../index.ts'
import {snapshot} from './snapshot.ts'

const apply = (widget: WidgetRoot, to: WidgetRoot): WidgetRoot =>
  diffWidget(widget, to).reduce(applyWidgetUpdate, widget)

/** As it goes over the wire and is read again. */
const received = (widget: WidgetRoot): unknown => JSON.parse(JSON.stringify(snapshot(widget)))

const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value))

const pairs = fc.oneof(arbitraryStep, fc.tuple(arbitraryWidget, arbitraryWidget))

describe('diffWidget, for any two widgets', () => {
  test('applying the updates to the one gives the other', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        expect(received(apply(snapshot(before), after))).toEqual(received(after))
      }),
      {numRuns: 2000},
    )
  })

  test('the updates are never larger than the whole widget, and say nothing when there is nothing to say', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const updates = diffWidget(before, after)
        const whole = bytes({type: 'widget.root.updated', widget: snapshot(after)})
        expect(updates.reduce((sum, update) => sum + bytes(update), 0)).toBeLessThanOrEqual(whole)
        expect(diffWidget(before, structuredClone(before))).toEqual([])
      }),
      {numRuns: 2000},
    )
  })

  test('small changes are seldom sent as whole widgets', () => {
    const kinds = new Set<string>()
    fc.assert(
      fc.property(arbitraryStep, ([before, after]) => {
        for (const {type} of diffWidget(before, after)) kinds.add(type)
      }),
      {numRuns: 1000},
    )
    // The properties above would hold for a diff that always sends everything.
    expect([...kinds].sort()).toEqual([
      'widget.component.updated',
      'widget.root.updated',
      'widget.streaming_text.value_delta',
    ])
  })

  test('a chain of states arrives as the last of them', () => {
    fc.assert(
      fc.property(fc.array(arbitraryWidget, {minLength: 2, maxLength: 5}), ([first, ...states]) => {
        if (first === undefined) return
        let client: WidgetRoot = snapshot(first)
        let server: WidgetRoot = first
        for (const state of states) {
          for (const update of diffWidget(server, state)) client = applyWidgetUpdate(client, update)
          server = state
        }
        expect(received(client)).toEqual(received(server))
      }),
      {numRuns: 500},
    )
  })
})
