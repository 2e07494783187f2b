import type {ThreadMetadata} from 'chatkit-protocol'
import {Card, Markdown, Title, streamWidget} from 'chatkit-server/widgets'

/** One state for each piece of text; only what is new goes over the wire. */
async function* summary(pieces: AsyncIterable<string>) {
  const state = (text: string, streaming: boolean) =>
    Card({}, Title('Summary'), Markdown(text, {id: 'text', streaming}))
  let text = ''
  for await (const piece of pieces) {
    text += piece
    yield state(text, true)
  }
  yield state(text, false)
}

export function showSummary(thread: ThreadMetadata, pieces: AsyncIterable<string>) {
  return streamWidget(thread, summary(pieces), {copyText: 'Summary'})
}
