import assert from 'node:assert/strict'
import {MAX_READ_CHARS} from '../runs/run-log.ts'
import type {RunLog, RunLogWriter, RunReader} from '../runs/run-log.ts'

/** Event number `n`, as a server would send it. */
export function frame(number: number, text = `event ${number}`): string {
  return `id: ${number}\ndata: ${text}\n\n`
}

/** Events `from` to `to`. */
export function frames(from: number, to: number): string[] {
  return Array.from({length: to - from + 1}, (_, index) => frame(from + index))
}

/** Adds events, waiting for room where the log asks for it. */
export async function append(writer: RunLogWriter, texts: readonly string[]): Promise<void> {
  for (const text of texts) await writer.append(text)
}

/** A run of these events that has ended. */
export async function writeWhole(log: RunLog, logId: string, texts: readonly string[]): Promise<void> {
  const writer = await log.open(logId, () => {})
  await append(writer, texts)
  await writer.end()
}

/** A reader of a log that must be there. */
export async function reader(log: RunLog, logId: string, after = 0): Promise<RunReader> {
  const found = await log.read(logId, after)
  assert.ok(found !== null, `there is no log ${logId}`)
  return found
}

/** Everything that a reader still gives, checking that each piece keeps the rules. */
export async function readToEnd(from: RunReader): Promise<string> {
  let text = ''
  for (;;) {
    const piece = await from.next()
    if (piece === null) return text
    checkPiece(piece)
    text += piece
  }
}

/** Reads on until so many characters are there. */
export async function readChars(from: RunReader, count: number): Promise<string> {
  let text = ''
  while (text.length < count) {
    const piece = await from.next()
    assert.ok(piece !== null, `the run ended after ${text.length} of ${count} characters`)
    checkPiece(piece)
    text += piece
  }
  return text
}

function checkPiece(piece: string): void {
  assert.notEqual(piece, '', 'a reader must not give empty text')
  const isSingle = piece.indexOf('\n\n') === piece.length - 2
  assert.ok(isSingle || piece.length <= MAX_READ_CHARS, `a reader gave ${piece.length} characters at once`)
}

/** Waits until something has become true. Fails after ten seconds. */
export async function eventually(what: string, condition: () => Promise<boolean> | boolean): Promise<void> {
  const end = Date.now() + 10_000
  while (!(await condition())) {
    assert.ok(Date.now() < end, `after ten seconds still not: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
