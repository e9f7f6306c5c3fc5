import fc from 'fast-check'
import { expect, test } from 'vitest'
import { invalidate } from '../../src/core/cache/invalidate.js'
import type { Fetch } from '../../src/core/call/config.js'
import { EVERYTHING, objectTag } from '../../src/core/call/tag.js'
import { createContext } from '../../src/core/context/createContext.js'
import { unsafeCast } from '../../src/core/internal/unsafeCast.js'
import { getBlockChildren } from '../../src/ops/blocks/getBlockChildren.js'
import { queryDataSource } from '../../src/ops/data_sources/queryDataSource.js'
import { getPage } from '../../src/ops/pages/getPage.js'
import { getUsers } from '../../src/ops/users/getUsers.js'
import { eventTags } from '../../src/webhooks/eventTags.js'
import { aBlock } from '../support/blocks.js'
import { anyDamage } from '../support/damage.js'
import { aList, anId, aPage, aUser } from '../support/fixtures.js'
import { aContext } from '../support/server.js'
import { anEvent, someEvents } from '../support/webhooks.js'

/** The events of the samples happen to page 1, in page 9, and to data source 3. */
const [PAGE, PARENT, TABLE, OTHER] = [anId(1), anId(9), anId(3), anId(50)]

const answerTo = (path: string): unknown =>
  path.startsWith('/v1/pages/')
    ? aPage({ id: path.slice('/v1/pages/'.length), parent: { type: 'workspace', workspace: true } })
    : path.endsWith('/query')
      ? aList([aPage({ id: anId(60) })])
      : path.endsWith('/users')
        ? aList([aUser()])
        : aList([aBlock({ id: anId(70) })])

/** A context with a cache that holds everything, and the paths that are asked for since. */
const cached = async () => {
  const sent: Array<string> = []
  const fetch: Fetch = async (input) => {
    const { pathname } = new URL(`${input}`)
    sent.push(pathname.replace('/v1/', '').replace(/0{8}-0{4}-4000-8000-0{10}/, '#'))
    return Response.json(answerTo(pathname))
  }
  const ctx = createContext({ auth: 'ntn_secret', fetch, rateLimit: false })
  const readAll = async () => {
    for (const page_id of [PAGE, PARENT, OTHER]) await getPage(ctx, { page_id })()
    for (const block_id of [PAGE, PARENT, OTHER]) await getBlockChildren(ctx, { block_id })()
    for (const data_source_id of [TABLE, OTHER]) await queryDataSource(ctx, { data_source_id })()
    await getUsers(ctx, {})()
  }
  await readAll()
  sent.length = 0
  return { ctx, sent, readAll }
}

/** What is read anew after an event. */
const readAfter = async (event: unknown): Promise<ReadonlyArray<string>> => {
  const { ctx, sent, readAll } = await cached()
  await invalidate(ctx, eventTags(unsafeCast(event)))
  await readAll()
  return sent
}

const row = { data: { parent: { id: anId(4), data_source_id: TABLE } } }
const PAGE_ITSELF = ['pages/#01', 'blocks/#01/children']
const ALL = [
  ...['pages/#01', 'pages/#09', 'pages/#32', 'blocks/#01/children', 'blocks/#09/children', 'blocks/#32/children'],
  ...['data_sources/#03/query', 'data_sources/#32/query'],
]

test.each<[string, object, ReadonlyArray<string>]>([
  ['page.created', anEvent(), ['pages/#01', 'pages/#09', 'blocks/#01/children', 'blocks/#09/children']],
  ['page.created among rows', anEvent(row), [...PAGE_ITSELF, 'data_sources/#03/query']],
  ['page.locked', anEvent({ type: 'page.locked' }), PAGE_ITSELF],
  [
    'page.properties_updated',
    anEvent({ type: 'page.properties_updated', ...row }),
    [...PAGE_ITSELF, 'data_sources/#03/query'],
  ],
  ['page.content_updated', anEvent({ type: 'page.content_updated' }), ALL],
  ['page.deleted', anEvent({ type: 'page.deleted' }), ALL],
  [
    'data_source.content_updated',
    anEvent({ type: 'data_source.content_updated', entity: { id: TABLE }, data: { updated_blocks: [{ id: OTHER }] } }),
    ['pages/#32', 'data_sources/#03/query'],
  ],
  ['data_source.schema_updated', anEvent({ type: 'data_source.schema_updated', entity: { id: TABLE } }), ALL],
  ['a page in an unknown place', anEvent({ data: {} }), ALL],
  ['a damaged event', anEvent({ type: 'unknown:page.created', entity: null }), [...ALL, 'users']],
  ['an event of a kind to come', anEvent({ type: 'user.renamed' }), [...ALL, 'users']],
])(
  'default: after %s the changed objects are fetched again, and the others are cache hits',
  async (_what, event, paths) => {
    expect(await readAfter(event)).toEqual(paths)
  },
)

test('default: comments, views and files are never cached, and a handshake is not an event', () => {
  const types = someEvents.map(({ type }) => type)
  const others = someEvents.filter((event) => eventTags(event).length === 0).map(({ type }) => type)
  expect(others).toEqual(types.filter((type) => /^(comment|view|file_upload)\./.test(type)))
  expect(eventTags({ verification_token: 'secret' })).toEqual([])
})

test('behavior: every event of an object invalidates it, damaged or not', () => {
  fc.assert(
    fc.property(anyDamage(someEvents), ({ damaged }) => {
      const { type, entity } = unsafeCast<{ readonly type: unknown; readonly entity?: { readonly id?: unknown } }>(
        Object(damaged),
      )
      const tags = eventTags(unsafeCast(damaged))
      if (typeof type !== 'string' || /^(comment|view|file_upload)\./.test(type)) return
      expect(tags).toContain(typeof entity?.id === 'string' && type !== 'words' ? objectTag(entity.id) : EVERYTHING)
    }),
  )
})

test('behavior: without a cache, or with one that fails, it does nothing', async () => {
  await invalidate(aContext(), [objectTag(PAGE)])
  const { ctx } = await cached()
  const broken = { ...ctx.cache, invalidate: () => Promise.reject(new Error('gone')) }
  await invalidate(unsafeCast({ ...ctx, cache: broken }), [objectTag(PAGE)])
  await invalidate(ctx, unsafeCast(undefined))
})
