import { faults } from '@notion-fp/simulator'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sharedNotion, spawnCommand } from '../support/command.js'
import { CONTENTS } from '../support/readContents.js'

const { notion, run, start, stop } = sharedNotion()

beforeAll(() => start(CONTENTS))

beforeEach(() => {
  notion().simulator.setConditions({})
})

afterAll(stop)

describe('api', () => {
  test('default: GET, with the response as it is', async () => {
    const { out } = await run(['api', '/v1/users/me'])
    expect(JSON.parse(out)).toMatchObject({ object: 'user', type: 'bot' })
  })

  test.each([['C:/Program Files/Git/v1/users/me'], ['https://api.notion.com/v1/users/me'], ['users/me']])(
    'params: the path %s',
    async (path) => {
      expect((await run(['api', path])).code).toBe(0)
    },
  )

  test('params: data of the line, of stdin, and query parameters', async () => {
    const body = '{"query":"below"}'
    const outputs = [
      await run(['api', 'search', '-d', body]),
      // Through a pipe to a process.
      await spawnCommand(['api', 'search', '-d', '-'], { env: notion().env, input: body }),
    ]
    for (const { out } of outputs) expect(JSON.parse(out).results).toHaveLength(1)
    expect(JSON.parse((await run(['api', 'users?page_size=1'])).out).results).toHaveLength(1)
    expect(JSON.parse((await run(['api', 'users', '-q', 'page_size=1'])).out).results).toHaveLength(1)
  })

  test('error: of Notion, and of the line', async () => {
    expect((await run(['api', 'pages/none'])).code).toBe(64)
    expect((await run(['api', 'search', '-d', '{'])).err).toContain('--data is not JSON')
    expect((await run(['api', 'search', '-d', '@none.json'])).err).toContain('Cannot read none.json')
    expect((await run(['api', 'search', '-X', 'GET', '-d', '{}'])).err).toContain('A GET request has no body')
  })

  test('behavior: a search is repeated after an error', async () => {
    notion().simulator.failNext({ ...faults.badGateway, times: 1 })
    expect((await run(['api', 'search', '-d', '{}'])).code).toBe(0)
  })
})
