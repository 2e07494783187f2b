/** Questions and answers between the benchmark and the programs that it starts, over Node's channel between processes. */
import path from 'node:path'
import {start} from '../../../scripts/lib/processes.js'

const PROGRAMS = path.join(import.meta.dirname, '../programs')

/**
 * Starts a program of this benchmark and waits until it is ready.
 *
 * @param {string} name of a file in `programs`
 * @param {object} [options] given to the program as JSON
 * @returns {Promise<{ready: any, ask: (question: string, subject?: object) => Promise<any>, stop: () => Promise<void>}>}
 */
export async function startProgram(name, options = {}) {
  const args = ['--expose-gc', path.join(PROGRAMS, `${name}.js`), JSON.stringify(options)]
  const {child, exited, stop} = start(name, process.execPath, args, {
    quiet: true,
    ipc: true,
    env: {NODE_ENV: 'production'},
  })
  const open = new Map()
  let lastId = 0
  let ended
  void exited.then(({code, output}) => {
    ended = new Error([`The program "${name}" ended with exit code ${code}.`, ...output].join('\n'))
    for (const {reject} of open.values()) reject(ended)
  })
  child.on('message', ({id, error, value}) => {
    const {resolve, reject} = open.get(id)
    open.delete(id)
    if (error === undefined) resolve(value)
    else reject(new Error(`The program "${name}" says: ${error}`))
  })
  const wait = (id) => new Promise((resolve, reject) => open.set(id, {resolve, reject}))
  const ready = wait(0)
  const ask = async (question, subject = {}) => {
    if (ended !== undefined) throw ended
    const id = ++lastId
    const answer = wait(id)
    child.send({id, question, subject})
    return await answer
  }
  return {ready: await ready, ask, stop}
}

/**
 * The program's side: says that it is ready, then answers until the benchmark goes away.
 *
 * @param {unknown} ready
 * @param {Record<string, (subject: any) => unknown>} answers
 */
export function answerQuestions(ready, answers) {
  process.on('disconnect', () => process.exit())
  // Else its `exit` handlers, which remove what it made, would not be called.
  process.on('SIGTERM', () => process.exit())
  const answer = async ({id, question, subject}) => {
    try {
      process.send({id, value: await answers[question](subject)})
    } catch (error) {
      process.send({id, error: error.stack})
    }
  }
  process.on('message', (message) => void answer(message))
  process.send({id: 0, value: ready})
}

/** The options that {@link startProgram} was given. */
export const programOptions = () => JSON.parse(process.argv[2])
