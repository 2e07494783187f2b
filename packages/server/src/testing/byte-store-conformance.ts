import type {ByteStore} from '../attachments/byte-store.ts'
import {byteStoreCases} from './byte-store-cases.ts'
import type {ConformanceCase} from './store-conformance.ts'

/** What the suite needs to know about the store of bytes. */
export interface ByteStoreConformanceOptions {
  /** Makes an empty store. Called once for each case. */
  open: () => Promise<{store: ByteStore; close?: () => Promise<void>}>
}

/**
 * The rules of `ByteStore` as cases for any test runner:
 *
 * ```ts
 * for (const {name, run} of byteStoreConformance({open: async () => ({store: new MyByteStore()})})) test(name, run)
 * ```
 */
export function byteStoreConformance({open}: ByteStoreConformanceOptions): ConformanceCase[] {
  return Object.entries(byteStoreCases).map(([name, check]) => ({
    name,
    async run() {
      const {store, close} = await open()
      try {
        await check(store)
      } finally {
        await close?.()
      }
    },
  }))
}
