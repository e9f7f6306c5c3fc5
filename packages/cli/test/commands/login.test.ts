import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aFolder, sharedNotion } from '../support/command.js'
import { hasTerminal } from '../support/hasTerminal.js'
import { CONTENTS } from '../support/terminalContents.js'
import { typeOn } from '../support/typeOn.js'

const { notion, start, stop } = sharedNotion()

beforeAll(() => start(CONTENTS))

afterAll(stop)

const type = typeOn(notion)

describe.runIf(hasTerminal)('prompts', () => {
  const tokenless = (): Record<string, string> => ({ NOTION_TOKEN: '', XDG_CONFIG_HOME: aFolder() })

  test('default: login asks for the token, and does not show it', async () => {
    const env = tokenless()
    const { code, shown } = await type(['login'], [{ after: 'Token of the connection', type: 'ntn_typed\r' }], { env })
    expect(code).toBe(0)
    expect(shown).toContain('Logged in as ')
    expect(shown).not.toContain('ntn_typed')
    expect(readFileSync(join(env.XDG_CONFIG_HOME ?? '', 'notion-fp', 'token'), 'utf8')).toBe('ntn_typed\n')
  })

  test('behavior: Ctrl-C at the question stores nothing', async () => {
    const env = tokenless()
    const { code, shown } = await type(['login'], [{ after: 'Token of the connection', type: 'ntn_half\u0003' }], {
      env,
    })
    expect(code).not.toBe(0)
    expect(shown).toContain('Nothing was stored.')
    expect(existsSync(join(env.XDG_CONFIG_HOME ?? '', 'notion-fp', 'token'))).toBe(false)
  })
})
