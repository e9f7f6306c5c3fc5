import { describe, expect, test } from 'vitest'
import { createContext } from '../../../src/core/context/createContext.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { createFileUpload, createPage, sendFileUpload } from '../../../src/index.js'
import { appendTree } from '../../../src/jobs/blocks/appendTree.js'
import type { BlockUpload } from '../../../src/jobs/blocks/blockLoss.js'
import type { BlockTreeRequest } from '../../../src/jobs/blocks/blockTreeRequest.js'
import { planAppend } from '../../../src/jobs/blocks/planAppend.js'
import { toBlockRequest, toBlockRequests } from '../../../src/jobs/blocks/toBlockRequest.js'
import type { BlockNode } from '../../../src/jobs/blocks/tree/blockTree.js'
import { withUploads } from '../../../src/jobs/blocks/withUploads.js'
import type { Block } from '../../../src/ops/blocks/block.js'
import { aWorld, HOME, PERSON } from '../../simulator/world.js'
import { blockSamples } from '../../support/blocks.js'
import { columns, done, para, readNodes, run, table } from '../../support/blockTrees.js'
import { anId, aText } from '../../support/fixtures.js'
import { spoiled } from '../../support/spoil.js'

/** The types that no request can create. */
const NEVER = /^(child_page|child_database|meeting_notes|transcription|unsupported)$/

const anUpload = async (ctx: Parameters<typeof appendTree>[0], { name }: BlockUpload): Promise<string> => {
  const { id } = await done(createFileUpload(ctx, { filename: name, content_type: 'text/plain' }))
  const file = { filename: name, data: 'content', content_type: 'text/plain' }
  await done(sendFileUpload(ctx, { file_upload_id: id, file }))
  return id
}

/** A block in the parent that it needs. */
const housed = (type: string, request: BlockTreeRequest): BlockTreeRequest => {
  const children: never = unsafeCast([request, request])
  if (type === 'column') return { column_list: { children } }
  return type === 'table_row' ? { table: { table_width: 2, children } } : request
}

test.each(blockSamples.map((block) => [block.type, block] as const))(
  'default: a %s block that was read can be written',
  async (type, block) => {
    const { ctx } = await aWorld(createContext)
    const { request, losses, uploads } = toBlockRequest(block)
    if (NEVER.test(type)) {
      expect([request, uploads]).toEqual([undefined, []])
      expect(losses).toEqual([{ block_id: block.id, type, what: 'block', why: expect.any(String) }])
      return
    }
    const ids = await Promise.all(uploads.map((upload) => anUpload(ctx, upload)))
    const whole = withUploads(request, uploads, ids)
    const children = whole ? [housed(type, whole)] : []
    expect(children).toHaveLength(1)
    await done(appendTree(ctx, { block_id: HOME, children }))
  },
)

test('default: the losses of the samples name what is lost', () => {
  const lost = blockSamples.flatMap((block) => toBlockRequest(block).losses.map(({ type, what }) => `${type}: ${what}`))
  expect(lost).toEqual([
    'numbered_list_item: list_start_index',
    'numbered_list_item: list_format',
    'toggle: children',
    'callout: icon',
    'tab: children',
    'column_list: children',
    'column: children',
    'table: children',
    'child_page: block',
    'child_database: block',
    'link_preview: link_preview',
    'meeting_notes: block',
    'transcription: block',
    'unsupported: block',
  ])
})

test('behavior: hosted files become uploads with their place in the request', () => {
  const file = { url: 'https://files.example.com/a%20b.png?signature=1', expiry_time: '2026-01-02T04:04:00.000Z' }
  const [sample] = blockSamples
  const image: Block = unsafeCast({ ...sample, type: 'image', image: { type: 'file', file, caption: [] } })
  const callout: Block = unsafeCast({
    ...sample,
    type: 'callout',
    callout: { rich_text: [], color: 'default', icon: { type: 'file', file } },
  })
  const node: BlockNode = { block: callout, children: [{ block: image, children: [] }] }
  const { request, uploads } = toBlockRequest(node)
  const upload = { block_id: sample?.id, ...file, name: 'a b.png' }
  expect(uploads).toEqual([
    { ...upload, at: ['callout', 'icon'] },
    { ...upload, at: ['callout', 'children', 0, 'image'] },
  ])
  const whole = withUploads(request, uploads, [anId(1), anId(2)])
  expect(whole).toEqual({
    type: 'callout',
    callout: {
      rich_text: [],
      icon: { type: 'file_upload', file_upload: { id: anId(1) } },
      children: [{ type: 'image', image: { type: 'file_upload', file_upload: { id: anId(2) } } }],
    },
  })
  // A file that is not uploaded is named before anything is sent.
  const partly = withUploads(request, uploads, [anId(1), undefined])
  expect(planAppend(partly ? [partly] : [])).toMatchObject({
    left: { issues: [{ field: 'children[0].callout.children[0].image.file_upload.id' }] },
  })
})

