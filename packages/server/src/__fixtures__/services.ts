interface TestServices {
  broker: string
  missing: Record<string, string | undefined>
}

/** Set by the global set-up, which starts a server when the first test asks for it. */
const services = JSON.parse(process.env['CHATKIT_TEST_SERVICES'] ?? '{"broker": "", "missing": {}}') as TestServices

/** Names a developer's own server. */
export const VARIABLE = {postgres: 'DATABASE_URL', redis: 'REDIS_URL'} as const

type Service = keyof typeof VARIABLE

/** Names that no other run on the same server uses. */
export const testName = (): string => `chatkit_test_${crypto.randomUUID().replaceAll('-', '')}`

/**
 * Tests that need a real server. `url()` is for use inside tests and hooks; it is the developer's own server if the variable names one,
 * so tests keep to names of their own there. Without the server they are skipped and say why; in CI that is a failure.
 */
export function describeWith(service: Service, title: string, tests: (url: () => string) => void): void {
  const reason = services.missing[service]
  // Servers take their time when the machine is busy.
  jest.setTimeout(30_000)
  if (reason === undefined) {
    describe(title, () => {
      let url = ''
      beforeAll(async () => {
        url = process.env[VARIABLE[service]] || (await start(service))
      }, 60_000)
      tests(() => url)
    })
    return
  }
  process.stdout.write(`not run: ${title}: ${reason}\n`)
  describe.skip(title, () => tests(() => ''))
  if (process.env['CI']) {
    test(`${title}: ${service} is there`, () => {
      throw new Error(reason)
    })
  }
}

async function start(service: Service): Promise<string> {
  const response = await fetch(new URL(service, services.broker))
  const text = await response.text()
  if (!response.ok) throw new Error(text)
  return text
}
