import { pipe } from 'fp-ts/function'
import { expect, test } from 'vitest'
import { operationFiles } from '../../scripts/support/operationFiles.mjs'
import * as library from '../../src/index.js'
import { NOT_ON_SIMULATOR } from '../support/exempt.js'
import { pages } from './contentSteps.js'
import { databases } from './databaseSteps.js'
import { agents, comments, files, finding, oauth, views } from './otherSteps.js'
import { aWorld, type MakeContext } from './world.js'

const everything: MakeContext = (options) => library.createContext(options)
const bare: MakeContext = (options) => library.makeContext(options, library.fetchFetcher)
const cached: MakeContext = (options) =>
  pipe(bare(options), library.useCache(library.lruCache({ clock: options.clock })))

/** All operations, including those that only call others. */
const operations = operationFiles()
  .map(({ op }) => op)
  .filter((op) => !NOT_ON_SIMULATOR.includes(op))
  .sort()

/** The operations that send a request of their own. */
const requesting = operations.filter((op) => `${op}Request` in library)

test.each([
  ['all middleware', '2025-09-03', everything],
  ['all middleware', '2026-03-11', everything],
  ['only a transport', '2025-09-03', bare],
  ['only a transport', '2026-03-11', bare],
  ['a transport and a cache', '2026-03-11', cached],
] as const)('default: every operation succeeds with %s in version %s', async (_name, notionVersion, make) => {
  const world = await aWorld(make, { notionVersion })
  const tasks = await databases(world)
  const page_id = await pages(world)
  await finding(world, tasks)
  await comments(world, page_id)
  await files(world, page_id)
  await views(world, tasks)
  await agents(world)
  await oauth(world)

  expect(requesting.length).toBeGreaterThanOrEqual(62)
  expect([...world.requested].sort()).toEqual(requesting)
  expect(operations.filter((op) => !world.accessed.has(op))).toEqual([])
  expect(world.simulator.journal.filter(({ status }) => status >= 500)).toEqual([])
  expect(world.simulator.journal.every(({ version }) => version === notionVersion)).toBe(true)
})
