import {randomBytes} from 'node:crypto'
import {readFile, writeFile} from 'node:fs/promises'
import path from 'node:path'

/** The secret kept in the data folder, made on first use, so that a restart in development keeps everyone's session. */
export async function keepSigningSecret(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'signing-secret')
  const kept = await readSecret(file)
  if (kept !== null) return kept
  const made = randomBytes(32).toString('base64url')
  try {
    // `wx`: of two servers started at once on one folder the second takes the first's secret.
    await writeFile(file, made, {mode: 0o600, flag: 'wx'})
    return made
  } catch (error) {
    const other = await readSecret(file)
    if (other !== null) return other
    await writeFile(file, made, {mode: 0o600}).catch(() => {
      throw error
    })
    return made
  }
}

async function readSecret(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text.trim().length >= 32 ? text.trim() : null
}
