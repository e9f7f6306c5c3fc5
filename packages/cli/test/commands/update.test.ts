import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { lines, sharedNotion } from '../support/command.js'
import { CONTENTS, HOME, TASKS } from '../support/writeContents.js'
import { pageMaker } from '../support/writtenPages.js'

const { notion, run, start, stop } = sharedNotion()

beforeAll(() => start(CONTENTS))

beforeEach(() => {
  notion().simulator.setConditions({})
})

afterAll(stop)

const aPage = pageMaker(run)

describe('update', () => {
  test('default: sets and removes values', async () => {
    const made = await run(['create', TASKS, 'Name=a', 'Stage=Todo', 'Due=2026-05-01', 'Tags=home'])
    const id = String(lines(made.out)[0]?.id)
    const { out } = await run(['update', id, 'Stage=Done', 'Due=', 'Tags='])
    expect(lines(out)[0]).toMatchObject({ Name: 'a', Stage: 'Done', Due: null, Tags: [] })
  })

  test('params: --trash and --restore', async () => {
    const id = await aPage()
    expect((await run(['update', id, '--trash'])).code).toBe(0)
    expect(JSON.parse((await run(['get', id, '--raw', '--type', 'page'])).out)).toMatchObject({ in_trash: true })
    expect((await run(['update', id, '--restore', 'title=Back'])).code).toBe(0)
    expect(lines((await run(['get', id, '--type', 'page'])).out)[0]).toMatchObject({ title: 'Back' })
  })

  test('error: nothing to change, or both', async () => {
    expect((await run(['update', HOME])).err).toContain('There is nothing to change.')
    expect((await run(['update', HOME, '--trash', '--restore'])).code).toBe(64)
  })
})
