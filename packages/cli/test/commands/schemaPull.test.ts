import { readFileSync } from 'node:fs'
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
  test('default: pull, check, plan and apply, without notion-fp beside the module', async () => {
    const { run, cwd } = await aSource(open)
    expect((await run(['schema', 'pull', TASKS, '--to', 'tasks.mjs'])).code).toBe(0)
    expect((await run(['schema', 'pull', TASKS])).out).toBe(readFileSync(join(cwd, 'tasks.mjs'), 'utf8'))
    expect(await run(['schema', 'check', 'tasks.mjs'])).toMatchObject({ code: 0, out: '' })

    edit(join(cwd, 'tasks.mjs'), /Points: \{/, 'Effort: {')
    const checked = await run(['schema', 'check', 'tasks.mjs'])
    expect(checked.code).toBe(1)
    expect(lines(checked.out)).toMatchObject([{ kind: 'renamed', property: 'Points', declared: 'Effort' }])

    const planned = await run(['schema', 'plan', 'tasks.mjs', '--to', 'plan.json'])
    expect(lines(planned.out)).toMatchObject([{ class: 'safe', property: 'Points' }])
    expect(lines((await run(['schema', 'apply', 'plan.json'])).out)).toMatchObject([
      { result: 'changed', property: 'Points' },
    ])
    expect((await run(['schema', 'check', 'tasks.mjs'])).code).toBe(0)
    expect(lines((await run(['schema', 'apply', 'plan.json'])).out)).toMatchObject([{ result: 'was so already' }])
    expect(lines((await run(['query', TASKS])).out)).toMatchObject([{ Effort: 1 }])
  })
})
