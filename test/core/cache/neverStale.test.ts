/** A read that begins after a write of this process has ended never returns the state before the write. */
import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { lruCache } from '../../../src/core/cache/lruCache.js'
import { makeCache } from '../../../src/core/cache/makeCache.js'
import type { Cache, CacheEntry } from '../../../src/core/call/cache.js'
import type { Fetcher } from '../../../src/core/call/fetcher.js'
import type { NotionRequest } from '../../../src/core/call/request.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { withCache } from '../../../src/core/middleware/withCache.js'
import { withDedupe } from '../../../src/core/middleware/withDedupe.js'
import { config, type ManualClock, manualClock, settled } from '../../support/fakes.js'

/** Waits that the test ends in any order, or never. */
const gates = () => {
  const waiting: Array<() => void> = []
  return {
    pass: () => new Promise<void>((resolve) => waiting.push(resolve)),
    open: (which: number) => waiting.splice(which % Math.max(1, waiting.length), 1)[0]?.(),
  }
}

/** A server with objects whose version each write increments. Requests take effect at any time in flight. */
const server = (pass: () => Promise<void>): Fetcher => {
  const versions = [0, 0, 0]
  const fetcher: Fetcher =
    <A>(request: NotionRequest<A>) =>
    async () => {
      await pass()
      if (request.kind !== 'read') versions[Number(request.path)] = (versions[Number(request.path)] ?? 0) + 1
      const response = request.path === 'all' ? [...versions] : [versions[Number(request.path)]]
      await pass()
      return E.right(unsafeCast<A>({ versions: response }))
    }
  return fetcher
}

/** An external store whose operations are all slow, and sometimes fail. */
const slowStore = (pass: () => Promise<void>, fails: () => boolean, clock: ManualClock): Cache => {
  const entries = new Map<string, CacheEntry>()
  const slowly =
    <P extends ReadonlyArray<unknown>, A>(work: (...given: P) => A) =>
    async (...given: P): Promise<A> => {
      await pass()
      if (fails()) throw new Error('the store is gone')
      const response = work(...given)
      await pass()
      return response
    }
  return makeCache(
    {
      get: slowly((_resource, key) => entries.get(key)),
      set: slowly((_resource, key, entry) => void entries.set(key, entry)),
      invalidate: slowly((tags) => {
        for (const [key, entry] of entries) if (entry.tags.some((tag) => tags.includes(tag))) entries.delete(key)
        return 0
      }),
      clear: slowly(() => entries.clear()),
    },
    {},
    clock,
  )
}

type Step =
  | { readonly read: number }
  | { readonly write: number; readonly all: boolean }
  | { readonly open: number; readonly times: number }
  | { readonly advance: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ read: fc.constantFrom(0, 0, 0, 1, 2, 3) }) },
  {
    weight: 2,
    arbitrary: fc.record({ write: fc.constantFrom(0, 0, 1, 2), all: fc.constantFrom(false, false, false, true) }),
  },
  // Most requests complete, some are overtaken by others, and some never settle.
  { weight: 8, arbitrary: fc.record({ open: fc.constantFrom(0, 0, 0, 1, 3), times: fc.constantFrom(1, 2, 6, 12) }) },
  { weight: 1, arbitrary: fc.record({ advance: fc.constantFrom(400, 1_000, 1_000) }) },
)

const read = (path: string, tags: ReadonlyArray<string>): NotionRequest<unknown> => ({
  op: 'read',
  kind: 'read',
  method: 'GET',
  path,
  cache: { resource: 'pages' },
  reads: () => tags,
  decode: E.right,
})

const READS = [read('0', ['object:0']), read('1', ['object:1']), read('2', ['object:2'])]
const READ_ALL = read('all', ['object:0', 'object:1', 'object:2'])

const write = (path: string, all: boolean): NotionRequest<unknown> => ({
  op: 'write',
  kind: 'repeatable',
  method: 'PATCH',
  path,
  writes: () => (all ? ['*'] : [`object:${path}`]),
  decode: E.right,
})

test.each(['in memory', 'external'] as const)(
  'behavior: no read after a completed write is stale, with a store that is %s',
  async (where) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 30, maxLength: 80 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
        async (steps, chance) => {
          const clock = manualClock()
          const { pass, open } = gates()
          const fetcher = server(pass)
          const fails = () => chance.next().value === 0
          const cache = where === 'in memory' ? lruCache({ clock }) : slowStore(pass, fails, clock)
          // Two contexts with one cache.
          const contexts = [0, 1].map(() =>
            withCache({ cache, tenant: () => 'ada' })(
              withDedupe({ tenant: () => 'ada' })(fetcher, { ...config, clock, timeoutMs: 30_000 }),
              { ...config, clock, timeoutMs: 30_000 },
            ),
          )
          const writtenBy: Array<number> = [0, 0, 0]
          const stale: Array<string> = []
          let turn = 0
          for (const one of steps) {
            const ctx = contexts[turn++ % 2] ?? fetcher
            if ('read' in one) {
              const least = one.read === 3 ? [...writtenBy] : [writtenBy[one.read] ?? 0]
              void ctx(READS[one.read] ?? READ_ALL)().then((result) => {
                const got = E.isRight(result) ? Reflect.get(Object(result.right), 'versions') : least
                if (!least.every((version, index) => got[index] >= version))
                  stale.push(`${got} where ${least} was written`)
              })
            } else if ('write' in one) {
              void ctx(write(`${one.write}`, one.all))().then((result) => {
                const [version] = E.isRight(result) ? Reflect.get(Object(result.right), 'versions') : [0]
                writtenBy[one.write] = Math.max(writtenBy[one.write] ?? 0, version)
              })
            } else if ('open' in one) {
              for (let time = 0; time < one.times; time++) {
                open(one.open)
                await settled()
              }
            } else await clock.advance(one.advance)
            await settled()
          }
          expect(stale).toEqual([])
        },
      ),
      { numRuns: 60 },
    )
  },
)
