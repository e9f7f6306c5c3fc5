import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../src/domain/values/json.js'
import { aPage, harness, paragraph, texts } from '../../support/harness.js'

const first = (list: JsonObject): JsonObject => asObject(asArray(list.results)[0])

const ANNOTATIONS = {
  bold: false,
  italic: false,
  strikethrough: false,
  underline: false,
  code: false,
  color: 'default',
}
const run = (content: string): JsonObject => ({
  type: 'text',
  text: { content, link: null },
  annotations: ANNOTATIONS,
  plain_text: content,
  href: null,
})

test('default: an appended block is returned complete', async () => {
  const { ok, home } = await harness()
  const list = await ok('PATCH', `blocks/${home}/children`, { children: [paragraph('Hello')] })
  expect(list).toMatchObject({ object: 'list', type: 'block', block: {}, next_cursor: null, has_more: false })
  const block = first(list)
  expect(block).toEqual({
    object: 'block',
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    parent: { type: 'page_id', page_id: home },
    created_time: '2026-04-15T12:30:00.000Z',
    last_edited_time: '2026-04-15T12:30:00.000Z',
    created_by: { object: 'user', id: expect.any(String) },
    last_edited_by: { object: 'user', id: expect.any(String) },
    has_children: false,
    in_trash: false,
    type: 'paragraph',
    paragraph: { rich_text: [run('Hello')], icon: null, color: 'default' },
  })
})

test('params: the older version also returns archived', async () => {
  const { ok, home } = await harness({}, '2025-09-03')
  const list = await ok('PATCH', `blocks/${home}/children`, { children: [paragraph('Hello')] })
  expect(first(list)).toMatchObject({ archived: false, in_trash: false, paragraph: { icon: null } })
})

const text = [{ text: { content: 'x' } }]
const shown = [run('x')]
const external = { external: { url: 'https://example.com/a%20b.png' } }
const answeredExternal = { type: 'external', ...external }

const TYPES: ReadonlyArray<readonly [string, JsonObject, JsonObject]> = [
  ['paragraph', { rich_text: text, color: 'red' }, { rich_text: shown, icon: null, color: 'red' }],
  ['heading_1', { rich_text: text }, { rich_text: shown, is_toggleable: false, color: 'default' }],
  ['heading_2', { rich_text: text, is_toggleable: true }, { rich_text: shown, is_toggleable: true, color: 'default' }],
  ['heading_3', { rich_text: text }, { rich_text: shown, is_toggleable: false, color: 'default' }],
  ['heading_4', { rich_text: text }, { rich_text: shown, is_toggleable: false, color: 'default' }],
  ['bulleted_list_item', { rich_text: text }, { rich_text: shown, color: 'default' }],
  ['numbered_list_item', { rich_text: text }, { rich_text: shown, color: 'default' }],
  ['to_do', { rich_text: text }, { rich_text: shown, checked: false, color: 'default' }],
  ['toggle', { rich_text: text }, { rich_text: shown, color: 'default' }],
  ['quote', { rich_text: text }, { rich_text: shown, color: 'default' }],
  ['callout', { rich_text: text }, { rich_text: shown, icon: { type: 'emoji', emoji: '💡' }, color: 'default' }],
  ['template', { rich_text: text }, { rich_text: shown }],
  ['code', { rich_text: text, language: 'rust' }, { caption: [], rich_text: shown, language: 'rust' }],
  ['equation', { expression: 'e=mc^2' }, { expression: 'e=mc^2' }],
  ['divider', {}, {}],
  ['breadcrumb', {}, {}],
  ['table_of_contents', {}, { color: 'default' }],
  ['embed', { url: 'https://example.com' }, { caption: [], url: 'https://example.com' }],
  ['bookmark', { url: 'https://example.com', caption: text }, { caption: shown, url: 'https://example.com' }],
  ['image', external, { caption: [], ...answeredExternal }],
  ['video', external, { caption: [], ...answeredExternal }],
  ['pdf', external, { caption: [], ...answeredExternal }],
  ['audio', external, { caption: [], ...answeredExternal }],
  ['file', external, { caption: [], ...answeredExternal, name: 'a b.png' }],
  ['synced_block', { synced_from: null }, { synced_from: null }],
  [
    'link_to_page',
    { page_id: '11111111111141118111111111111111' },
    { type: 'page_id', page_id: '11111111-1111-4111-8111-111111111111' },
  ],
]

test.each(TYPES)('params: %s is returned in its own shape', async (type, payload, answered) => {
  const { ok, home } = await harness()
  const block = first(await ok('PATCH', `blocks/${home}/children`, { children: [{ type, [type]: payload }] }))
  expect(block.type).toBe(type)
  expect(block[type]).toEqual(answered)
  expect((await ok('GET', `blocks/${String(block.id)}`))[type]).toEqual(answered)
})