describe('behavior: rich text', () => {
  const written = (...runs: ReadonlyArray<unknown>) => {
    const [sample] = blockSamples
    const block: Block = unsafeCast({
      ...sample,
      type: 'paragraph',
      paragraph: { rich_text: runs, color: 'default', icon: null },
    })
    const { request, losses } = toBlockRequest(block)
    return {
      runs: unsafeCast<{ paragraph: { rich_text: unknown } }>(request).paragraph.rich_text,
      losses: losses.map(({ what }) => what),
    }
  }
  const plain = aText('words')
  const mention = (type: string, value: unknown, more: object = {}) => ({
    ...plain,
    type: 'mention',
    text: undefined,
    mention: { type, [type]: value },
    ...more,
  })

  test('keeps styles and links, and leaves out what is plain', () => {
    const annotations = { ...plain.annotations, bold: true, color: 'red' }
    const link = { url: 'https://example.com' }
    expect(written(plain, { ...plain, annotations, text: { content: 'x', link } })).toEqual({
      runs: [
        { type: 'text', text: { content: 'words' } },
        { type: 'text', text: { content: 'x', link }, annotations: { bold: true, color: 'red' } },
      ],
      losses: [],
    })
  })

  test('keeps mentions that can be written, with their ids only', () => {
    const user = { object: 'user', id: PERSON, name: 'Ada', avatar_url: null }
    expect(
      written(
        mention('user', user),
        mention('date', { start: '2026-01-02', end: null, time_zone: null }),
        mention('date', { start: '2026-01-02T10:00:00', end: '2026-01-02T11:00:00', time_zone: 'Europe/Paris' }),
        mention('page', { id: HOME }),
        mention('template_mention', { type: 'template_mention_date', template_mention_date: 'today' }),
        mention('custom_emoji', { id: anId(3), name: 'a', url: 'https://example.com/a.png' }),
      ),
    ).toEqual({
      runs: [
        { user: { id: PERSON } },
        { date: { start: '2026-01-02' } },
        { date: { start: '2026-01-02T10:00:00', end: '2026-01-02T11:00:00', time_zone: 'Europe/Paris' } },
        { page: { id: HOME } },
        { template_mention: { type: 'template_mention_date', template_mention_date: 'today' } },
        { custom_emoji: { id: anId(3) } },
      ].map((each) => ({ type: 'mention', mention: each })),
      losses: [],
    })
  })

  test('writes other mentions as text with a link, and names them', () => {
    const href = 'https://example.com/issue/1'
    const more = { plain_text: 'Issue 1', href }
    const text = { type: 'text', text: { content: 'Issue 1', link: { url: href } } }
    expect(written(mention('link_mention', { href }, more), mention('link_preview', { url: href }, more))).toEqual({
      runs: [text, text],
      losses: ['mention of type link_mention', 'mention of type link_preview'],
    })
  })

  test('drops links and colors that Notion does not accept, and names them', () => {
    const link = { url: 'not a link' }
    expect(
      written({ ...plain, text: { content: 'x', link }, annotations: { ...plain.annotations, color: 'plaid' } }),
    ).toEqual({
      runs: [{ type: 'text', text: { content: 'x' } }],
      losses: ['color', 'link'],
    })
  })

  test('leaves out empty texts, and writes mentions of what is gone as text', () => {
    const gone = { plain_text: 'Untitled', href: null }
    expect(
      written({ ...plain, text: { content: '', link: null } }, mention('page', {}, gone), mention('user', null, gone)),
    ).toEqual({
      runs: [1, 2].map(() => ({ type: 'text', text: { content: 'Untitled' } })),
      losses: ['mention of type page', 'mention of type user'],
    })
  })

  test('writes a caption of more than 100 runs with the last ones as one text', () => {
    const [sample] = blockSamples
    const words = Array.from({ length: 98 }, (_, index) => ({ ...plain, text: { content: `${index} ` } }))
    const expression = { ...plain, type: 'equation', text: undefined, equation: { expression: 'x' } }
    const caption = [...words, expression, expression, mention('page', { id: HOME }), plain]
    const image = { type: 'external', external: { url: 'https://example.com/a.png' }, caption }
    const { request, losses } = toBlockRequest(unsafeCast<Block>({ ...sample, type: 'image', image }))
    expect(losses.map(({ what }) => what)).toEqual(['text'])
    const runs = unsafeCast<{ image: { caption: ReadonlyArray<object> } }>(request).image.caption
    expect(runs).toHaveLength(100)
    // A mention has no text of its own.
    expect(runs.slice(98)).toEqual([
      { type: 'equation', equation: { expression: 'x' } },
      { type: 'text', text: { content: 'xwords' } },
    ])
    expect(planAppend(request ? [request] : [])).toMatchObject({ _tag: 'Right' })
  })

  test('splits long texts', () => {
    const content = 'x'.repeat(4500)
    expect(written({ ...plain, text: { content, link: null } })).toMatchObject({ runs: [{}, {}, {}], losses: [] })
  })
})

