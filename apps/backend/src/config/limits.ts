import {whole} from './schemas.ts'
import type {Values} from './variable.ts'

export interface LimitsConfig {
  readonly limits: {
    readonly sessionsPerMinute: number
    readonly turnsPerMinute: number
    readonly turnsPerDay: number
    readonly turnsPerAddress: number
    readonly concurrentRuns: number
    /** Messages an address may send to `/mcp` in a minute; 0 = there is no `/mcp`. */
    readonly mcpPerMinute: number
  }
}

export const LIMITS_VARIABLES = {
  CHATKIT_SESSIONS_PER_MINUTE: {
    schema: whole(1, 1_000_000),
    fallback: 60,
    expected: 'new sessions an address may open in a minute, a whole number above 0',
    example: '60',
  },
  CHATKIT_TURNS_PER_MINUTE: {
    schema: whole(1, 1_000_000),
    fallback: 20,
    expected: 'questions a session may ask in a minute, a whole number above 0',
    example: '20',
  },
  CHATKIT_TURNS_PER_DAY: {
    schema: whole(1, 1_000_000),
    fallback: 500,
    expected: 'questions a session may ask in a day, a whole number above 0',
    example: '500',
  },
  CHATKIT_TURNS_PER_ADDRESS: {
    schema: whole(1, 1_000_000),
    fallback: 120,
    expected:
      'questions that all sessions of an address may ask in a minute, a whole number above 0; a classroom shares one',
    example: '120',
  },
  CHATKIT_CONCURRENT_RUNS: {
    schema: whole(1, 1_000),
    fallback: 3,
    expected: 'answers a session may have under way at once, a whole number above 0',
    example: '3',
  },
  CHATKIT_MCP_PER_MINUTE: {
    schema: whole(0, 1_000_000),
    fallback: 120,
    expected: 'messages that agents of one address may send to /mcp in a minute, a whole number; 0 turns /mcp off',
    example: '120',
  },
} as const

export function readLimits(values: Values<typeof LIMITS_VARIABLES>): LimitsConfig {
  return {
    limits: {
      sessionsPerMinute: values.CHATKIT_SESSIONS_PER_MINUTE,
      turnsPerMinute: values.CHATKIT_TURNS_PER_MINUTE,
      turnsPerDay: values.CHATKIT_TURNS_PER_DAY,
      turnsPerAddress: values.CHATKIT_TURNS_PER_ADDRESS,
      concurrentRuns: values.CHATKIT_CONCURRENT_RUNS,
      mcpPerMinute: values.CHATKIT_MCP_PER_MINUTE,
    },
  }
}