const UPDATES: ReadonlyArray<readonly [string, JsonObject, JsonObject, JsonObject]> = [
  ['paragraph', { rich_text: text }, { color: 'blue' }, { rich_text: shown, icon: null, color: 'blue' }],
  ['to_do', { rich_text: text }, { checked: true }, { rich_text: shown, checked: true, color: 'default' }],
  ['code', { rich_text: text, language: 'c' }, { language: 'go' }, { caption: [], rich_text: shown, language: 'go' }],
  ['bookmark', { url: 'https://a.example' }, { url: 'https://b.example' }, { caption: [], url: 'https://b.example' }],
  ['image', external, { caption: text }, { caption: shown, ...answeredExternal }],
  [
    'image',
    external,
    { external: { url: 'https://c.example' } },
    { caption: [], type: 'external', external: { url: 'https://c.example' } },
  ],
  ['equation', { expression: 'a' }, { expression: 'b' }, { expression: 'b' }],
  [
    'heading_1',
    { rich_text: text },
    { is_toggleable: true },
    { rich_text: shown, is_toggleable: true, color: 'default' },
  ],
]

test.each(UPDATES)('behavior: an update of %s changes what it contains', async (type, payload, change, answered) => {
  const { ok, home } = await harness()
  const block = first(await ok('PATCH', `blocks/${home}/children`, { children: [{ [type]: payload }] }))
  expect((await ok('PATCH', `blocks/${String(block.id)}`, { [type]: change }))[type]).toEqual(answered)
})

test('behavior: only the first level is returned, the others are retrieved separately', async () => {
  const { ok, home } = await harness()
  const list = await ok('PATCH', `blocks/${home}/children`, {
    children: [paragraph('one', [paragraph('two', [paragraph('three')])])],
  })
  expect(texts(list)).toEqual(['one'])
  const one = first(list)
  expect(one.has_children).toBe(true)
  expect(one.paragraph).not.toHaveProperty('children')
  const two = first(await ok('GET', `blocks/${String(one.id)}/children`))
  expect(two.parent).toEqual({ type: 'block_id', block_id: one.id })
  expect(texts(await ok('GET', `blocks/${String(two.id)}/children`))).toEqual(['three'])
})

test('behavior: a heading with children becomes a toggle', async () => {
  const { ok, home } = await harness()
  const heading = { heading_1: { rich_text: text, is_toggleable: false, children: [paragraph('in')] } }
  const list = await ok('PATCH', `blocks/${home}/children`, { children: [heading] })
  expect(first(list)).toMatchObject({ has_children: true, heading_1: { is_toggleable: true } })
})

test('behavior: tables and columns are created with their children', async () => {
  const { ok, home } = await harness()
  const row = { table_row: { cells: [text, []] } }
  const list = await ok('PATCH', `blocks/${home}/children`, {
    children: [
      { table: { table_width: 2, has_column_header: true, children: [row] } },
      {
        column_list: {
          children: [{ column: { children: [paragraph('l')] } }, { column: { children: [paragraph('r')] } }],
        },
      },
    ],
  })
  const [table, columns] = asArray(list.results).map(asObject)
  expect(table?.table).toEqual({ table_width: 2, has_column_header: true, has_row_header: false })
  const rows = await ok('GET', `blocks/${String(table?.id)}/children`)
  expect(first(rows).table_row).toEqual({ cells: [shown, []] })
  expect(asArray((await ok('GET', `blocks/${String(columns?.id)}/children`)).results)).toHaveLength(2)
})

test('params: columns may be empty', async () => {
  const { ok, call, home } = await harness()
  const column = (more: JsonObject = {}): JsonObject => ({ type: 'column', column: { children: [], ...more } })
  const list = await ok('PATCH', `blocks/${home}/children`, {
    children: [{ column_list: { children: [column({ width_ratio: 0.25 }), column({ width_ratio: 0.75 })] } }],
  })
  const path = `blocks/${String(first(list).id)}/children`
  expect(asArray((await ok('GET', path)).results)).toMatchObject([
    { has_children: false, column: { width_ratio: 0.25 } },
    { has_children: false, column: { width_ratio: 0.75 } },
  ])
  expect(first(await ok('PATCH', path, { children: [column()] }))).toMatchObject({ has_children: false, column: {} })
  const bare = await call('PATCH', `blocks/${home}/children`, {
    children: [{ column_list: { children: [column(), { column: {} }] } }],
  })
  expect(bare.body.message).toBe(
    'body failed validation: body.children[0].column_list.children[1].column.children should be defined, instead was `undefined`.',
  )
})

