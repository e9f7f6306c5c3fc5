import { describe, expect, test } from 'vitest'
import type { Context } from '../../../src/core/call/context.js'
import { createContext } from '../../../src/core/context/createContext.js'
import {
  collect,
  createDatabase,
  createPage,
  getBlockChildren,
  getPage,
  isFullPage,
  updatePage,
} from '../../../src/index.js'
import type { BlockTreeRequest } from '../../../src/jobs/blocks/blockTreeRequest.js'
import type { CopyPageParams } from '../../../src/jobs/blocks/copy/copyPageParams.js'
import type { PageCopy } from '../../../src/jobs/blocks/copy/pageCopy.js'
import { copyPage } from '../../../src/jobs/blocks/copyPage.js'
import { getBlockTree } from '../../../src/jobs/blocks/tree/getBlockTree.js'
import { downloadFile } from '../../../src/jobs/files/download/downloadFile.js'
import { filesOf } from '../../../src/jobs/files/download/filesOf.js'
import { fileOf } from '../../../src/jobs/files/fileOf.js'
import { goingTo, HOME, PERSON } from '../../simulator/world.js'
import { columns, done, outline, para, present, readBack, run, table } from '../../support/blockTrees.js'
import { EVERY_FAULT, type Tried, tried, turnsOf } from '../../support/everyFault.js'
import { expectSame } from '../../support/expectSame.js'
import { fakeClock } from '../../support/fakes.js'
import { mention, newPage, oldBlock, pngBytes, textLink, upload, write } from './copy/pages.js'

const says = async (ctx: Context, id: string) => (await readBack(ctx, id)).outline.map((one) => one.says)

const titleOf = async (ctx: Context, page_id: string): Promise<string> => {
  const { properties } = await done(getPage(ctx, { page_id }))
  return Object.values(properties)
    .flatMap((value) => (value.type === 'title' ? value.title : []))
    .map(({ plain_text }) => plain_text)
    .join('')
}

const copyIdOf = ({ pages }: PageCopy, id: string): string => pages.find(({ from }) => from === id)?.to ?? ''

test('default: content, title, icon, cover and files', async () => {
  const { ctx } = await tried()
  const cover = await upload(ctx, 'cover.png')
  const page_id = await newPage(ctx, HOME, 'Plan', { icon: { emoji: '🥑' }, cover: fileOf(cover) })
  const image = await upload(ctx, 'photo.png')
  const content: ReadonlyArray<BlockTreeRequest> = [
    para('a', para('b', para('c', para('d', para('e'))))),
    columns([para('left')], [para('right')]),
    table(3),
    { image: fileOf(image, { caption: 'Photo' }) },
    { callout: { rich_text: run('note'), icon: { emoji: '🔥' }, color: 'red_background' } },
  ]
  await write(ctx, page_id, content)
  const copy = await done(copyPage(ctx, { page_id, parent: { page_id: HOME } }))
  expect([copy.losses, copy.files, copy.pages]).toEqual([[], 2, [{ from: page_id, to: copy.page.id }]])
  expect((await readBack(ctx, copy.page.id)).outline).toEqual(outline(content))
  expect(await titleOf(ctx, copy.page.id)).toBe('Plan')
  if (!isFullPage(copy.page)) throw new Error('partial')
  expect([copy.page.icon, copy.page.cover?.type]).toEqual([{ type: 'emoji', emoji: '🥑' }, 'file'])
  const tree = await done(getBlockTree(ctx, { block_id: copy.page.id }))
  const [file] = filesOf(tree)
  if (!file) throw new Error('no file')
  const { body } = await done(downloadFile(ctx, { owner: file.owner }))
  expect(new Uint8Array(await new Response(body).arrayBuffer())).toEqual(pngBytes)
})