test.each(blockSamples.map((block) => [block.type, block] as const))(
  'behavior: a %s block with anything in it is converted or reported',
  (type, block) => {
    for (const content of spoiled(new Map(Object.entries(block)).get(type))) {
      const { request, losses } = toBlockRequest(unsafeCast({ ...block, [type]: content }))
      expect(request !== undefined || losses.length > 0).toBe(true)
    }
  },
)

test.each<readonly [string, object, unknown]>([
  ['an emoji', { type: 'emoji', emoji: '🔥' }, { type: 'emoji', emoji: '🔥' }],
  [
    'a custom emoji',
    { type: 'custom_emoji', custom_emoji: { id: anId(3), name: 'a', url: 'https://example.com/a.png' } },
    { type: 'custom_emoji', custom_emoji: { id: anId(3) } },
  ],
  [
    'one of Notion',
    { type: 'icon', icon: { name: 'pizza', color: 'red' } },
    { type: 'icon', icon: { name: 'pizza', color: 'red' } },
  ],
  [
    'one of Notion without a color',
    { type: 'icon', icon: { name: 'pizza' } },
    { type: 'icon', icon: { name: 'pizza' } },
  ],
  ['a damaged one', { type: 'custom_emoji', custom_emoji: null }, undefined],
  ['a damaged one of Notion', { type: 'icon', icon: 'pizza' }, undefined],
])('behavior: the icon of a callout: %s', (_, icon, expected) => {
  const [sample] = blockSamples
  const callout = { rich_text: [], color: 'default', icon }
  const { request, losses } = toBlockRequest(unsafeCast<Block>({ ...sample, type: 'callout', callout }))
  expect(request).toEqual({
    type: 'callout',
    callout: { rich_text: [], ...(expected !== undefined && { icon: expected }) },
  })
  expect(losses.map(({ what }) => what)).toEqual(expected === undefined ? ['icon'] : [])
})

test('behavior: rows with too many cells, children that were not read, and file names that are not encoded', () => {
  const [sample] = blockSamples
  const block = (type: string, content: object, more: object = {}): Block =>
    unsafeCast({ ...sample, has_children: false, ...more, type, [type]: content })
  const row = block('table_row', { cells: [[], [], []] })
  const wide = toBlockRequest({ block: block('table', { table_width: 2 }), children: [{ block: row, children: [] }] })
  expect(wide.losses.map(({ why }) => why)).toEqual([
    'a row has 3 cells, the table 2 columns; the last cells are left out',
  ])
  expect(wide.request).toMatchObject({ table: { children: [{ table_row: { cells: [[], []] } }] } })
  const narrow = toBlockRequest({ block: block('table', {}), children: [{ block: row, children: [] }] })
  expect(narrow.request).toMatchObject({ table: { children: [{ table_row: { cells: [[]] } }] } })
  const toggle = block('toggle', { rich_text: [] }, { has_children: true })
  const whyOf = (more: object) => toBlockRequest({ block: toggle, children: [], ...more }).losses.map(({ why }) => why)
  expect(whyOf({ missing: { reason: 'depth' } })).toEqual(['they were not read'])
  expect(whyOf({ skipped: 'read_elsewhere' })).toEqual(['they were left out when the tree was read'])
  expect(whyOf({})).toEqual(['they were not given'])
  const file = (url: string) => block('file', { type: 'file', file: { url }, caption: [] })
  const [upload] = toBlockRequest(file('https://files.example.com/100%.txt?x=1')).uploads
  expect(upload).toMatchObject({ name: '100%.txt', expiry_time: '' })
})

test('behavior: an upload whose place is not there is left out', () => {
  const upload: BlockUpload = { block_id: HOME, at: ['image', 'icon'], url: '', expiry_time: '', name: 'a' }
  const request = { image: { external: { url: 'https://example.com/a.png' } } }
  expect(withUploads(request, [upload], [anId(1)])).toEqual(request)
})

/** What stays the same when a page is written again: without ids, times and signed URLs. */
const lasting = (nodes: ReadonlyArray<BlockNode>): unknown =>
  nodes.map(({ block, children }) => [
    block.type,
    JSON.parse(
      JSON.stringify(new Map(Object.entries(block)).get(block.type), (key, value: unknown) =>
        key === 'file' && Object(value).expiry_time ? 'hosted' : value,
      ),
    ),
    lasting(children),
  ])

