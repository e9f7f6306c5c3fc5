import { describe, expect, test } from 'vitest'
import type { Context } from '../../../src/core/call/context.js'
import {
  collect,
  createDatabase,
  createPage,
  getBlockChildren,
  getPage,
  isFullPage,
  updatePage,
} from '../../../src/index.js'
import { appendTree } from '../../../src/jobs/blocks/appendTree.js'
import type { BlockTreeRequest } from '../../../src/jobs/blocks/blockTreeRequest.js'
import type { CopyPageParams } from '../../../src/jobs/blocks/copy/copyPageParams.js'
import type { PageCopy } from '../../../src/jobs/blocks/copy/pageCopy.js'
import { copyPage } from '../../../src/jobs/blocks/copyPage.js'
import { getBlockTree } from '../../../src/jobs/blocks/tree/getBlockTree.js'
import { downloadFile } from '../../../src/jobs/files/download/downloadFile.js'
import { filesOf } from '../../../src/jobs/files/download/filesOf.js'
import { fileOf } from '../../../src/jobs/files/fileOf.js'
import { uploadFile } from '../../../src/jobs/files/upload/uploadFile.js'
import { HOME, PERSON } from '../../simulator/world.js'
import { columns, done, outline, para, readBack, run, table } from '../../support/blockTrees.js'
import { EVERY_FAULT, type Tried, tried } from '../../support/everyFault.js'

const write = (ctx: Context, block_id: string, children: ReadonlyArray<BlockTreeRequest>) =>
  done(appendTree(ctx, { block_id, children }))

const newPage = async (ctx: Context, parent: string, title: string, more: object = {}): Promise<string> => {
  const properties = { title: { title: run(title) } }
  return (await done(createPage(ctx, { parent: { page_id: parent }, properties, ...more }))).id
}

const pngBytes = Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13])

const upload = (ctx: Context, filename: string) => done(uploadFile(ctx, { data: pngBytes, filename }))

const says = async (ctx: Context, id: string) => (await readBack(ctx, id)).outline.map((one) => one.says)

const titleOf = async (ctx: Context, page_id: string): Promise<string> => {
  const { properties } = await done(getPage(ctx, { page_id }))
  return Object.values(properties)
    .flatMap((value) => (value.type === 'title' ? value.title : []))
    .map(({ plain_text }) => plain_text)
    .join('')
}

const copyIdOf = ({ pages }: PageCopy, id: string): string => pages.find(({ from }) => from === id)?.to ?? ''

const textLink = (content: string, url: string): BlockTreeRequest => ({
  paragraph: { rich_text: [{ text: { content, link: { url } } }] },
})

const mention = (id: string): BlockTreeRequest => ({ paragraph: { rich_text: [{ mention: { page: { id } } }] } })

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

test('behavior: links to blocks lead to the copies, and synced copies show the copied original', async () => {
  const { ctx } = await tried()
  const page_id = await newPage(ctx, HOME, 'Root')
  await write(ctx, page_id, [para('target'), { synced_block: { synced_from: null, children: [para('shared')] } }])
  const [target, original] = (await readBack(ctx, page_id)).ids.map(({ id = '' }) => id)
  const url = `https://www.notion.so/${page_id.replaceAll('-', '')}#${target?.replaceAll('-', '')}`
  await write(ctx, page_id, [
    textLink('link', url),
    { synced_block: { synced_from: { block_id: original ?? '' } } },
    para('end'),
  ])
  const copy = await done(copyPage(ctx, { page_id, parent: { page_id: HOME } }))
  const children = await done(collect(getBlockChildren)(ctx, { block_id: copy.page.id }))
  expect(children.map(({ type }) => type)).toEqual([
    'paragraph',
    'synced_block',
    'paragraph',
    'synced_block',
    'paragraph',
  ])
  const compact = (id = '') => id.replaceAll('-', '')
  expect(JSON.stringify(children[2])).toContain(`${compact(copy.page.id)}#${compact(children[0]?.id)}`)
  expect(JSON.stringify(children[3])).toContain(`"block_id":"${children[1]?.id}"`)
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

test.each(Object.entries(EVERY_FAULT))(
  'behavior: there is one copy, and it is complete, if any request fails, once or for good: %s',
  async (_, failing) => {
    const counted = await start()
    const from = counted.sent()
    await done(copyPage(counted.ctx, { page_id: counted.page_id, parent: { page_id: counted.into }, deep: true }))
    const requests = counted.sent() - from
    for (let index = 0; index < requests; index++) {
      for (const count of [1, Number.POSITIVE_INFINITY]) {
        const { ctx, page_id, into, failAt, heal } = await start()
        const params = { page_id, parent: { page_id: into }, deep: true }
        failAt(index, failing, count)
        const result = await copyPage(ctx, params)()
        heal()
        if (result._tag === 'Left') {
          const { left } = result
          const resume = left._tag === 'PartialCopyError' ? JSON.parse(JSON.stringify(left.resume)) : undefined
          await done(copyPage(ctx, { ...params, resume }))
        }
        expect([index, result._tag === 'Left']).toEqual([index, count > 1])
        const original = (await readBack(ctx, page_id)).outline
        const [copy, ...more] = (await readBack(ctx, into)).ids
        expect([index, more]).toEqual([index, []])
        expect((await readBack(ctx, copy?.id ?? '')).outline).toEqual(original)
      }
    }
  },
)

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
