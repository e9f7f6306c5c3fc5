/** Copies of pages with everything that a copy takes requests for, while requests fail or run out. */
import { expect, test } from 'vitest'
import { createContext } from '../../../src/core/context/createContext.js'
import {
  collect,
  createDatabase,
  createDataSource,
  createPage,
  getPage,
  queryDataSource,
  updatePage,
} from '../../../src/index.js'
import type { CopyPageParams } from '../../../src/jobs/blocks/copy/copyPageParams.js'
import { copyPage } from '../../../src/jobs/blocks/copyPage.js'
import { fileOf } from '../../../src/jobs/files/fileOf.js'
import { EMOJI, goingTo, HOME, PERSON } from '../../simulator/world.js'
import { done, para, readBack, run } from '../../support/blockTrees.js'
import { asNew, tried } from '../../support/everyFault.js'
import { fakeClock } from '../../support/fakes.js'
import { newPage, textLink, upload, write } from './copy/pages.js'

const compact = (id: string) => id.replaceAll('-', '')

/** A row with lists that Notion cuts, files everywhere, and links to itself. */
const aRow = asNew(async () => {
  const world = await tried()
  const { ctx, simulator } = world
  const made = await done(
    createDatabase(ctx, {
      parent: { type: 'page_id', page_id: HOME },
      initial_data_source: {
        properties: { Name: { title: {} }, Docs: { files: {} }, Notes: { rich_text: {} }, Pages: { number: {} } },
      },
    }),
  )
  const data_source_id = ('data_sources' in made && made.data_sources?.[0]?.id) || ''
  const [icon, cover, doc, image, mark] = await Promise.all(
    ['icon', 'cover', 'doc', 'image', 'mark'].map((name) => upload(ctx, `${name}.png`)),
  )
  if (!icon || !cover || !doc || !image || !mark) throw new Error('no file')
  const link = { type: 'external', name: 'web', external: { url: 'https://example.com/a.pdf' } } as const
  const { id: page_id } = await done(
    createPage(ctx, {
      parent: { data_source_id },
      icon: fileOf(icon),
      cover: fileOf(cover),
      properties: {
        Name: { title: run('Row') },
        Docs: { files: [link, fileOf(doc, { name: 'doc.png' })] },
      },
    }),
  )
  await done(
    updatePage(ctx, {
      page_id,
      properties: { Notes: { rich_text: Array.from({ length: 26 }, () => ({ mention: { page: { id: page_id } } })) } },
    }),
  )
  await write(ctx, page_id, [
    para('target'),
    { image: fileOf(image) },
    { callout: { rich_text: run('note'), icon: fileOf(mark) } },
    { toggle: { rich_text: run('holds a page') } },
  ])
  const { ids } = await readBack(ctx, page_id)
  const [target, , , toggle] = ids.map(({ id = '' }) => id)
  await write(ctx, page_id, [textLink('link', `https://www.notion.so/${compact(page_id)}#${compact(target ?? '')}`)])
  const inside = '88888888-0000-4000-8000-000000000001'
  await simulator.load([
    {
      object: 'page',
      id: inside,
      parent: { type: 'block_id', block_id: toggle },
      properties: { title: { id: 'title', type: 'title', title: [] } },
    },
  ])
  return { ...world, page_id, database_id: made.id, data_source_id, inside }
})

/** How many requests the copy of the row takes, with its page; downloads come from elsewhere. */
const REQUESTS = 28

const paramsFor = (row: Awaited<ReturnType<typeof aRow>>): CopyPageParams => ({
  page_id: row.page_id,
  parent: { database_id: row.database_id },
  deep: true,
  concurrency: 1,
})

const WRITTEN = ['paragraph target', 'image', 'callout note', 'toggle holds a page', 'child_page', 'paragraph link']

const expectRow = async ({ ctx, page_id }: Awaited<ReturnType<typeof aRow>>, id: string) => {
  const page = await done(getPage(ctx, { page_id: id }))
  expect(page).toMatchObject({
    icon: { type: 'file' },
    cover: { type: 'file' },
    properties: { Docs: { files: [{ name: 'web' }, { name: 'doc.png' }] } },
  })
  // What linked to the row links to its copy.
  expect(JSON.stringify(page)).toContain(`"page":{"id":"${id}"}`)
  expect(JSON.stringify(page)).not.toContain(page_id)
  const { outline } = await readBack(ctx, id)
  expect(outline.map(({ says }) => says)).toEqual(WRITTEN)
}