test('behavior: a page that is read, written to an empty page and read again is the same', async () => {
  const { ctx } = await aWorld(createContext)
  const upload = await anUpload(ctx, { name: 'a.txt', block_id: '', at: [], url: '', expiry_time: '' })
  const rich: BlockTreeRequest = {
    paragraph: {
      rich_text: [
        {
          text: { content: 'a link', link: { url: 'https://example.com/a' } },
          annotations: { italic: true, color: 'blue_background' },
        },
        { mention: { page: { id: HOME } } },
        { mention: { user: { id: PERSON } } },
        { mention: { date: { start: '2026-01-02', end: '2026-01-05' } } },
        { equation: { expression: 'e = mc^2' } },
      ],
      color: 'red',
    },
  }
  const children: ReadonlyArray<BlockTreeRequest> = [
    rich,
    {
      heading_2: {
        rich_text: run('toggle'),
        is_toggleable: true,
        children: [para('a', para('b', para('c', para('d'))))],
      },
    },
    columns([para('left', table(120))], [{ to_do: { rich_text: run('done'), checked: true } }]),
    { tab: { children: [{ paragraph: { rich_text: run('tab'), icon: { emoji: '🧭' }, children: [rich] } }] } },
    {
      callout: {
        rich_text: run('callout'),
        icon: { emoji: '🌱' },
        color: 'gray_background',
        children: [para('inside')],
      },
    },
    { synced_block: { synced_from: null, children: [para('synced')] } },
    { code: { rich_text: run('1 + 1'), language: 'typescript', caption: run('a sum') } },
    { table_of_contents: { color: 'gray' } },
    { link_to_page: { page_id: HOME } },
    { bookmark: { url: 'https://example.com/b', caption: run('a caption') } },
    { embed: { url: 'https://example.com/c' } },
    { image: { external: { url: 'https://example.com/a.png' }, caption: run('an image') } },
    { file: { file_upload: { id: upload }, name: 'notes.txt' } },
    { divider: {} },
    { breadcrumb: {} },
    { equation: { expression: 'x' } },
    { quote: { rich_text: run('quote') } },
    { numbered_list_item: { rich_text: run('one') } },
  ]
  await done(appendTree(ctx, { block_id: HOME, children }))
  const before = await readNodes(ctx, HOME)
  const copied = toBlockRequests(before)
  expect(copied.losses).toEqual([])
  const ids = await Promise.all(copied.uploads.map((each) => anUpload(ctx, each)))
  const page = await done(createPage(ctx, { parent: { page_id: HOME }, properties: {} }))
  await done(appendTree(ctx, { block_id: page.id, children: withUploads(copied.children, copied.uploads, ids) }))
  expect(lasting(await readNodes(ctx, page.id))).toEqual(lasting(before))
})

test('behavior: a tree deeper than the stack is converted', () => {
  const [block] = blockSamples
  let node: BlockNode = { block: unsafeCast(block), children: [] }
  for (let level = 0; level < 10_000; level++) node = { block: unsafeCast(block), children: [node] }
  expect(toBlockRequest(node).losses).toEqual([])
})

test('behavior: a node that contains itself is converted once', () => {
  const children: Array<BlockNode> = []
  const node: BlockNode = { block: unsafeCast(blockSamples[0]), children }
  children.push(node)
  expect(toBlockRequest(node).losses).toMatchObject([{ what: 'children', why: 'a block cannot contain itself' }])
})

const unreadable = new Proxy(
  {},
  {
    get: () => {
      throw new Error('no')
    },
    ownKeys: () => {
      throw new Error('no')
    },
  },
)

test.each<readonly [string, unknown]>([
  ['null', null],
  ['a text', 'paragraph'],
  ['an object that cannot be read', unreadable],
  ['a node without children', { block: { id: 'a', type: 'unknown' } }],
  ['a node of damaged nodes', { block: { id: 'a', type: 'divider', divider: {} }, children: [null, unreadable] }],
])('behavior: %s is a loss, not an exception', (_, given) => {
  const { losses } = toBlockRequest(unsafeCast(given))
  expect(losses.map(({ what }) => what)).toContain('block')
})

test('behavior: another block among the rows of a table becomes an empty row', () => {
  const divider = { id: 'b', type: 'divider', divider: {} }
  const damaged = {
    block: { id: 'a', type: 'table', table: { table_width: 1 } },
    children: [{ block: divider, children: [] }],
  }
  const { request, losses } = toBlockRequest(unsafeCast(damaged))
  expect(request).toMatchObject({ table: { children: [{ type: 'table_row', table_row: { cells: [[]] } }] } })
  expect(losses).toMatchObject([{ block_id: 'a', what: 'children' }])
})
