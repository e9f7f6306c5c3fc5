import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aFolder, lines, runCommand, sharedNotion, spawnCommand } from '../support/command.js'

const { notion, start, stop } = sharedNotion()

beforeAll(async () => {
  await start({ pages: [{ title: 'Home' }] })
})

afterAll(stop)

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

  test('behavior: logout without a stored token says so', async () => {
    const env = tokenless()
    const { code, err } = await runCommand(['logout'], { env })
    expect([code, err]).toEqual([0, `There is no ${join(env.XDG_CONFIG_HOME ?? '', 'notion-fp', 'token')}.\n`])
  })

  test('error: logout reports a token that it could not delete', async () => {
    const env = tokenless()
    const file = join(env.XDG_CONFIG_HOME ?? '', 'notion-fp', 'token')
    // A folder is no file that can be deleted.
    mkdirSync(file, { recursive: true })
    const { code, err } = await runCommand(['logout'], { env })
    expect(code).toBe(1)
    expect(err).toContain(`The token in ${file} could not be deleted: `)
    expect(err).toContain('  Delete the file yourself.')
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