test('default: a row with files, cut lists, links to itself and a page inside of a block', async () => {
  const row = await aRow()
  const copy = await done(copyPage(row.ctx, paramsFor(row)))
  expect(copy.requests).toBe(REQUESTS)
  expect(copy.losses).toMatchObject([{ block_id: row.inside, type: 'child_page', what: 'place' }])
  expect(copy.pages.map(({ from: id }) => id)).toEqual([row.page_id, row.inside])
  await expectRow(row, copy.page.id)
})

test.each(Array.from({ length: REQUESTS - 1 }, (_, index) => index + 1))(
  'params: max_requests: a copy that ends after %d requests is continued, and is one copy',
  async (max_requests) => {
    const row = await aRow()
    const params = paramsFor(row)
    const stopped = await copyPage(row.ctx, { ...params, max_requests })()
    if (stopped._tag === 'Right') throw new Error('not stopped')
    const { left } = stopped
    const cause = left._tag === 'PartialCopyError' ? left.cause : left
    expect(cause).toMatchObject({ _tag: 'AbortError', reason: 'max_requests' })
    const resume = left._tag === 'PartialCopyError' ? JSON.parse(JSON.stringify(left.resume)) : undefined
    const copy = await done(copyPage(row.ctx, { ...params, resume }))
    await expectRow(row, copy.page.id)
    const rows = await done(collect(queryDataSource)(row.ctx, { data_source_id: row.data_source_id }))
    expect(rows).toHaveLength(2)
  },
)

test('behavior: files that cannot be had, or not be uploaded, are losses, each by its place', async () => {
  const row = await aRow()
  const lossesOf = async (params: object): Promise<ReadonlyArray<string>> =>
    (await done(copyPage(row.ctx, { ...paramsFor(row), ...params }))).losses
      .map(({ type, what }) => `${type} ${what}`)
      .sort()
  const lost = ['child_page place', 'file file', 'file icon', 'page cover', 'page icon', 'page properties.Docs']
  expect(await lossesOf({ fetch: async () => new Response('gone', { status: 404 }) })).toEqual(lost)
  row.simulator.failNext({ status: 400, times: 5, match: ({ path }) => path.endsWith('/file_uploads') })
  expect(await lossesOf({})).toEqual(lost)
})

/** A page with little, and a context whose requests a test changes. */
const aPage = async (change: (send: () => Promise<Response>, url: string, init: RequestInit) => Promise<Response>) => {
  const world = await tried()
  const page_id = await newPage(world.ctx, HOME, 'Root')
  await write(world.ctx, page_id, [para('a')])
  const fetch = (url: string, init: RequestInit) => change(() => world.simulator.fetch(url, init), url, init)
  return {
    ...world,
    page_id,
    changed: createContext({ ...goingTo(world.simulator, fakeClock()), fetch, cache: false }),
  }
}

const isCreate = (url: string, init: RequestInit): boolean => init.method === 'POST' && url.endsWith('/v1/pages')

const failure = (status: number, code: string, more: object = {}): Response =>
  Response.json({ object: 'error', status, code, message: 'No.', ...more }, { status })

test('error: a page that Notion never creates is tried a limited number of times, and is not there', async () => {
  let creates = 0
  const { ctx, changed, page_id } = await aPage(async (send, url, init) => {
    if (!isCreate(url, init)) return send()
    creates++
    return failure(504, 'gateway_timeout')
  })
  const result = await copyPage(changed, { page_id, parent: { page_id } })()
  expect(result).toMatchObject({
    left: { _tag: 'PartialCopyError', cause: { status: 504 }, pages: [], message: expect.stringContaining('one more') },
  })
  expect(creates).toBeGreaterThan(1)
  expect(creates).toBeLessThan(50)
  expect((await readBack(ctx, page_id)).ids).toHaveLength(1)
})

test('behavior: a page that Notion reports as committed with its error is the copy', async () => {
  const { ctx, changed, page_id } = await aPage(async (send, url, init) => {
    const answer = await send()
    if (!isCreate(url, init)) return answer
    const { id } = await answer.json()
    return failure(503, 'service_unavailable', { additional_data: { committed_resource_id: compact(id) } })
  })
  const copy = await done(copyPage(changed, { page_id, parent: { page_id: HOME } }))
  expect((await readBack(ctx, copy.page.id)).outline.map(({ says }) => says)).toEqual(['paragraph a'])
})

test('behavior: pages of the same title that a person adds meanwhile are not taken for the copy', async () => {
  const other = '88888888-0000-4000-8000-000000000002'
  let isFirst = true
  const { ctx, changed, page_id, simulator } = await aPage(async (send, url, init) => {
    if (!isCreate(url, init) || !isFirst) return send()
    isFirst = false
    const by = { object: 'user', id: PERSON }
    const properties = { title: { id: 'title', type: 'title', title: [{ type: 'text', text: { content: 'Root' } }] } }
    await simulator.load([
      { object: 'page', id: other, parent: { type: 'page_id', page_id: HOME }, created_by: by, properties },
    ])
    return failure(504, 'gateway_timeout')
  })
  const copy = await done(copyPage(changed, { page_id, parent: { page_id: HOME } }))
  expect(copy.page.id).not.toBe(other)
  expect((await readBack(ctx, other)).ids).toEqual([])
})

