import path from 'node:path'
import {z} from 'zod'
import {urlOf, whole} from './schemas.ts'
import type {Values} from './variable.ts'

export interface StorageConfig {
  readonly dataDir: string
  /** Undefined = a SQLite file in the data folder. */
  readonly databaseUrl: string | undefined
  /** Undefined = answers under way are kept in this process's memory. */
  readonly redisUrl: string | undefined
  readonly retention: {
    /** Days that a conversation is kept. */
    readonly threadDays: number
    /** Days that the text of unanswered and low-rated questions is kept for the owner's report; null = never. */
    readonly questionDays: number | null
  }
}

/** Where things are kept, and for how long. */
export const STORAGE_VARIABLES = {
  CHATKIT_DATA_DIR: {
    schema: z.string(),
    fallback: '.data/chatkit',
    expected: 'a folder this user may write to',
    example: '/var/lib/chatkit',
  },
  DATABASE_URL: {
    schema: urlOf('postgres:', 'postgresql:'),
    fallback: undefined,
    expected: 'a Postgres URL; without it conversations are kept in a SQLite file in the data folder',
    example: 'postgres://chatkit:secret@localhost:5432/chatkit',
  },
  REDIS_URL: {
    schema: urlOf('redis:', 'rediss:'),
    fallback: undefined,
    expected: 'a Redis URL; several processes need one, so that each can go on with the answers of the others',
    example: 'redis://localhost:6379',
  },
  CHATKIT_RETENTION_DAYS: {
    // A session can last a day and a half, and nobody's conversation may be deleted under their hands.
    schema: whole(2, 3_650),
    fallback: 30,
    expected: 'days after which conversations are deleted, a whole number from 2 to 3650',
    example: '30',
  },
  CHATKIT_KEEP_QUESTIONS: {
    schema: z.union([z.literal('none'), whole(1, 3_650)]),
    fallback: 90,
    expected: 'days that unanswered and low-rated questions are kept for the report, from 1 to 3650, or none',
    example: 'none',
  },
} as const

export function readStorage(values: Values<typeof STORAGE_VARIABLES>, cwd: string): StorageConfig {
  const questionDays = values.CHATKIT_KEEP_QUESTIONS
  return {
    dataDir: path.resolve(cwd, values.CHATKIT_DATA_DIR),
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    retention: {
      threadDays: values.CHATKIT_RETENTION_DAYS,
      questionDays: questionDays === 'none' ? null : questionDays,
    },
  }
}
