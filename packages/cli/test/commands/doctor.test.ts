import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { lines, sharedNotion } from '../support/command.js'
import { CONTENTS } from '../support/readContents.js'

const { notion, run, start, stop } = sharedNotion()

beforeAll(() => start(CONTENTS))

beforeEach(() => {
  notion().simulator.setConditions({})
})

afterAll(stop)

describe('doctor', () => {
  test('default: says what works', async () => {
    const { code, out } = await run(['doctor'])
    expect(code).toBe(0)
    expect(lines(out).map(({ check, result }) => [check, result])).toEqual([
      ['node', 'ok'],
      ['api', 'ok'],
      ['token', 'ok'],
      ['connection', 'ok'],
      ['contents', 'ok'],
      ['users', 'ok'],
    ])
  })

  test('error: the first thing that does not work', async () => {
    const { code, out } = await run(['doctor'], { env: { NOTION_TOKEN: 'wrong' } })
    expect(code).toBe(3)
    expect(lines(out).at(-1)).toMatchObject({
      check: 'connection',
      result: 'failed',
      details: expect.stringContaining('Request id'),
    })
    expect(out).not.toContain('"wrong"')
  })
})