test.each<readonly [string, RegExp]>([
  ['the bot is', /users\/me/],
  ['the pages in the parent are', /children/],
])(
  'error: a copy of which it is unknown whether it was created, while %s not readable, is found later',
  async (_, place) => {
    let isBroken = true
    let isCreated = false
    const { ctx, changed, page_id } = await aPage(async (send, url, init) => {
      if (!isBroken) return send()
      if (isCreated && place.test(url)) return failure(403, 'restricted_resource')
      const answer = await send()
      if (!isCreate(url, init)) return answer
      isCreated = true
      return failure(504, 'gateway_timeout')
    })
    const params = { page_id, parent: { page_id: HOME } } as const
    const stopped = await copyPage(changed, params)()
    if (stopped._tag === 'Right' || stopped.left._tag !== 'PartialCopyError') throw new Error('not stopped')
    expect(stopped.left).toMatchObject({ cause: { _tag: 'PermissionError' }, pages: [], resume: { unsettled: {} } })
    const { resume } = stopped.left
    // Not readable yet: it can still be resumed.
    const again = await copyPage(changed, { ...params, resume })()
    expect(again).toMatchObject({ left: { _tag: 'PartialCopyError', resume } })
    isBroken = false
    const copy = await done(copyPage(changed, { ...params, resume }))
    const pages = (await readBack(ctx, HOME)).outline.filter(({ says }) => says === 'child_page')
    expect(pages).toHaveLength(2)
    expect((await readBack(ctx, copy.page.id)).outline.map(({ says }) => says)).toEqual(['paragraph a'])
  },
)

test.each(['while the page is created', 'while the job waits after it'])(
  'params: signal: a job that is aborted %s is continued with the copy that is there',
  async (when) => {
    const controller = new AbortController()
    const isDuring = when.includes('created')
    const { ctx, simulator, page_id } = await aPage((send) => send())
    const clock = fakeClock()
    const sleep = async (): Promise<void> => controller.abort()
    const fetch = async (url: string, init: RequestInit) => {
      const answer = await simulator.fetch(url, init)
      if (!isCreate(url, init)) return answer
      if (isDuring) controller.abort()
      init.signal?.throwIfAborted()
      return failure(504, 'gateway_timeout')
    }
    const aborted = createContext({ ...goingTo(simulator, clock), clock: { ...clock, sleep }, fetch, retry: false })
    const params = { page_id, parent: { page_id: HOME } } as const
    const stopped = await copyPage(aborted, { ...params, signal: controller.signal })()
    if (stopped._tag === 'Right' || stopped.left._tag !== 'PartialCopyError') throw new Error('not stopped')
    expect(stopped.left.resume).toMatchObject({ pages: [], unsettled: { from: page_id } })
    await done(copyPage(ctx, { ...params, resume: stopped.left.resume }))
    const pages = (await readBack(ctx, HOME)).outline.filter(({ says }) => says === 'child_page')
    expect(pages).toHaveLength(2)
  },
)

test('behavior: a page of the workspace is created once: its pages cannot be listed, so nothing is tried twice', async () => {
  let creates = 0
  let isBroken = true
  const { changed, page_id, simulator } = await aPage(async (send, url, init) => {
    if (!isCreate(url, init)) return send()
    creates++
    if (isBroken) return failure(504, 'gateway_timeout')
    // Only connections of a person may create such pages, which differ in their parent alone.
    const body = { ...JSON.parse(`${init.body}`), parent: { page_id: HOME } }
    return simulator.fetch(url, { ...init, body: JSON.stringify(body) })
  })
  const params = { page_id, parent: { workspace: true } } as const
  const stopped = await copyPage(changed, params)()
  if (stopped._tag === 'Right' || stopped.left._tag !== 'PartialCopyError') throw new Error('not stopped')
  expect([creates, stopped.left.cause]).toMatchObject([1, { status: 504 }])
  isBroken = false
  // Whether it is there cannot be found out: it is created again only if that is asked for.
  expect(await done(copyPage(changed, params))).toMatchObject({ losses: [], pages: [{ from: page_id }] })
  expect(creates).toBe(2)
  expect(await done(copyPage(changed, { ...params, resume: stopped.left.resume }))).toMatchObject({ pages: [{}] })
})

