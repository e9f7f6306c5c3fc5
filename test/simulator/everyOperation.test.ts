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

/** All operations that there are, those included that only make use of others. */
const operations = operationFiles()
  .map(({ op }) => op)
  .filter((op) => !NOT_ON_SIMULATOR.includes(op))
  .sort()

/** Those that make a request of their own. */
const requesting = operations.filter((op) => `${op}Request` in library)

test.each([
  ['everything on', '2025-09-03', everything],
  ['everything on', '2026-03-11', everything],
  ['a transport alone', '2025-09-03', bare],
  ['a transport alone', '2026-03-11', bare],
  ['a transport and a cache', '2026-03-11', cached],
] as const)('default: every operation, with %s, in version %s', async (_name, notionVersion, make) => {
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
  expect([...world.asked].sort()).toEqual(requesting)
  expect(operations.filter((op) => !world.taken.has(op))).toEqual([])
  expect(world.simulator.journal.filter(({ status }) => status >= 500)).toEqual([])
  expect(world.simulator.journal.every(({ version }) => version === notionVersion)).toBe(true)
})