describe('deep', () => {
  const prepare = async (ctx: Context) => {
    const page_id = await newPage(ctx, HOME, 'Root')
    await write(ctx, page_id, [para('before')])
    const first = await newPage(ctx, page_id, 'First')
    await write(ctx, page_id, [para('between')])
    const second = await newPage(ctx, page_id, 'Second')
    await write(ctx, page_id, [mention(first), para('after')])
    const inner = await newPage(ctx, first, 'Inner')
    await write(ctx, first, [
      textLink('up', `https://www.notion.so/Root-${page_id.replaceAll('-', '')}`),
      mention(inner),
    ])
    await write(ctx, inner, [{ link_to_page: { page_id: second } }, mention(HOME)])
    return { page_id, first, second, inner }
  }

  test('params: deep copies child pages in their places, and links lead to the copies', async () => {
    const { ctx } = await tried()
    const { page_id, first, second, inner } = await prepare(ctx)
    const copy = await done(copyPage(ctx, { page_id, parent: { page_id: HOME }, deep: true }))
    expect(copy.losses).toEqual([])
    expect(copy.pages.map(({ from }) => from)).toEqual([page_id, first, inner, second])
    expect(await says(ctx, copy.page.id)).toEqual(await says(ctx, page_id))
    const children = await done(collect(getBlockChildren)(ctx, { block_id: copy.page.id }))
    expect(children.filter(({ type }) => type === 'child_page').map(({ id }) => id)).toEqual(
      [first, second].map((id) => copyIdOf(copy, id)),
    )
    const json = async (id: string) => JSON.stringify(await done(collect(getBlockChildren)(ctx, { block_id: id })))
    expect(await json(copy.page.id)).toContain(`"page":{"id":"${copyIdOf(copy, first)}"`)
    expect(await json(copyIdOf(copy, first))).toContain(copy.page.id.replaceAll('-', ''))
    expect(await json(copyIdOf(copy, inner))).toContain(`"page_id":"${copyIdOf(copy, second)}"`)
    expect(await json(copyIdOf(copy, inner))).toContain(`"page":{"id":"${HOME}"`)
  })

  test('params: without deep, child pages are losses', async () => {
    const { ctx } = await tried()
    const { page_id, first, second } = await prepare(ctx)
    const copy = await done(copyPage(ctx, { page_id, parent: { page_id: HOME } }))
    expect(copy.losses.map(({ block_id, type }) => [block_id, type])).toEqual([
      [first, 'child_page'],
      [second, 'child_page'],
    ])
    expect(await says(ctx, copy.page.id)).toEqual((await says(ctx, page_id)).filter((one) => one !== 'child_page'))
  })

  test('behavior: a copy of a page into itself, or into a page inside of it, ends', async () => {
    const { ctx } = await tried()
    const { page_id, first } = await prepare(ctx)
    const copy = await done(copyPage(ctx, { page_id, parent: { page_id }, deep: true }))
    expect(copy.pages).toHaveLength(4)
    const again = await done(copyPage(ctx, { page_id, parent: { page_id: first }, deep: true }))
    expect(again.pages).toHaveLength(8)
  })

  test('behavior: child databases are losses', async () => {
    const { ctx } = await tried()
    const page_id = await newPage(ctx, HOME, 'Root')
    const properties = { Name: { title: {} } }
    await done(createDatabase(ctx, { parent: { type: 'page_id', page_id }, initial_data_source: { properties } }))
    const copy = await done(copyPage(ctx, { page_id, parent: { page_id: HOME }, deep: true }))
    expect(copy.losses.map(({ type, what }) => [type, what])).toEqual([['child_database', 'block']])
  })
})