test('behavior: adjacent runs of the same style are merged', async () => {
  const { ok, home } = await harness()
  const plain = (content: string, annotations: JsonObject = {}): JsonObject => ({ text: { content }, annotations })
  const linked = (content: string): JsonObject => ({ text: { content, link: { url: 'https://example.com/' } } })
  const runs = [
    plain('a'.repeat(2000)),
    plain('b', { bold: false }),
    plain('c', { bold: true }),
    linked('d'),
    linked('e'),
    { equation: { expression: 'x' } },
    { equation: { expression: 'y' } },
  ]
  const list = await ok('PATCH', `blocks/${home}/children`, {
    children: [
      { code: { rich_text: runs, caption: runs.slice(3, 5), language: 'python' } },
      { table: { table_width: 1, children: [{ table_row: { cells: [runs.slice(3, 5)] } }] } },
    ],
  })
  const { rich_text: text, caption } = asObject(first(list).code)
  expect(asArray(text).map((run) => asObject(run).plain_text)).toEqual([`${'a'.repeat(2000)}b`, 'c', 'de', 'x', 'y'])
  expect(asArray(text)[0]).toMatchObject({ text: { content: `${'a'.repeat(2000)}b`, link: null } })
  expect(caption).toMatchObject([{ text: { content: 'de', link: { url: 'https://example.com/' } }, plain_text: 'de' }])
  const rows = await ok('GET', `blocks/${String(asObject(asArray(list.results)[1]).id)}/children`)
  expect(first(rows).table_row).toMatchObject({ cells: [[{ plain_text: 'de' }]] })
})

test('params: an update may contain an empty list of children', async () => {
  const { ok, home } = await harness()
  const list = await ok('PATCH', `blocks/${home}/children`, {
    children: [{ to_do: { rich_text: text, children: [paragraph('below')] } }],
  })
  const changed = await ok('PATCH', `blocks/${String(first(list).id)}`, {
    type: 'to_do',
    to_do: { rich_text: text, checked: true, children: [] },
  })
  expect(changed).toMatchObject({ has_children: true, to_do: { checked: true } })
})

test('params: position and after determine the place of children, and the blocks after them are returned too', async () => {
  const { ok, call, home } = await harness()
  const list = await ok('PATCH', `blocks/${home}/children`, { children: [paragraph('a'), paragraph('c')] })
  const a = String(first(list).id)
  const after = await ok('PATCH', `blocks/${home}/children`, {
    children: [paragraph('b')],
    position: { type: 'after_block', after_block: { id: a } },
  })
  expect(texts(after)).toEqual(['b', 'c'])
  await ok('PATCH', `blocks/${home}/children`, { children: [paragraph('0')], position: { type: 'start' } })
  await ok('PATCH', `blocks/${home}/children`, { children: [paragraph('z')], position: { type: 'end' } })
  expect(texts(await ok('GET', `blocks/${home}/children`))).toEqual(['0', 'a', 'b', 'c', 'z'])
  const legacy = await call(
    'PATCH',
    `blocks/${home}/children`,
    { children: [paragraph('d')], after: a },
    { 'notion-version': '2025-09-03' },
  )
  expect(texts(legacy.body)).toEqual(['d', 'b', 'c', 'z'])
  const gone = await call('PATCH', `blocks/${home}/children`, { children: [paragraph('d')], after: a })
  expect(gone.body.message).toBe(`body failed validation: body.after should be not present, instead was \`"${a}"\`.`)
})

test('error: after a block of another parent', async () => {
  const { ok, call, home } = await harness()
  const list = await ok('PATCH', `blocks/${home}/children`, { children: [paragraph('a', [paragraph('in')])] })
  const inner = first(await ok('GET', `blocks/${String(first(list).id)}/children`))
  const answer = await call('PATCH', `blocks/${home}/children`, {
    children: [paragraph('b')],
    position: { type: 'after_block', after_block: { id: inner.id } },
  })
  expect(answer).toMatchObject({ status: 400, body: { code: 'validation_error' } })
  expect(texts(await ok('GET', `blocks/${home}/children`))).toEqual(['a'])
})

test('behavior: children are paginated', async () => {
  const { ok, call, home } = await harness()
  const letters = ['a', 'b', 'c', 'd', 'e']
  await ok('PATCH', `blocks/${home}/children`, { children: letters.map((letter) => paragraph(letter)) })
  const one = await ok('GET', `blocks/${home}/children?page_size=2`)
  expect(texts(one)).toEqual(['a', 'b'])
  expect(one.has_more).toBe(true)
  const two = await ok('GET', `blocks/${home}/children?page_size=2&start_cursor=${String(one.next_cursor)}`)
  expect(texts(two)).toEqual(['c', 'd'])
  const three = await ok('GET', `blocks/${home}/children?page_size=2&start_cursor=${String(two.next_cursor)}`)
  expect(texts(three)).toEqual(['e'])
  expect(three).toMatchObject({ has_more: false, next_cursor: null })
  const bad = await call('GET', `blocks/${home}/children?start_cursor=nonsense`)
  expect(bad).toMatchObject({ status: 400, body: { code: 'validation_error' } })
  for (const size of ['0', '101', 'ten', '1.5'])
    expect((await call('GET', `blocks/${home}/children?page_size=${size}`)).status).toBe(400)
})

