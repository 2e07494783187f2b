import {RecentUploads} from './recent-uploads.ts'
import {Signer} from './signer.ts'
import {openTicket, sealTicket} from './upload-tokens.ts'

const signer = new Signer(['a secret of at least 32 characters'])
const ticket = {attachmentId: 'atc_1', subject: 'älice 🤖', expiresAt: 2000}

async function refusal(opening: Promise<unknown>): Promise<string> {
  return opening.then(
    () => 'none',
    (error: Error & {code: string}) => `${error.code}: ${error.message}`,
  )
}

test('a token stands for its ticket until it expires', async () => {
  const token = await sealTicket(signer, ticket)
  expect(token).toMatch(/^[\w.-]+$/)
  expect(await openTicket(signer, token, 1999)).toEqual(ticket)
  expect(await refusal(openTicket(signer, token, 2000))).toContain('Forbidden: This upload link has expired')
})

test('a token that was changed anywhere, or made by somebody else, is not valid', async () => {
  const token = await sealTicket(signer, ticket)
  const [payload = '', signature = ''] = token.split('.')
  const forged = btoa(JSON.stringify({...ticket, subject: 'bob'}))
  const others = await sealTicket(new Signer(['another secret with 32 characters']), ticket)
  const download = `${payload}.${await signer.sign('download', payload)}`
  const bad = [
    `${forged}.${signature}`,
    others,
    download,
    payload,
    `${payload}.`,
    `.${signature}`,
    `${token}.`,
    '',
    '.',
    '..',
    '%%%.é',
  ]
  for (let at = 0; at < token.length; at += 7) {
    bad.push(`${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`)
  }
  for (const each of bad)
    expect(await refusal(openTicket(signer, each, 0))).toContain('Forbidden: This upload link is not valid')
})

test('a secret can be replaced: the new one signs, the old one is still accepted', async () => {
  const renewed = new Signer(['a new secret with 32 characters..', 'a secret of at least 32 characters'])
  expect(await openTicket(renewed, await sealTicket(signer, ticket), 0)).toEqual(ticket)
  expect(await refusal(openTicket(signer, await sealTicket(renewed, ticket), 0))).toContain('not valid')
})

test('a secret that could be guessed stops the start', () => {
  expect(() => new Signer(['short'])).toThrow('at least 32 characters')
  expect(() => new Signer([])).toThrow('openssl rand -hex 32')
})

test('too many uploads within the window are refused, with the time to wait, each subject by itself', () => {
  const recent = new RecentUploads(2, 10_000)
  recent.add('alice', 0)
  recent.add('alice', 3000)
  expect(() => recent.add('alice', 5000)).toThrow(expect.objectContaining({code: 'RateLimited', retryAfter: 5}))
  recent.add('bob', 5000)
  recent.add('alice', 10_001)
  expect(() => recent.add('alice', 10_002)).toThrow('Too many files')
})
