import {once} from 'node:events'
import {createServer} from 'node:http'
import {eventsOf} from './replies.js'

/**
 * The language model behind both servers: an OpenAI-compatible server on a loopback port, in both dialects, that says what the scenarios
 * tell it to.
 *
 * @returns {Promise<{play: (model: object) => {url: string, requests: object[]}, stop: () => Promise<void>}>} `play` begins a scenario
 *   for one server: it gives the base URL to ask, and what was asked
 */
export async function startModel() {
  const plays = []
  const server = createServer((request, response) => void answer(plays, request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    play({dialect = 'responses', replies}) {
      plays.push({dialect, replies: [...replies], requests: []})
      return {
        url: `http://127.0.0.1:${server.address().port}/${plays.length}/v1`,
        requests: plays.at(-1).requests,
      }
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function answer(plays, request, response) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const {dialect, replies, requests} = plays[Number(request.url.split('/')[1]) - 1]
  requests.push(JSON.parse(Buffer.concat(chunks).toString('utf8')))
  const reply = replies.shift()
  if (reply === undefined) {
    response.writeHead(400, {'content-type': 'application/json'})
    response.end(JSON.stringify({error: {message: 'The scenario has no more replies of the model.'}}))
    return
  }
  response.writeHead(200, {'content-type': 'text/event-stream'})
  for (const event of eventsOf(dialect, reply)) {
    const name = dialect === 'chat' ? '' : `event: ${event.type}\n`
    response.write(`${name}data: ${JSON.stringify(event)}\n\n`)
  }
  // Only once what was written is out, else nothing of it would arrive.
  if (reply.break) setTimeout(() => response.destroy(), 20)
  else response.end(dialect === 'chat' ? 'data: [DONE]\n\n' : '')
}
