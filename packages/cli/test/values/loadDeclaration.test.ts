import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { aSource } from '../support/aSource.js'

const open: Array<() => Promise<void>> = []

afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

describe('schema', () => {
  test('error: modules that declare nothing, too much, or cannot be loaded', async () => {
    const { run, cwd } = await aSource(open)
    writeFileSync(join(cwd, 'none.mjs'), 'export const a = 1')
    writeFileSync(join(cwd, 'two.mjs'), 'export const A = { properties: {} }, B = { properties: {} }')
    writeFileSync(join(cwd, 'import.mjs'), "import 'not-installed'")
    expect((await run(['schema', 'check', 'none.mjs'])).err).toContain('none.mjs exports no declaration.')
    expect((await run(['schema', 'check', 'two.mjs'])).err).toContain('two.mjs exports A, B.')
    expect((await run(['schema', 'check', 'two.mjs', '--export', 'A'])).err).toContain('does not say which data source')
    expect((await run(['schema', 'check', 'import.mjs'])).err).toContain('import.mjs cannot be loaded')
    expect((await run(['schema', 'check', 'missing.mjs'])).code).toBe(64)
    writeFileSync(join(cwd, 'plan.json'), '{}')
    expect((await run(['schema', 'apply', 'plan.json'])).code).toBe(64)
    expect((await run(['schema'])).err).toContain('schema pull, schema check, schema plan, schema apply')
  })
})
