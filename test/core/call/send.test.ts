/** Calls with parts of a context that throw. */
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import type { Fetcher, Middleware } from '../../../src/core/call/fetcher.js'
import { createContext } from '../../../src/core/context/createContext.js'
import { makeContext } from '../../../src/core/context/makeContext.js'
import { withDefaults } from '../../../src/core/context/withDefaults.js'
import { wrap } from '../../../src/core/context/wrap.js'
import { type Clock, systemClock } from '../../../src/core/internal/clock.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { collect, iterate } from '../../../src/core/pagination/paginate.js'
import { fetchFetcher } from '../../../src/core/transport/fetchFetcher.js'
import { deleteBlock } from '../../../src/ops/blocks/deleteBlock.js'
import { createPage } from '../../../src/ops/pages/createPage.js'
import { getPage } from '../../../src/ops/pages/getPage.js'
import { search } from '../../../src/ops/search/search.js'
import { anId, aPage } from '../../support/fixtures.js'

const broken = (): never => {
  throw new Error('broken')
}

const settings = { auth: 'ntn_token_of_a_test', logLevel: 'silent', fetch: async () => Response.json(aPage()) } as const
const plain = makeContext(settings, fetchFetcher)
const page_id = anId()
const parent = { page_id }

const middleware = (run: () => unknown): Middleware =>
  unsafeCast<Middleware>((_next: Fetcher) => () => async () => run())

test.each<readonly [string, () => unknown, string]>([
  ['an error', broken, 'Error: broken'],
  ['a text', () => Promise.reject('words'), 'words'],
  ['nothing', () => Promise.reject(undefined), 'undefined'],
  [
    'an unreadable object',
    () => Promise.reject(new Proxy({}, { get: broken, getPrototypeOf: broken })),
    '(unreadable)',
  ],
])(
  'error: a middleware that throws %s results in a Left with the outcome of the write',
  async (_what, run, message) => {
    const ctx = wrap(middleware(run))(plain)
    expect(await getPage(ctx, { page_id })()).toMatchObject({
      left: { _tag: 'NetworkError', message: `getPage: ${message}`, outcome: 'not-applied', cause: { message } },
    })
    expect(await createPage(ctx, { parent })()).toMatchObject({ left: { _tag: 'NetworkError', outcome: 'unknown' } })
    expect(await deleteBlock(ctx, { block_id: page_id })()).toMatchObject({ left: { outcome: 'unknown' } })
  },
)

test.each<readonly [string, Partial<Clock>]>([
  ['now', { now: broken }],
  ['now, without monotonic', { now: broken, monotonic: unsafeCast(undefined) }],
  ['monotonic', { monotonic: broken }],
  ['random', { random: broken }],
  ['after', { after: broken }],
  ['sleep', { sleep: broken }],
])('behavior: every call ends with a clock that throws in %s', async (_what, over) => {
  const clock = { ...systemClock, ...over }
  for (const status of [200, 404, 500]) {
    const fetch = async () => Response.json(status === 200 ? aPage() : {}, { status })
    const options = { ...settings, fetch, clock, retry: { attempts: 2, baseDelayMs: 0 } }
    for (const make of [
      () => createContext(options),
      () => withDefaults({ retry: options.retry })(makeContext(options, fetchFetcher)),
    ]) {
      // A clock that throws at creation may be rejected immediately.
      const ctx = E.tryCatch(make, String)
      if (E.isLeft(ctx)) continue
      for (const call of [
        getPage(ctx.right, { page_id }),
        createPage(ctx.right, { parent }),
        deleteBlock(ctx.right, { block_id: page_id }),
        collect(search)(ctx.right, {}),
      ]) {
        expect(['Left', 'Right']).toContain((await call())._tag)
      }
      for await (const one of iterate(search)(ctx.right, {})) expect(['Left', 'Right']).toContain(one._tag)
    }
  }
})
