import { beforeAll, expect, test } from 'vitest'
import { field } from '../../../src/core/internal/orUndefined.js'
import { appendTree } from '../../../src/jobs/blocks/appendTree.js'
import { readChildren } from '../../../src/jobs/blocks/findWritten.js'
import { metered } from '../../../src/jobs/shared/meter.js'
import { HOME } from '../../simulator/world.js'
import { done, para, times } from '../../support/blockTrees.js'
import { type Failing, type Tried, tried } from '../../support/everyFault.js'

let world: Tried
beforeAll(async () => {
  world = await tried()
  const children = times(150, (index) => para(`${index}`))
  await done(appendTree(world.ctx, { block_id: HOME, children, ids: 'first_level' }))
})

const expired: Failing = async () =>
  new Response(
    JSON.stringify({
      object: 'error',
      status: 400,
      code: 'validation_error',
      message: 'The start_cursor provided is invalid: expired.',
    }),
    { status: 400, headers: { 'content-type': 'application/json' } },
  )

/** Each page says that there are more children, after a cursor. */
const endless = (cursorAfter: (first: unknown) => unknown): Failing => {
  let first: unknown
  return async (send) => {
    const list: unknown = await (await send()).json()
    first ??= list
    return new Response(JSON.stringify({ ...Object(list), has_more: true, next_cursor: cursorAfter(first) }), {
      status: 200,
      headers: { 'content-type': 'application/json' },
    })
  }
}

const read = async (index: number, failing: Failing, count = 1) => {
  world.failAt(index, failing, count)
  // As in a job, nothing comes from the cache.
  const result = await readChildren(metered(world.ctx, {}).ctx, HOME, undefined, () => false)
  world.heal()
  return result
}

test('behavior: if a cursor expires, the list is read from its start', async () => {
  const { children, isWhole } = await done(() => read(1, expired))
  expect([children.length, new Set(children.map(({ id }) => id)).size, isWhole]).toEqual([150, 150, true])
})

test('error: a first page that is refused, and an error that is no expired cursor', async () => {
  expect(await read(0, expired)).toMatchObject({ left: { _tag: 'ValidationError' } })
  const forbidden = async () => new Response('{}', { status: 403 })
  expect(await read(1, forbidden)).toMatchObject({ left: { _tag: 'PermissionError' } })
})

test('error: a cursor that expires each time', async () => {
  let requests = 0
  const secondPage: Failing = (send) => (requests++ % 2 === 1 ? expired(send) : send())
  expect(await read(0, secondPage, Number.POSITIVE_INFINITY)).toMatchObject({ left: { _tag: 'ValidationError' } })
  expect(requests).toBe(8)
})

test.each([
  ['no cursor', endless(() => null)],
  ['the same cursor again', endless((first) => field(first, 'next_cursor'))],
])('error: more children and %s: the rest is not left out', async (_, failing) => {
  expect(await read(0, failing, Number.POSITIVE_INFINITY)).toMatchObject({ left: { _tag: 'UnexpectedResponseError' } })
})