describe('behavior: links to blocks lead to the copies, and synced copies show the copied original', () => {
  const compact = (id = '') => id.replaceAll('-', '')
  const prepare = async () => {
    const world = await tried()
    const { ctx } = world
    const page_id = await newPage(ctx, HOME, 'Root')
    await write(ctx, page_id, [para('target'), { synced_block: { synced_from: null, children: [para('shared')] } }])
    const [target, original] = (await readBack(ctx, page_id)).ids.map(({ id = '' }) => id)
    const synced: BlockTreeRequest = { synced_block: { synced_from: { block_id: original ?? '' } } }
    const url = `https://www.notion.so/${compact(page_id)}#${compact(target)}`
    await write(ctx, page_id, [textLink('link', url), synced, synced, para('end')])
    return { ...world, page_id }
  }
  const expectLinks = async (ctx: Context, id: string) => {
    const children = await done(collect(getBlockChildren)(ctx, { block_id: id }))
    const [first, original, link, ...copies] = children
    expect(children.map(({ type }) => type).join(' ')).toBe(
      'paragraph synced_block paragraph synced_block synced_block paragraph',
    )
    expect(JSON.stringify(link)).toContain(`${compact(id)}#${compact(first?.id)}`)
    for (const copy of copies.slice(0, 2)) expect(JSON.stringify(copy)).toContain(`"block_id":"${original?.id}"`)
  }

  test('without faults', async () => {
    const { ctx, page_id } = await prepare()
    await expectLinks(ctx, (await done(copyPage(ctx, { page_id, parent: { page_id: HOME } }))).page.id)
  })

  test.each(Object.entries(EVERY_FAULT))('if one request of those fails: %s', async (fault, failing) => {
    const { ctx, simulator, page_id, sent, failAt } = await prepare()
    const snapshot = simulator.snapshot()
    const reading = createContext({ ...goingTo(simulator, fakeClock()), cache: false })
    const from = sent()
    await done(copyPage(ctx, { page_id, parent: { page_id: HOME } }))
    const requests = sent() - from
    // Two reads of the copy, one update, two new synced copies in place of two others, and the copy itself.
    for (const index of turnsOf(fault, 8)) {
      simulator.restore(snapshot)
      failAt(requests - 8 + index, failing)
      await expectLinks(reading, (await done(copyPage(ctx, { page_id, parent: { page_id: HOME } }))).page.id)
    }
  })
})

test('behavior: values of a row go to the properties of the target, cut ones whole, and the rest is lost', async () => {
  const { ctx } = await tried()
  const database = async (more: object) => {
    const properties = { Name: { title: {} }, Count: { number: {} }, Owner: { people: {} }, ...more }
    const made = await done(
      createDatabase(ctx, { parent: { type: 'page_id', page_id: HOME }, initial_data_source: { properties } }),
    )
    return ('data_sources' in made && made.data_sources?.[0]?.id) || ''
  }
  const one = await database({
    Stage: { select: { options: [{ name: 'Todo' }] } },
    Done: { checkbox: {} },
    Docs: { files: {} },
  })
  const other = await database({ Docs: { files: {} } })
  const related = await Promise.all(Array.from({ length: 30 }, (_, index) => newPage(ctx, HOME, `P${index}`)))
  const doc = await upload(ctx, 'doc.png')
  const row = await done(
    createPage(ctx, {
      parent: { data_source_id: one },
      properties: {
        Name: { title: related.map((id) => ({ mention: { page: { id } } })) },
        Count: { number: 7 },
        Owner: { people: [{ id: PERSON }] },
        Stage: { select: { name: 'Todo' } },
        Done: { checkbox: true },
        Docs: { files: [fileOf(doc, { name: 'doc.png' })] },
      },
    }),
  )
  const same = await done(copyPage(ctx, { page_id: row.id, parent: { data_source_id: one } }))
  expect(same.losses).toEqual([])
  const moved = await done(copyPage(ctx, { page_id: row.id, parent: { data_source_id: other } }))
  expect(moved.losses.map(({ what }) => what).sort()).toEqual(['properties.Done', 'properties.Stage'])
  if (!isFullPage(moved.page) || !isFullPage(same.page)) throw new Error('partial')
  expect(moved.page.properties).toMatchObject({
    Count: { number: 7 },
    Owner: { people: [{ id: PERSON }] },
    Docs: { files: [{ name: 'doc.png', type: 'file' }] },
  })
  expect(same.page.properties).toMatchObject({ Stage: { select: { name: 'Todo' } }, Done: { checkbox: true } })
  expect(await done(copyPage(ctx, { page_id: row.id, parent: { page_id: HOME } }))).toMatchObject({
    losses: expect.arrayContaining([expect.objectContaining({ what: 'properties.Count' })]),
  })
})

test('behavior: a file that cannot be had is a loss, and its name is written', async () => {
  const { ctx } = await tried()
  const page_id = await newPage(ctx, HOME, 'Root')
  const image = await upload(ctx, 'photo.png')
  await write(ctx, page_id, [para('a', { image: fileOf(image) }), para('b')])
  const fetch = async () => new Response('gone', { status: 404 })
  const copy = await done(copyPage(ctx, { page_id, parent: { page_id: HOME }, fetch }))
  expect(copy.losses.map(({ what }) => what)).toEqual(['file'])
  expect((await readBack(ctx, copy.page.id)).outline).toEqual(outline([para('a', para('photo.png')), para('b')]))
})

