import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { faults } from '@notion-fp/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aFolder, hasScript, lines, runCommand, runInTerminal, sharedNotion, spawnCommand } from './support/command.js'

const { notion, start, stop } = sharedNotion()
beforeAll(async () => {
  await start({ pages: [{ title: 'Home' }] })
})
afterAll(stop)

/** What looks like a token of Notion. */
const PASTED = `ntn_${'0123456789abcdefghijklmnopqrstuvwxyz'}ABCDEF`

/** The environment without a token. */
const tokenless = (): Record<string, string> => {
  const { NOTION_TOKEN: _, ...env } = notion().env
  return { ...env, XDG_CONFIG_HOME: aFolder() }
}

describe('the token', () => {
  test.each(['NOTION_TOKEN', 'NOTION_API_TOKEN', 'NOTION_API_KEY'])('default: is read from %s', async (name) => {
    const { code, out } = await runCommand(['whoami'], { env: { ...tokenless(), [name]: 'ntn_test' } })
    expect(code).toBe(0)
    expect(lines(out)).toMatchObject([{ type: 'bot', workspace: 'Simulated workspace' }])
  })

  test('default: login stores it with mode 600, and the next command uses it', async () => {
    const env = tokenless()
    const login = await spawnCommand(['login'], { env, input: 'ntn_stored\n' })
    expect(login.err).toContain('Logged in as ')
    expect(login.err + login.out).not.toContain('ntn_stored')
    const file = join(env.XDG_CONFIG_HOME ?? '', 'notion-fp', 'token')
    expect(readFileSync(file, 'utf8')).toBe('ntn_stored\n')
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    expect((await runCommand(['whoami'], { env })).code).toBe(0)
    expect((await runCommand(['logout'], { env })).err).toBe(`Deleted ${file}.\n`)
    expect((await runCommand(['whoami'], { env })).code).toBe(3)
  })

  test('error: login does not store a token that Notion refuses', async () => {
    const env = tokenless()
    const { code, err } = await runCommand(['login'], { env, input: 'wrong-token' })
    expect(code).toBe(3)
    expect(err).toMatch(/Request id: [0-9a-f-]{36}/)
    expect(err).not.toContain('wrong-token')
    expect((await runCommand(['whoami'], { env })).err).toContain('There is no token.')
  })

  test.runIf(process.platform !== 'win32')('error: a file that others can read is refused', async () => {
    const env = tokenless()
    const folder = join(env.XDG_CONFIG_HOME ?? '', 'notion-fp')
    mkdirSync(folder)
    writeFileSync(join(folder, 'token'), 'ntn_test', { mode: 0o644 })
    const { code, err } = await runCommand(['whoami'], { env })
    expect(code).toBe(3)
    expect(err).toContain('can be read by other users')
    expect(err).toContain(`chmod 600 ${join(folder, 'token')}`)
  })

  test('params: --token-file reads a file, and stdin as -', async () => {
    const env = tokenless()
    const file = join(aFolder(), 'secret')
    writeFileSync(file, 'ntn_test\n', { mode: 0o600 })
    expect((await runCommand(['whoami', '--token-file', file], { env })).code).toBe(0)
    expect((await runCommand(['whoami', '--token-file', '-'], { env, input: 'ntn_test' })).code).toBe(0)
    expect((await runCommand(['whoami', '--token-file', `${file}-none`], { env })).code).toBe(3)
  })

  test('error: a --token-file that does not exist is named; without any token, the ways to give one are', async () => {
    const env = tokenless()
    const missing = join(aFolder(), 'none')
    const named = await runCommand(['whoami', '--token-file', missing], { env })
    expect(named.err).toBe(
      `notion-fp: There is no file ${missing}.\n  Run \`notion-fp login\`, set NOTION_TOKEN, or add --simulator to try it without an account.\n`,
    )
    const none = await runCommand(['whoami'], { env })
    expect(none.err).toMatch(/^notion-fp: There is no token\.\n {2}Run `notion-fp login`/)
  })

  test('error: a token with spaces is refused, and not shown', async () => {
    const { code, err } = await runCommand(['whoami'], { env: { ...tokenless(), NOTION_TOKEN: 'ntn secret' } })
    expect(code).toBe(3)
    expect(err).not.toContain('ntn secret')
  })
})

