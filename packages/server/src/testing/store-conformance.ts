import type {Store} from '../store.ts'
import {attachmentCases} from './attachment-cases.ts'
import {itemCases} from './item-cases.ts'
import {ownershipCases} from './ownership-cases.ts'
import {pagingCases} from './paging-cases.ts'
import {runCases} from './run-cases.ts'
import {threadCases} from './thread-cases.ts'

/** One rule that a store must keep. */
export interface ConformanceCase {
  name: string
  /** Resolves if the store keeps the rule, else rejects with an AssertionError. */
  run: () => Promise<void>
}

/** What the suite needs to know about the store. */
export interface ConformanceOptions<Context> {
  /** Makes an empty store. Called once for each case. */
  open: () => Promise<{store: Store<Context>; close?: () => Promise<void>}>
  /** The contexts of two different people. */
  contexts: readonly [alice: Context, bob: Context]
}

/** What a case works with. */
export interface Fixture<Context> {
  store: Store<Context>
  alice: Context
  bob: Context
}

/** The cases of one topic, by name. */
export type Cases = Record<string, <Context>(fixture: Fixture<Context>) => Promise<void>>

/**
 * The rules of {@link Store} as cases for any test runner:
 *
 * ```ts
 * for (const {name, run} of storeConformance({open, contexts: ['alice', 'bob']})) test(name, run)
 * ```
 *
 * Source: openai-chatkit 1.6.5, tests/test_store.py, with ties, foreign subjects, upserts, idempotent deletes and deep items added.
 */
export function storeConformance<Context>(options: ConformanceOptions<Context>): ConformanceCase[] {
  const [alice, bob] = options.contexts
  const all: Cases = {...threadCases, ...itemCases, ...pagingCases, ...ownershipCases, ...attachmentCases, ...runCases}
  return Object.entries(all).map(([name, check]) => ({
    name,
    async run() {
      const {store, close} = await options.open()
      try {
        await check({store, alice, bob})
      } finally {
        await close?.()
      }
    },
  }))
}