test.each<[string, object]>([
  ['an id', { page_id: 'x' }],
  ['a parent', { parent: 'x' }],
  ['a resume', { resume: { page_id: HOME, pages: [] } }],
  ['a damaged resume', { resume: { page_id: PERSON, pages: [null] } }],
  ['a resume without pages', { resume: { page_id: PERSON, pages: 5 } }],
  ['a resume with damaged losses', { resume: { page_id: PERSON, pages: [], losses: 5 } }],
  ['a resume that names no pages', { resume: { page_id: PERSON, pages: [], unsettled: {} } }],
  ['a name', { depth: 1 }],
])('error: %s that is invalid', async (_, wrong) => {
  const { ctx, sent } = await tried()
  const params: CopyPageParams = { page_id: PERSON, parent: { page_id: HOME }, ...wrong }
  expect(await copyPage(ctx, params)()).toMatchObject({ left: { _tag: 'InvalidInputError' } })
  expect(sent()).toBe(0)
})

const start = async (): Promise<Tried & { readonly page_id: string; readonly into: string }> => {
  const world = await tried()
  const { ctx } = world
  const page_id = await newPage(ctx, HOME, 'Root')
  await write(ctx, page_id, [para('a', para('b', para('c', para('d'))))])
  const child = await newPage(ctx, page_id, 'Child')
  await write(ctx, page_id, [para('a'), mention(child)])
  await write(ctx, child, [para('inside')])
  await done(updatePage(ctx, { page_id, icon: { emoji: '🥑' } }))
  const into = await newPage(ctx, HOME, 'Target')
  return { ...world, page_id, into }
}

/** A world to start from again and again, and what the copies should have. */
const startOften = async () => {
  const world = await start()
  const { simulator, ctx, page_id, into, sent } = world
  const snapshot = simulator.snapshot()
  const original = (await readBack(ctx, page_id)).outline
  const params: CopyPageParams = { page_id, parent: { page_id: into }, deep: true }
  const from = sent()
  await done(copyPage(ctx, params))
  return { ...world, original, params, requests: sent() - from, again: () => simulator.restore(snapshot) }
}

describe.each([
  ['once', 1],
  ['for good', Number.POSITIVE_INFINITY],
])('behavior: there is one copy, and it is complete, if any request fails %s', (_, times) => {
  test.each(Object.entries(EVERY_FAULT))('%s', async (fault, failing) => {
    const { ctx, simulator, into, original, params, requests, again, failAt, heal } = await startOften()
    for (const index of turnsOf(fault, requests, times === 1 ? 0 : 1)) {
      again()
      failAt(index, failing, times)
      const result = await copyPage(ctx, params)()
      heal()
      if (result._tag === 'Left') {
        const { left } = result
        const resume = left._tag === 'PartialCopyError' ? JSON.parse(JSON.stringify(left.resume)) : undefined
        await done(copyPage(ctx, { ...params, resume }))
      }
      expect([index, result._tag === 'Left']).toEqual([index, times > 1])
      const [copy, ...more] = present(simulator, into).ids
      expect([index, more]).toEqual([index, []])
      expectSame(present(simulator, copy?.id ?? '').outline, original)
    }
  })
})

