import assert from 'node:assert/strict'
import {createHash} from 'node:crypto'
import type {ByteStore, PutOptions} from '../attachments/byte-store.ts'
import {readAll, pulled} from '../attachments/streams.ts'
import {ChatKitError} from '../errors.ts'

const MIB = 1024 * 1024
const OPTIONS: PutOptions = {contentType: 'text/plain', maxBytes: MIB}
const NO_KEYS = [
  '',
  '.',
  '..',
  '../escape',
  'a/b',
  'a\\b',
  'A',
  '.hidden',
  '-',
  'ä',
  'a\0',
  'a.b',
  'a%2fb',
  'x'.repeat(129),
]

/** Bytes that differ everywhere, so that a part that is lost, doubled or out of place is noticed. */
function sample(size: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size)
  for (let i = 0, state = seed; i < size; i++) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    bytes[i] = state >>> 16
  }
  return bytes
}

interface Source {
  stream: ReadableStream<Uint8Array>
  /** Chunks that were asked for so far. */
  read: () => number
  cancelled: () => boolean
}

/** A stream of these bytes, `chunkSize` at a time, that notes how it is treated. */
function source(bytes: Uint8Array, chunkSize = 64 * 1024, beforeEnd?: () => Promise<void>): Source {
  let [offset, read, cancelled] = [0, 0, false]
  const stream = pulled(
    async () => {
      read++
      if (offset >= bytes.byteLength) {
        await beforeEnd?.()
        return null
      }
      const chunk = bytes.slice(offset, offset + chunkSize)
      offset += chunkSize
      return chunk
    },
    async () => {
      cancelled = true
    },
  )
  return {stream, read: () => read, cancelled: () => cancelled}
}