test('behavior: a copy into its original that was interrupted is not copied with it', async () => {
  const { ctx, page_id } = await aPage((send) => send())
  const params = { page_id, parent: { page_id }, deep: true } as const
  const stopped = await copyPage(ctx, { ...params, max_requests: 5 })()
  if (stopped._tag === 'Right' || stopped.left._tag !== 'PartialCopyError') throw new Error('not stopped')
  expect(stopped.left.pages).toHaveLength(1)
  const { pages } = await done(copyPage(ctx, { ...params, resume: stopped.left.resume }))
  expect(pages).toHaveLength(1)
})

test('behavior: icons and covers of the web are kept, and one that a request does not accept is a loss', async () => {
  const { ctx } = await tried()
  const external = (url: string) => ({ type: 'external', external: { url } }) as const
  const cover = external('https://example.com/cover.png')
  const copied = async (more: object) => {
    const page_id = await newPage(ctx, HOME, 'Root', more)
    const { page, losses } = await done(copyPage(ctx, { page_id, parent: { page_id: HOME } }))
    return { page, losses: losses.map(({ what, why }) => [what, why]) }
  }
  expect(await copied({ cover, icon: external('https://example.com/icon.png') })).toMatchObject({
    page: { cover, icon: external('https://example.com/icon.png') },
    losses: [],
  })
  const emoji = { type: 'custom_emoji', custom_emoji: { id: EMOJI } }
  expect(await copied({ icon: emoji })).toMatchObject({ page: { icon: emoji }, losses: [] })
  expect(await copied({ icon: { type: 'icon', icon: { name: 'pizza', color: 'blue' } } })).toMatchObject({
    page: { icon: { type: 'icon', icon: { name: 'pizza', color: 'blue' } } },
    losses: [],
  })
})

test('behavior: a cover that Notion shows and does not accept is a loss', async () => {
  const long = `https://example.com/${'a'.repeat(2000)}`
  const { changed, page_id } = await aPage(async (send, url, init) => {
    const answer = await send()
    if (init.method !== 'GET' || !url.includes('/v1/pages/')) return answer
    return Response.json({ ...(await answer.json()), cover: { type: 'external', external: { url: long } } })
  })
  const { losses } = await done(copyPage(changed, { page_id, parent: { page_id: HOME } }))
  expect(losses).toEqual([{ block_id: page_id, type: 'page', what: 'cover', why: 'the API cannot write it' }])
})

test('behavior: a page becomes a row of the one data source of a database; Notion says what is wrong with several', async () => {
  const { ctx, page_id } = await aPage((send) => send())
  const database = await done(
    createDatabase(ctx, {
      parent: { type: 'page_id', page_id: HOME },
      initial_data_source: { properties: { Name: { title: {} } } },
    }),
  )
  const params = { page_id, parent: { database_id: database.id } }
  expect(await done(copyPage(ctx, params))).toMatchObject({ losses: [], page: { properties: { Name: {} } } })
  await done(createDataSource(ctx, { parent: { database_id: database.id }, properties: { Name: { title: {} } } }))
  expect(await copyPage(ctx, params)()).toMatchObject({ left: { _tag: 'ValidationError' } })
  expect(await copyPage(ctx, { page_id, parent: { database_id: PERSON } })()).toMatchObject({
    left: { _tag: 'NotFoundError' },
  })
})

test('behavior: links are left as they are where somebody changed the copy before they were set', async () => {
  const world = await tried()
  const page_id = await newPage(world.ctx, HOME, 'Root')
  await write(world.ctx, page_id, [para('target')])
  const [target] = (await readBack(world.ctx, page_id)).ids
  const url = `https://www.notion.so/${compact(page_id)}#${compact(target?.id ?? '')}`
  await write(world.ctx, page_id, [textLink('link', url)])
  let isWritten = false
  const fetch = async (address: string, init: RequestInit) => {
    const [, copy] = /blocks\/(.*)\/children/.exec(address) ?? []
    // The copy is read to find its blocks.
    if (isWritten && init.method === 'GET' && copy !== undefined) {
      isWritten = false
      await write(world.ctx, copy, [para('by somebody else')])
    }
    isWritten ||= init.method === 'PATCH' && copy !== undefined
    return world.simulator.fetch(address, init)
  }
  const changed = createContext({ ...goingTo(world.simulator, fakeClock()), fetch, cache: false })
  const copy = await done(copyPage(changed, { page_id, parent: { page_id: HOME } }))
  expect(copy.losses.map(({ type, what }) => [type, what])).toEqual([['paragraph', 'link']])
  expect((await readBack(world.ctx, copy.page.id)).outline.map(({ says }) => says)).toEqual([
    'paragraph target',
    'paragraph link',
    'paragraph by somebody else',
  ])
})
