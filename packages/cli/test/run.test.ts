import { readFileSync } from 'node:fs'
import { faults } from '@notion-fp/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommand, sharedNotion, spawnCommand } from './support/command.js'

const { notion, start, stop } = sharedNotion()

beforeAll(async () => {
  await start({ pages: [{ title: 'Home' }] })
})

afterAll(stop)

/** What looks like a token of Notion. */
const PASTED = `ntn_${'0123456789abcdefghijklmnopqrstuvwxyz'}ABCDEF`

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
    [['whoami', '--token', 'ntn_x'], 'There is no option --token.\n  A token does not belong in an argument'],
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
    expect(err).toContain('NOTION_TIMEOUT_MS must be')
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