describe('behavior: text of more than 100 runs', () => {
  const prepare = async () => {
    const { ctx, simulator } = await tried()
    const page_id = await newPage(ctx, HOME, 'Root')
    await write(ctx, page_id, [para('target')])
    const [target] = (await readBack(ctx, page_id)).ids
    const url = (page: string, id = '') => `https://www.notion.so/${page.replaceAll('-', '')}#${id.replaceAll('-', '')}`
    await write(ctx, page_id, [textLink('link', url(page_id, target?.id))])
    const plain = { bold: false, italic: false, strikethrough: false, underline: false, code: false, color: 'default' }
    const text = (index: number, href: string | null = null) => ({
      type: 'text',
      text: { content: `${index} `, link: href === null ? null : { url: href } },
      annotations: { ...plain, bold: index % 2 === 0 },
      plain_text: `${index} `,
      href,
    })
    const id = 'bbbbbbbb-0000-4000-8000-000000000001'
    const runs = Array.from({ length: 249 }, (_, index) => text(index))
    const code = { rich_text: [...runs, text(249, url(page_id, target?.id))], caption: [text(0)], language: 'c' }
    const paragraph = { rich_text: [text(0, url(page_id, id))], color: 'default' }
    await simulator.load([oldBlock(page_id, 1, 'code', code), oldBlock(page_id, 2, 'paragraph', paragraph)])
    return { ctx, page_id, id, url }
  }

  test('continues in further blocks, which is a loss; links lead to the copies nevertheless', async () => {
    const { ctx, page_id, id, url } = await prepare()
    const copy = await done(copyPage(ctx, { page_id, parent: { page_id: HOME } }))
    const why = 'the API accepts 100 runs; the text continues in 2 further blocks'
    expect(copy.losses).toEqual([{ block_id: id, type: 'code', what: 'text', why }])
    const blocks = await done(collect(getBlockChildren)(ctx, { block_id: copy.page.id }))
    const codes = blocks.flatMap((block) => (block.type === 'code' ? [block.code] : []))
    expect(codes.map(({ rich_text, caption }) => [rich_text.length, caption.length])).toEqual([
      [100, 0],
      [100, 0],
      [50, 1],
    ])
    const [target, link, code] = blocks
    const toTarget = url(copy.page.id, target?.id)
    expect(link).toMatchObject({ paragraph: { rich_text: [{ href: toTarget }] } })
    expect(codes[2]?.rich_text[49]).toMatchObject({ href: toTarget })
    expect(blocks.at(-1)).toMatchObject({ paragraph: { rich_text: [{ href: url(copy.page.id, code?.id) }] } })
  })
})

test('behavior: a link to a block that has no copy is a loss', async () => {
  const { ctx, simulator } = await tried()
  const page_id = await newPage(ctx, HOME, 'Root')
  const id = 'bbbbbbbb-0000-4000-8000-000000000001'
  await simulator.load([oldBlock(page_id, 1, 'unsupported', {})])
  const url = `https://www.notion.so/${page_id.replaceAll('-', '')}#${id.replaceAll('-', '')}`
  await write(ctx, page_id, [textLink('link', url)])
  const copy = await done(copyPage(ctx, { page_id, parent: { page_id: HOME } }))
  expect(copy.losses.map(({ type, what }) => [type, what])).toEqual([
    ['unsupported', 'block'],
    ['paragraph', 'link'],
  ])
})

test('behavior: reads each page once, and creates it with one request', async () => {
  const { ctx, sent } = await tried()
  const page_id = await newPage(ctx, HOME, 'Root')
  for (let index = 0; index < 5; index++) await newPage(ctx, page_id, 'Child')
  const from = sent()
  const copy = await done(copyPage(ctx, { page_id, parent: { page_id: HOME }, deep: true }))
  // For each page its properties, its content and the new page; once the parent before and the copy at the end.
  expect([sent() - from, copy.pages.length]).toEqual([6 * 3 + 2, 6])
})

test('behavior: says whether the page may have been edited meanwhile', async () => {
  const { ctx, simulator } = await tried()
  const page_id = await newPage(ctx, HOME, 'Root')
  await simulator.load([oldBlock(page_id, 1, 'divider', {})])
  const edited = async () => (await done(copyPage(ctx, { page_id, parent: { page_id: HOME } }))).maybe_edited_while_read
  expect(await edited()).toBe(false)
  await write(ctx, page_id, [para('a')])
  expect(await edited()).toBe(true)
})