describe('errors', () => {
  test.each([
    ['401', { status: 401, code: 'unauthorized' }, 3],
    ['403', { status: 403, code: 'restricted_resource' }, 3],
    ['404', { status: 404, code: 'object_not_found' }, 4],
    ['503', faults.unavailable, 7],
    ['a broken connection', faults.droppedConnection, 7],
    ['HTML', faults.edgeBlock, 3],
  ] as const)('error: the exit code of %s', async (_, fault, expected) => {
    notion().simulator.failNext(fault)
    const { code, out, err } = await runCommand(['whoami', '--json'], {
      env: { ...notion().env, NOTION_RETRY_ATTEMPTS: '1' },
    })
    expect({ code, out }).toEqual({ code: expected, out: '' })
    expect(JSON.parse(err)).toMatchObject({
      exit_code: expected,
      message: expect.any(String),
      hint: expect.any(String),
    })
  })

  test('default: a fault that passes is retried', async () => {
    notion().simulator.failNext({ ...faults.badGateway, times: 1 })
    expect((await runCommand(['whoami'], { env: notion().env })).code).toBe(0)
  })

  test.each([
    [['whoam'], 'There is no command "whoam".\n  Did you mean "whoami"?'],
    [['--json'], 'The command comes first'],
    [['whoami', '--jsn'], 'There is no option --jsn.\n  Did you mean "--json"?'],
    [['gte'], 'There is no command "gte".\n  Did you mean "get"?'],
    [['whoami', 'me'], 'Unexpected argument: "me".'],
    [['whoami', '--token', 'ntn_x'], 'There is no option --token.\n  A token does not belong into an argument'],
    [
      ['get', 'Tasks'],
      '"Tasks" is not an id of 32 hexadecimal digits, or a URL of Notion that ends in one.\n  Copy the link',
    ],
    [['whoami', '--fields'], "'--fields <value>' argument missing"],
    [['whoami', '--json', '--csv'], '--json and --csv exclude each other.'],
    [['whoami', '--fields', 'nme'], 'There is no field \\"nme\\".'],
  ])('error: %j is a wrong line', async (line, message) => {
    const { code, err } = await runCommand(line, { env: notion().env })
    expect(code).toBe(64)
    expect(err).toContain(message.replaceAll('\\"', '"'))
  })

  test.each([[['whoami', PASTED]], [['get', PASTED]], [['whoami', PASTED, '--json']]])(
    'error: a token that was pasted as an argument is not repeated',
    async (line) => {
      const { code, out, err } = await runCommand(line, { env: notion().env })
      expect(code).toBe(64)
      expect(out + err).toContain('ntn_(hidden)')
      expect(out + err).not.toContain(PASTED)
    },
  )

  test('error: an invalid setting is named, and its value is not shown', async () => {
    const { code, err } = await runCommand(['whoami'], { env: { ...notion().env, NOTION_TIMEOUT_MS: 'soon' } })
    expect(code).toBe(64)
    expect(err).toContain('NOTION_TIMEOUT_MS should be')
  })
})

describe('help', () => {
  test.each([[[]], [['--help']], [['help']]])('default: %j lists the commands', async (line) => {
    const { code, out } = await runCommand(line)
    expect(code).toBe(0)
    expect(out).toContain('whoami  Shows the connection of the token')
  })

  test.each([[['whoami', '--help']], [['help', 'whoami']], [['whoami', '-h']]])(
    'default: %j has examples',
    async (line) => {
      const { code, out } = await runCommand(line)
      expect(code).toBe(0)
      expect(out).toContain('Examples:\n  # the connection, and its workspace\n  notion-fp whoami\n')
    },
  )

  test('default: --version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    expect((await spawnCommand(['--version'])).out).toBe(`${version}\n`)
  })
})

describe('the embedded Notion', () => {
  test('default: --simulator needs no token, and ignores the settings of the account', async () => {
    const { code, out } = await runCommand(['whoami', '--simulator', '--csv', '--fields', 'workspace,name'], {
      env: { NOTION_BASE_URL: 'http://127.0.0.1:9' },
    })
    expect({ code, out }).toEqual({ code: 0, out: 'workspace,name\nSample workspace,notion-fp\n' })
  })

  test('default: the sample has the same ids in each run: what one command shows, the next one finds', async () => {
    const query = ['query', '2f2e2d2c2b2a4928a726252423222120', '--simulator']
    const [first, second] = [await runCommand(query), await runCommand(query)]
    const ids = lines(first.out).map(({ id }) => id)
    expect(ids).toHaveLength(5)
    expect(lines(second.out).map(({ id }) => id)).toEqual(ids)
    const updated = await runCommand(['update', String(ids[1]), 'Stage=Done', '--simulator'])
    expect(lines(updated.out)).toMatchObject([{ Name: 'Buy glass', Stage: 'Done' }])
  })

  test('error: what an earlier run has created is not there: the hint names --simulator-state', async () => {
    const created = await runCommand(['create', '2f2e2d2c2b2a4928a726252423222120', 'Name=a', '--simulator'])
    const { code, err } = await runCommand(['get', String(lines(created.out)[0]?.id), '--simulator'])
    expect(code).toBe(4)
    expect(err).toContain('--simulator-state <file> keeps what was written')
  })

  test('params: --simulator-state keeps the contents', async () => {
    const file = join(aFolder(), 'state.json')
    const ids = [
      await runCommand(['whoami', '--simulator-state', file]),
      await runCommand(['whoami', '--simulator-state', file]),
    ]
    expect(ids.map(({ out }) => lines(out)[0]?.id)).toEqual(Array(2).fill(expect.stringMatching(/^[0-9a-f-]{36}$/)))
    expect(lines(ids[0]?.out ?? '')).toEqual(lines(ids[1]?.out ?? ''))
  })

  test('error: a damaged state is named, and stays as it is', async () => {
    const file = join(aFolder(), 'state.json')
    writeFileSync(file, '{"pages": 7')
    const { code, err } = await runCommand(['whoami', '--simulator-state', file])
    expect(code).toBe(1)
    expect(err).toContain(`Cannot read ${file}`)
    expect(readFileSync(file, 'utf8')).toBe('{"pages": 7')
  })
})

test.runIf(hasScript)('default: a terminal gets a list of fields', async () => {
  const { code, out } = await runInTerminal(['whoami', '--simulator'])
  expect(code).toBe(0)
  expect(out).toMatch(/^id {16}\S+\nname {14}notion-fp\n/)
})
