import {createServer} from 'node:http'
import {once} from 'node:events'
import {text as readText} from 'node:stream/consumers'

export const DIMENSION = 384

/**
 * Answers `POST /embeddings` at once with vectors that mean nothing, each word of a text adding a direction of its own: how long a
 * search by vectors takes does not depend on what they mean.
 */
export async function startVectors() {
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${server.address().port}/v1`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function answer(request, response) {
  const {input} = JSON.parse(await readText(request))
  const data = input.map((text, index) => ({index, embedding: Buffer.from(embed(text).buffer).toString('base64')}))
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({data}))
}

function embed(text) {
  const vector = new Float32Array(DIMENSION)
  for (const word of text.toLowerCase().match(/\w+/g) ?? []) {
    let state = 17
    for (const character of word) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193) >>> 0
    for (let i = 0; i < 4; i += 1) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      vector[state % DIMENSION] += 1
    }
  }
  vector[0] += 1
  return vector
}
