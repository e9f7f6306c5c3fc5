import type { Client } from '@notionhq/client'
import { expect, test } from 'vitest'
import { harness } from '../../packages/simulator/test/support/harness.js'
import { everyMethod, methodsOf } from '../../packages/simulator/test/support/officialScenario.js'
import { asNotionClient } from '../../src/compat/index.js'
import { createContext } from '../../src/core/context/createContext.js'

/** Methods that the official client no longer has. */
const OLD = ['databases.list', 'databases.query']

test('default: every method of the official client exists, and works on the simulator', async () => {
  const { simulator, advance } = await harness()
  const clientOf = (auth: string): Client =>
    asNotionClient(
      createContext({ auth, notionVersion: '2026-03-11', logLevel: 'silent', retry: false, fetch: simulator.fetch }),
    )
  const client = clientOf('ntn_test')
  const taken = await everyMethod(client, { simulator, advance, clientOf })
  expect([...taken].sort()).toEqual(
    methodsOf(client)
      .filter((name) => !OLD.includes(name) && name !== 'request')
      .sort(),
  )
  expect(simulator.journal.every(({ status }) => status < 500)).toBe(true)
})
