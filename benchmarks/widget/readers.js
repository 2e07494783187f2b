import {askOnce} from '../first-answer/ask-once.js'
import {QUESTIONS} from '../first-answer/questions.js'

/**
 * Readers who ask at the same time, one question after the other, each with a session of its own.
 *
 * @param {string} backendUrl
 * @param {{readers: number, questionsEach: number}} options
 */
export async function measureReaders(backendUrl, {readers, questionsEach}) {
  const all = await Promise.all(
    Array.from({length: readers}, async (_, reader) => {
      const own = []
      for (let index = 0; index < questionsEach; index++) {
        own.push(await askOnce(backendUrl, QUESTIONS[(reader * questionsEach + index) % QUESTIONS.length]))
      }
      return own
    }),
  )
  return all.flat()
}
