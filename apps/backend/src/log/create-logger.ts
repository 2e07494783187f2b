import {pino, type Logger} from 'pino'
import type {Config} from '../config.ts'
import {toPlainLine} from './plain-line.ts'

/** The server's log on standard output: JSON lines for collectors, or short plain ones for the person at the terminal. */
export function createLogger(
  config: Pick<Config, 'logLevel' | 'logFormat'>,
  output: {write(line: string): unknown} = process.stdout,
): Logger {
  const options = {level: config.logLevel}
  if (config.logFormat === 'json') return pino(options, {write: (line: string) => void output.write(line)})
  return pino(options, {write: (line: string) => void output.write(toPlainLine(line))})
}
