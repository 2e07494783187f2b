import {constants} from 'node:fs'
import {access, mkdir} from 'node:fs/promises'
import {ConfigError} from './config.ts'

/** Makes the data folder if need be. @throws ConfigError when it cannot be made or written */
export async function prepareDataDir(path: string): Promise<void> {
  try {
    await mkdir(path, {recursive: true})
    await access(path, constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new ConfigError(
      `The data folder ${path} cannot be written. Give this user the right to write there, or set CHATKIT_DATA_DIR to another folder. Example: CHATKIT_DATA_DIR=/var/lib/chatkit`,
      {cause},
    )
  }
}
