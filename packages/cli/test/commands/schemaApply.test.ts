import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { aSource, TASKS } from '../support/aSource.js'
import { lines } from '../support/command.js'
import { edit } from '../support/edit.js'

const open: Array<() => Promise<void>> = []

afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

describe('schema', () => {
  test('error: a change that loses something needs to be allowed', async () => {
    const { run, cwd } = await aSource(open)
    await run(['schema', 'pull', TASKS, '--to', 'tasks.mjs'])
    edit(join(cwd, 'tasks.mjs'), /\n {4}Points: .*\n/, '\n')
    const planned = await run(['schema', 'plan', 'tasks.mjs', '--to', 'plan.json'])
    expect(lines(planned.out)).toMatchObject([{ class: 'lossy', property: 'Points', rows: 1 }])
    expect((await run(['schema', 'plan', 'tasks.mjs', '--keep-properties'])).out).toBe('')
    const refused = await run(['schema', 'apply', 'plan.json'])
    expect(refused.code).toBe(64)
    expect(lines((await run(['query', TASKS])).out)[0]).toHaveProperty('Points')
    expect((await run(['schema', 'apply', 'plan.json', '--allow', 'Points'])).code).toBe(0)
    expect(lines((await run(['query', TASKS])).out)[0]).not.toHaveProperty('Points')
  })
})
