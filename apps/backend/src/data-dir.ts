import {constants} from 'node:fs'
import {access, mkdir} from 'node:fs/promises'
import path from 'node:path'
import {ConfigError} from './config.ts'
import {errorCode} from './error-code.ts'

/** Files of the data folder. */
export const FILES = {threads: 'threads.db', search: 'search.db', revoked: 'revoked-sessions'} as const

/** Makes the data folder if need be. @throws ConfigError when it cannot be made or written */
export async function prepareDataDir(folder: string): Promise<void> {
  try {
    await makeFolder(folder)
    await access(folder, constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new ConfigError(
      `The data folder ${folder} cannot be written. Give this user the right to write there, or set CHATKIT_DATA_DIR to another folder. Example: CHATKIT_DATA_DIR=/var/lib/chatkit`,
      {cause},
    )
  }
}

/** Not `mkdir` with `recursive`: that never returns (Node 20) where the parent is there and still refuses, as in `/proc`. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder)
  } catch (error) {
    const code = errorCode(error)
    if (code === 'EEXIST') return
    const parent = path.dirname(folder)
    if (code !== 'ENOENT' || parent === folder) throw error
    await makeFolder(parent)
    await mkdir(folder)
  }
}
