import {z} from 'zod'
import type {Values} from './variable.ts'

export interface LogConfig {
  readonly logLevel: string
  /** Plain lines are for a person at the terminal. */
  readonly logFormat: 'json' | 'plain'
}

export const LOG_VARIABLES = {
  CHATKIT_LOG_LEVEL: {
    schema: z.enum(['debug', 'info', 'warn', 'error', 'silent']),
    fallback: 'info',
    expected: 'debug, info, warn, error or silent',
    example: 'info',
  },
  CHATKIT_LOG: {
    schema: z.enum(['json', 'plain']),
    fallback: undefined,
    expected: 'json or plain; without it JSON in production and plain lines otherwise',
    example: 'json',
  },
} as const

export function readLog(values: Values<typeof LOG_VARIABLES>, production: boolean): LogConfig {
  return {logLevel: values.CHATKIT_LOG_LEVEL, logFormat: values.CHATKIT_LOG ?? (production ? 'json' : 'plain')}
}