test('behavior: descendants are trashed and restored with a block', async () => {
  const { ok, call, home } = await harness()
  const list = await ok('PATCH', `blocks/${home}/children`, {
    children: [paragraph('a', [paragraph('in')]), paragraph('b')],
  })
  const a = String(first(list).id)
  const inner = String(first(await ok('GET', `blocks/${a}/children`)).id)
  expect(await ok('DELETE', `blocks/${a}`)).toMatchObject({ id: a, in_trash: true })
  expect(texts(await ok('GET', `blocks/${home}/children`))).toEqual(['b'])
  expect(await ok('GET', `blocks/${inner}`)).toMatchObject({ in_trash: true })
  const edit = await call('PATCH', `blocks/${a}`, paragraph('changed'))
  expect(edit.body.message).toBe("Can't edit block that is archived. You must unarchive the block before editing.")
  expect((await call('PATCH', `blocks/${inner}/children`, { children: [paragraph('x')] })).status).toBe(400)
  expect(await ok('PATCH', `blocks/${a}`, { in_trash: false })).toMatchObject({ in_trash: false })
  expect(await ok('GET', `blocks/${inner}`)).toMatchObject({ in_trash: false })
  expect(texts(await ok('GET', `blocks/${home}/children`))).toEqual(['a', 'b'])
})

test('behavior: a page is a block of its parent', async () => {
  const { ok, home } = await harness()
  const page = await ok('POST', 'pages', {
    parent: { page_id: home },
    properties: { title: [{ text: { content: 'Child' } }] },
  })
  const listed = first(await ok('GET', `blocks/${home}/children`))
  expect(listed).toMatchObject({ id: page.id, type: 'child_page', child_page: { title: 'Child' } })
  expect(await ok('GET', `blocks/${String(page.id)}`)).toMatchObject({ type: 'child_page', has_children: false })
  await ok('DELETE', `blocks/${String(page.id)}`)
  expect(await ok('GET', `pages/${String(page.id)}`)).toMatchObject({ in_trash: true })
})

test('behavior: an edit changes the times of the block and its page', async () => {
  const { ok, home, advance } = await harness()
  const block = first(await ok('PATCH', `blocks/${home}/children`, { children: [paragraph('a')] }))
  advance(120_000)
  const edited = await ok('PATCH', `blocks/${String(block.id)}`, paragraph('b'))
  expect(edited).toMatchObject({
    created_time: '2026-04-15T12:30:00.000Z',
    last_edited_time: '2026-04-15T12:32:00.000Z',
  })
  expect(await ok('GET', `pages/${home}`)).toMatchObject({ last_edited_time: '2026-04-15T12:32:00.000Z' })
})

test('behavior: a synced copy has the children of its original', async () => {
  const { ok, home } = await harness()
  const original = first(
    await ok('PATCH', `blocks/${home}/children`, {
      children: [{ synced_block: { synced_from: null, children: [paragraph('s')] } }],
    }),
  )
  const copy = first(
    await ok('PATCH', `blocks/${home}/children`, {
      children: [{ synced_block: { synced_from: { block_id: original.id } } }],
    }),
  )
  expect(copy).toMatchObject({
    has_children: true,
    synced_block: { synced_from: { type: 'block_id', block_id: original.id } },
  })
  expect(texts(await ok('GET', `blocks/${String(copy.id)}/children`))).toEqual(['s'])
})

test('params: a transcription is called meeting_notes in the newer version', async () => {
  const { simulator, ok, call, home } = await harness()
  const id = '22222222-2222-4222-8222-222222222222'
  const transcription = { status: 'notes_ready' }
  await simulator.load([
    {
      object: 'block',
      id,
      type: 'transcription',
      transcription,
      has_children: false,
      parent: { type: 'page_id', page_id: home },
    },
    aPage('33333333-3333-4333-8333-333333333333'),
  ])
  expect(await ok('GET', `blocks/${id}`)).toMatchObject({ type: 'meeting_notes', meeting_notes: transcription })
  const legacy = await call('GET', `blocks/${id}`, undefined, { 'notion-version': '2025-09-03' })
  expect(legacy.body).toMatchObject({ type: 'transcription', transcription })
})