function of(text: string): ReadableStream<Uint8Array> {
  return source(new TextEncoder().encode(text)).stream
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function keys(store: ByteStore): Promise<string[]> {
  const all: string[] = []
  for await (const {key} of store.list()) all.push(key)
  return all.toSorted()
}

async function content(store: ByteStore, key: string): Promise<Uint8Array> {
  const found = await store.get(key)
  assert.ok(found !== null, `${key} is not there`)
  return readAll(found.body)
}

async function expectBytes(store: ByteStore, key: string, bytes: Uint8Array): Promise<void> {
  const stored = await content(store, key)
  // Compared by hash first: a difference of two long arrays takes minutes to print.
  assert.equal(stored.byteLength, bytes.byteLength, 'size')
  assert.equal(sha256(stored), sha256(bytes), 'content')
}

async function expectNothing(store: ByteStore, key: string): Promise<void> {
  assert.equal(await store.head(key), null)
  assert.equal(await store.get(key), null)
  assert.ok(!(await keys(store)).includes(key), 'it is listed')
}

function isTooLarge(error: unknown): boolean {
  return error instanceof ChatKitError && error.code === 'TooLarge'
}

/** The cases, by name. */
export const byteStoreCases: Record<string, (store: ByteStore) => Promise<void>> = {
  async 'bytes come back with what is known of them'(store) {
    const bytes = sample(100_000)
    const labels = {subject: 'alice', name: 'Übersicht "1" – 图.txt'}
    const before = Date.now()
    const put = await store.put('atc_1', source(bytes).stream, {...OPTIONS, labels})
    assert.deepEqual(put, {created: true, size: bytes.byteLength, sha256: sha256(bytes)})
    await expectBytes(store, 'atc_1', bytes)
    const {storedAt, ...info} = (await store.head('atc_1')) ?? assert.fail('it is not there')
    const known = {size: bytes.byteLength, contentType: 'text/plain', sha256: sha256(bytes), labels}
    assert.deepEqual(info, info.sha256 === null ? {...known, sha256: null} : known)
    const found = (await store.get('atc_1')) ?? assert.fail('it is not there')
    await found.body.cancel()
    assert.deepEqual(found.info, {...info, storedAt})
    // The clocks of two machines; S3 leaves out the milliseconds.
    assert.ok(Math.abs(storedAt.getTime() - before) < 600_000, `stored at ${storedAt.toISOString()}`)
  },

  async 'bytes are the same however they were cut'(store) {
    const bytes = sample(3000)
    for (const chunkSize of [1, 7, 1000, 3000, 5000]) {
      await store.put(`k${chunkSize}`, source(bytes, chunkSize).stream, OPTIONS)
      await expectBytes(store, `k${chunkSize}`, bytes)
    }
  },

  async 'many megabytes come back as they were'(store) {
    const bytes = sample(12 * MIB + 321)
    const put = await store.put('large', source(bytes).stream, {...OPTIONS, maxBytes: 20 * MIB})
    assert.deepEqual(put, {created: true, size: bytes.byteLength, sha256: sha256(bytes)})
    await expectBytes(store, 'large', bytes)
    assert.equal((await store.head('large'))?.size, bytes.byteLength)
  },

  async 'an empty stream is stored as no bytes'(store) {
    assert.equal((await store.put('empty', source(new Uint8Array()).stream, OPTIONS)).size, 0)
    await expectBytes(store, 'empty', new Uint8Array())
  },

  async 'what is not there is null, and deleting is idempotent'(store) {
    await expectNothing(store, 'atc_1')
    await store.delete('atc_1')
    await store.put('atc_1', of('text'), OPTIONS)
    await store.delete('atc_1')
    await store.delete('atc_1')
    await expectNothing(store, 'atc_1')
  },

  async 'a key can be used again after it was deleted'(store) {
    await store.put('atc_1', of('first'), OPTIONS)
    await store.delete('atc_1')
    assert.equal((await store.put('atc_1', of('second'), OPTIONS)).created, true)
    await expectBytes(store, 'atc_1', new TextEncoder().encode('second'))
  },

  async 'a second put of a key changes nothing and says so'(store) {
    await store.put('atc_1', of('first'), OPTIONS)
    const second = await store.put('atc_1', of('second!'), {...OPTIONS, contentType: 'image/png'})
    assert.deepEqual(second, {created: false, size: 7, sha256: sha256(new TextEncoder().encode('second!'))})
    await expectBytes(store, 'atc_1', new TextEncoder().encode('first'))
    assert.equal((await store.head('atc_1'))?.contentType, 'text/plain')
  },

  async 'of two puts of a key at once, one is stored as a whole'(store) {
    const both = [sample(200_000, 1), sample(200_000, 2)]
    const results = await Promise.all(both.map((bytes) => store.put('atc_1', source(bytes, 5000).stream, OPTIONS)))
    assert.equal(results.filter(({created}) => created).length, 1)
    await expectBytes(store, 'atc_1', both[results.findIndex(({created}) => created)] ?? assert.fail())
  },

  async 'as many bytes as are allowed are stored, one more leaves nothing and is read no further'(store) {
    await store.put('fits', source(sample(5000), 100).stream, {...OPTIONS, maxBytes: 5000})
    await expectBytes(store, 'fits', sample(5000))
    const long = source(sample(500_000), 100)
    await assert.rejects(store.put('long', long.stream, {...OPTIONS, maxBytes: 4999}), isTooLarge)
    assert.ok(long.cancelled(), 'the stream was not cancelled')
    assert.ok(long.read() <= 60, `${long.read()} chunks were read where 50 were enough to know`)
    await expectNothing(store, 'long')
  },

  async 'a long stream that turns out too long in the end leaves nothing'(store) {
    const long = source(sample(12 * MIB))
    await assert.rejects(store.put('long', long.stream, {...OPTIONS, maxBytes: 12 * MIB - 1}), isTooLarge)
    await expectNothing(store, 'long')
  },

  async 'a stream that fails leaves nothing, and its error is passed on'(store) {
    for (const size of [0, 1000, 11 * MIB]) {
      const failure = new Error('broken off')
      const {stream} = source(sample(size), 64 * 1024, () => Promise.reject(failure))
      await assert.rejects(store.put('broken', stream, {...OPTIONS, maxBytes: 20 * MIB}), (error) => error === failure)
      await expectNothing(store, 'broken')
    }
    assert.equal((await store.put('broken', of('whole'), OPTIONS)).created, true)
  },

  async 'nothing can be seen before the last byte has come'(store) {
    let finish = (): void => {}
    const waiting = new Promise<void>((resolve) => {
      finish = resolve
    })
    let arrived = (): void => {}
    const atEnd = new Promise<void>((resolve) => {
      arrived = resolve
    })
    const {stream} = source(sample(300_000), 64 * 1024, () => {
      arrived()
      return waiting
    })
    const putting = store.put('atc_1', stream, OPTIONS)
    await atEnd
    await expectNothing(store, 'atc_1')
    finish()
    await putting
    await expectBytes(store, 'atc_1', sample(300_000))
  },

  async 'what is no key is never stored and never found'(store) {
    for (const key of NO_KEYS) {
      const {stream, cancelled} = source(sample(10))
      await assert.rejects(store.put(key, stream, OPTIONS), TypeError, `put ${JSON.stringify(key)}`)
      assert.ok(cancelled(), 'the stream was not cancelled')
      assert.equal(await store.head(key), null)
      assert.equal(await store.get(key), null)
      await store.delete(key)
    }
    assert.deepEqual(await keys(store), [])
  },

  async 'keys of every allowed form are told apart'(store) {
    const all = ['0', '0_', 'a-b', 'a_b', 'ab', 'atc_06ff', 'con', 'x'.repeat(128)]
    for (const key of all) await store.put(key, of(key), OPTIONS)
    for (const key of all) await expectBytes(store, key, new TextEncoder().encode(key))
    await store.delete('a-b')
    assert.deepEqual(await keys(store), all.filter((key) => key !== 'a-b').toSorted())
  },

  async 'everything is listed with size and time'(store) {
    assert.deepEqual(await keys(store), [])
    const all = Array.from({length: 25}, (_, index) => `k${String(index).padStart(2, '0')}`)
    await Promise.all(all.map((key, index) => store.put(key, source(sample(index)).stream, OPTIONS)))
    const sizes: Record<string, number> = {}
    for await (const {key, size, storedAt} of store.list()) {
      sizes[key] = size
      assert.equal(storedAt.getTime(), (await store.head(key))?.storedAt.getTime() ?? assert.fail())
    }
    assert.deepEqual(sizes, Object.fromEntries(all.map((key, index) => [key, index])))
  },

  async 'reading can be given up in the middle'(store) {
    await store.put('atc_1', source(sample(500_000)).stream, OPTIONS)
    for (let round = 0; round < 3; round++) {
      const reader = (await store.get('atc_1'))?.body.getReader() ?? assert.fail()
      assert.ok(((await reader.read()).value?.byteLength ?? 0) > 0)
      await reader.cancel()
    }
    await (await store.get('atc_1'))?.body.cancel()
    await expectBytes(store, 'atc_1', sample(500_000))
  },

  async 'clearing what is unfinished leaves alone what is complete'(store) {
    await store.put('small', of('small'), OPTIONS)
    await store.put('large', source(sample(9 * MIB)).stream, {...OPTIONS, maxBytes: 10 * MIB})
    await store.deleteUnfinished(new Date(Date.now() + 60_000))
    await expectBytes(store, 'small', new TextEncoder().encode('small'))
    await expectBytes(store, 'large', sample(9 * MIB))
  },
}
