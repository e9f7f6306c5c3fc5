import { Client, LogLevel } from '@notionhq/client'
import { expect, test } from 'vitest'
import { routes } from '../src/http/routeTable.js'
import { harness } from './support/harness.js'
import { everyMethod, methodsOf } from './support/officialScenario.js'

test('default: all methods of the official client return the expected objects, over HTTP', async () => {
  const { simulator, advance } = await harness()
  const server = await simulator.listen()
  const clientOf = (auth: string): Client =>
    new Client({ auth, baseUrl: server.url, notionVersion: '2026-03-11', logLevel: LogLevel.ERROR })
  const client = clientOf('ntn_test')
  try {
    const taken = await everyMethod(client, { simulator, advance, clientOf })
    const all = methodsOf(client)
    expect(all).toHaveLength(62)
    expect([...taken].sort()).toEqual([...all].sort())
  } finally {
    await server.close()
  }

  expect(simulator.journal.every(({ status }) => status < 500)).toBe(true)
  const unasked = routes.filter(
    ({ method, path }) =>
      !simulator.journal.some(
        (entry) => entry.method === method && new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`).test(entry.path),
      ),
  )
  // A page for people, and routes of older versions.
  expect(unasked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /v1/databases',
    'POST /v1/databases/:database_id/query',
    'GET /v1/oauth/authorize',
  ])
})
