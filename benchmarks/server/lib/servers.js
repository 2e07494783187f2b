import path from 'node:path'
import {prepareReference} from '../../../conformance/server/reference/prepare.js'
import {startReference} from '../../../conformance/server/reference/start.js'
import {startProgram} from './ask.js'

/** @returns {Promise<{url: string, ask: (question: string, subject?: object) => Promise<any>, stop: () => Promise<void>}>} */
export async function startServer(program, options) {
  const {ready, ask, stop} = await startProgram(program, options)
  return {url: ready.url, ask, stop}
}

/** The reference server with the benchmark's script, or why there is none. */
export async function startReferenceServer() {
  const {python, reason} = await prepareReference()
  if (reason !== undefined) return {reason}
  const {url, stop} = await startReference(python, path.join(import.meta.dirname, '../reference'))
  return {url: `${url}/chatkit`, stop}
}

/** How our server can be mounted in Node. */
export const MOUNTS = {hono: '@hono/node-server', node: 'chatkit-server/node'}