describe('behavior: a row of a data source that is not shared with the connection', () => {
  const prepare = async (status: number, code: string) => {
    const { ctx, simulator } = await tried()
    const dataSource = async () => {
      const properties = { Name: { title: {} }, Count: { number: {} } }
      const parent = { type: 'page_id', page_id: HOME } as const
      const made = await done(createDatabase(ctx, { parent, initial_data_source: { properties } }))
      return ('data_sources' in made && made.data_sources?.[0]?.id) || ''
    }
    const [hidden, data_source_id] = [await dataSource(), await dataSource()]
    const properties = { Name: { title: run('Row') }, Count: { number: 5 } }
    const { id: page_id } = await done(createPage(ctx, { parent: { data_source_id: hidden }, properties }))
    const answer = JSON.stringify({ object: 'error', status, code, message: 'No.' })
    const fetch = async (url: string, init: RequestInit) =>
      url.endsWith(`data_sources/${hidden}`)
        ? new Response(answer, { status, headers: { 'content-type': 'application/json' } })
        : simulator.fetch(url, init)
    const limited = createContext({ ...goingTo(simulator, fakeClock()), fetch })
    return copyPage(limited, { page_id, parent: { data_source_id } })()
  }

  test.each([
    [404, 'object_not_found'],
    [403, 'restricted_resource'],
  ])('is copied nevertheless: %d', async (status, code) => {
    expect(await prepare(status, code)).toMatchObject({
      right: { losses: [], page: { properties: { Count: { number: 5 } } } },
    })
  })

  test('other errors fail the job', async () => {
    expect(await prepare(401, 'unauthorized')).toMatchObject({ left: { _tag: 'AuthenticationError' } })
  })
})

test('behavior: losses of a page that was created are those of the resumed job, too', async () => {
  const { ctx, failAt, heal, sent } = await tried()
  const icon = await upload(ctx, 'icon.png')
  const page_id = await newPage(ctx, HOME, 'Root', { icon: fileOf(icon) })
  await write(ctx, page_id, [para('a')])
  const fetch = async () => new Response('gone', { status: 404 })
  const params: CopyPageParams = { page_id, parent: { page_id: HOME }, fetch }
  const from = sent()
  const whole = await done(copyPage(ctx, params))
  const requests = sent() - from
  expect(whole.losses.map(({ what }) => what)).toEqual(['icon'])
  // The last request of all reads the copy; the one before writes its content.
  failAt(requests - 2, async () => new Response('', { status: 502 }), Number.POSITIVE_INFINITY)
  const stopped = await copyPage(ctx, params)()
  heal()
  if (stopped._tag === 'Right' || stopped.left._tag !== 'PartialCopyError') throw new Error('not stopped')
  const resume = JSON.parse(JSON.stringify(stopped.left.resume))
  expect((await done(copyPage(ctx, { ...params, resume }))).losses).toEqual(whole.losses)
})

describe.each(['502 after the request was applied', '504'])(
  'behavior: a copy of which it is unknown whether it was created: %s',
  (fault) => {
    const failing = EVERY_FAULT[fault] ?? (async (send) => send())

    /** Copies a page, and adds another one to the same parent at the moment in which one request fails. */
    const copyBeside = async (index: number, title: string) => {
      const { ctx, page_id, into, failAt, heal } = await start()
      let other = ''
      failAt(index, async (send) => {
        heal()
        other = await newPage(ctx, into, title)
        return failing(send)
      })
      const result = await copyPage(ctx, { page_id, parent: { page_id: into } })()
      return { ctx, result, other, into }
    }

    test('a page that others add meanwhile is not taken for the copy', async () => {
      for (let index = 0; index < 8; index++) {
        const { ctx, result, other, into } = await copyBeside(index, 'Other')
        expect(result).toMatchObject({ _tag: 'Right' })
        expect([index, (await readBack(ctx, other)).ids]).toEqual([index, []])
        expect([index, (await readBack(ctx, into)).ids.length]).toEqual([index, 2])
      }
    })
  },
)

test('behavior: stops if the connection adds a page of the same title meanwhile, and says what to do', async () => {
  const { ctx, page_id, into, failAt, heal } = await start()
  const stops: Array<unknown> = []
  for (let index = 0; index < 8; index++) {
    failAt(index, async (send) => {
      heal()
      await newPage(ctx, into, 'Root')
      await send()
      return new Response('', { status: 502 })
    })
    const result = await copyPage(ctx, { page_id, parent: { page_id: into } })()
    heal()
    if (result._tag === 'Left') stops.push(result.left)
  }
  expect(stops).toMatchObject([
    { _tag: 'PartialCopyError', message: expect.stringContaining('cannot tell which of the new pages'), pages: [] },
  ])
})
