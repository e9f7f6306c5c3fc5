import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../src/domain/values/json.js'
import { type Harness, harness, paragraph, texts } from '../../support/harness.js'

const text = [{ text: { content: 'x' } }]
const external = { external: { url: 'https://example.com/a.png' } }
const file = { type: 'file', file: { url: 'https://files.example.com/a.png', expiry_time: '2026-04-15T13:00:00.000Z' } }

const append = ({ call, home }: Harness, ...children: ReadonlyArray<JsonObject>) =>
  call('PATCH', `blocks/${home}/children`, { children })

const made = async ({ ok, home }: Harness, block: JsonObject): Promise<string> =>
  String(asObject(asArray((await ok('PATCH', `blocks/${home}/children`, { children: [block] })).results)[0]).id)

const paragraphOf = (run: JsonObject): JsonObject => ({ paragraph: { rich_text: [run] } })

const CHILD = 'body.children[0]'

const REFUSED: ReadonlyArray<readonly [string, JsonObject, string]> = [
  [
    'where a list starts',
    { numbered_list_item: { rich_text: text, list_start_index: 3 } },
    `body failed validation: ${CHILD}.numbered_list_item.list_start_index should be not present, instead was \`3\`.`,
  ],
  [
    'how a list counts',
    { numbered_list_item: { rich_text: text, list_format: 'roman' } },
    `body failed validation: ${CHILD}.numbered_list_item.list_format should be not present, instead was \`"roman"\`.`,
  ],
  [
    'an image that is a file of Notion',
    { type: 'image', image: file },
    `body failed validation. Fix one:\n${CHILD}.image.external should be defined, instead was \`undefined\`.\n${CHILD}.image.file_upload should be defined, instead was \`undefined\`.`,
  ],
  [
    'the name of an image',
    { image: { ...external, name: 'a' } },
    `body failed validation: ${CHILD}.image.name should be not present, instead was \`"a"\`.`,
  ],
  [
    'a link beside the text',
    paragraphOf({ type: 'text', text: { content: 'x' }, link: { url: 'https://a.example' } }),
    `body failed validation. Fix one:\n${CHILD}.paragraph.rich_text[0].link should be not present, instead was \`{"url":"https://a.example"}\`.\n${CHILD}.paragraph.rich_text[0].mention should be defined, instead was \`undefined\`.\n${CHILD}.paragraph.rich_text[0].equation should be defined, instead was \`undefined\`.`,
  ],
  [
    'a tab that is no paragraph',
    { tab: { children: [{ quote: { rich_text: text } }] } },
    `body failed validation: ${CHILD}.tab.children[0].paragraph should be defined, instead was \`undefined\`.`,
  ],
  [
    'a link that leads nowhere',
    paragraphOf({ text: { content: 'x', link: { url: '#below' } } }),
    'Content creation Failed. Fix the following: \nInvalid URL for link.',
  ],
  [
    'a link that leads nowhere, deeper',
    { toggle: { rich_text: text, children: [paragraphOf({ text: { content: 'x', link: { url: './a b' } } })] } },
    'Content creation Failed. Fix the following: \nInvalid URL for link.',
  ],
  [
    'an image at no address',
    { image: { external: { url: 'a.png' } } },
    'Content creation Failed. Fix the following: \nInvalid image url.',
  ],
]

test.each(REFUSED)('error: a new block with %s', async (_, block, message) => {
  const tools = await harness()
  const answer = await append(tools, block)
  expect(answer).toMatchObject({ status: 400, body: { code: 'validation_error', message } })
  expect(asArray((await tools.ok('GET', `blocks/${tools.home}/children`)).results)).toEqual([])
})

test.each([
  'https://a.example/ü?x=1#y',
  'mailto:ada@example.com',
  '/11111111111141118111111111111111',
  'www.example.com',
  'example.com/a',
])('params: text may link to %s', async (url) => {
  const tools = await harness()
  const answer = await append(tools, paragraphOf({ text: { content: 'x', link: { url } } }))
  expect(answer.status).toBe(200)
})

test('params: a run may contain the keys of responses', async () => {
  const tools = await harness()
  const run = { type: 'text', text: { content: 'x', link: null }, plain_text: 'x', href: null, annotations: {} }
  const answer = await append(tools, paragraphOf(run))
  expect(answer.status).toBe(200)
})

test('params: a file may have a name, and no other media block can', async () => {
  const tools = await harness()
  const id = await made(tools, { file: { ...external, name: 'a' } })
  expect((await tools.ok('GET', `blocks/${id}`)).file).toMatchObject({ name: 'a.png' })
  const renamed = async (name: string) =>
    asObject((await tools.ok('PATCH', `blocks/${id}`, { file: { name } })).file).name
  expect(await renamed('b')).toBe('b.png')
  expect(await renamed('c.jpeg')).toBe('c.jpeg')
  const bare = await made(tools, { file: { external: { url: 'https://example.com/download?name=x.txt' }, name: 'd' } })
  expect((await tools.ok('GET', `blocks/${bare}`)).file).toMatchObject({ name: 'd' })
  const image = await made(tools, { image: external })
  const answer = await tools.call('PATCH', `blocks/${image}`, { image: { name: 'b' } })
  expect(answer.body.message).toBe('body failed validation: body.image.name should be not present, instead was `"b"`.')
})

const FIXED: ReadonlyArray<readonly [string, JsonObject, JsonObject, string]> = [
  [
    'the width of a table',
    { table: { table_width: 1, children: [{ table_row: { cells: [text] } }] } },
    { table: { table_width: 1, has_row_header: true } },
    'body.table.table_width should be not present, instead was `1`.',
  ],
  [
    'where a list starts',
    { numbered_list_item: { rich_text: text } },
    { numbered_list_item: { rich_text: text, list_start_index: 2 } },
    'body.numbered_list_item.list_start_index should be not present, instead was `2`.',
  ],
]

test.each(FIXED)('error: an update cannot set %s', async (_, block, change, message) => {
  const tools = await harness()
  const id = await made(tools, block)
  const before = await tools.ok('GET', `blocks/${id}`)
  const answer = await tools.call('PATCH', `blocks/${id}`, change)
  expect(answer).toMatchObject({ status: 400, body: { message: `body failed validation: ${message}` } })
  const after = await tools.ok('GET', `blocks/${id}`)
  expect(after[String(after.type)]).toEqual(before[String(before.type)])
})

test('params: an update may be empty, but not only contain a type', async () => {
  const tools = await harness()
  const id = await made(tools, paragraph('a'))
  expect((await tools.ok('PATCH', `blocks/${id}`, {})).paragraph).toMatchObject({ color: 'default' })
  const answer = await tools.call('PATCH', `blocks/${id}`, { type: 'paragraph' })
  expect(answer.body.message).toBe(
    'body failed validation. Fix one:\nbody.paragraph should be defined, instead was `undefined`.\nbody.type should be not present, instead was `"paragraph"`.',
  )
})

test('error: a block without a type lists all types, in order', async () => {
  const tools = await harness()
  const answer = await append(tools, { type: 'link_preview', link_preview: { url: 'https://a.example' } })
  const named = String(answer.body.message).match(/(?<=\[0\]\.)\w+/g) ?? []
  expect(named).toHaveLength(31)
  expect([named[0], named[11], named.at(-1)]).toEqual(['embed', 'tab', 'synced_block'])
})

test('behavior: the headers of a table can be changed, and its width cannot', async () => {
  const tools = await harness()
  const id = await made(tools, { table: { table_width: 1, children: [{ table_row: { cells: [text] } }] } })
  expect((await tools.ok('PATCH', `blocks/${id}`, { table: { has_row_header: true } })).table).toEqual({
    table_width: 1,
    has_column_header: false,
    has_row_header: true,
  })
})

test('error: a heading with children remains a toggle until they are removed', async () => {
  const tools = await harness()
  const id = await made(tools, { heading_1: { rich_text: text, children: [paragraph('in')] } })
  const plain = { heading_1: { rich_text: text, is_toggleable: false } }
  expect(await tools.call('PATCH', `blocks/${id}`, plain)).toMatchObject({
    status: 400,
    body: { code: 'validation_error' },
  })
  const inner = asObject(asArray((await tools.ok('GET', `blocks/${id}/children`)).results)[0])
  await tools.ok('DELETE', `blocks/${String(inner.id)}`)
  expect((await tools.ok('PATCH', `blocks/${id}`, plain)).heading_1).toMatchObject({ is_toggleable: false })
})

test('params: tabs are paragraphs with icons, and those at the maximum depth are appended later', async () => {
  const tools = await harness()
  const icon = { type: 'emoji', emoji: '🅰️' }
  const id = await made(tools, { tab: { children: [{ paragraph: { rich_text: text, icon } }] } })
  const [tab] = asArray((await tools.ok('GET', `blocks/${id}/children`)).results).map(asObject)
  expect(tab?.paragraph).toMatchObject({ icon })
  const wrong = await tools.call('PATCH', `blocks/${id}/children`, { children: [{ divider: {} }] })
  expect(wrong).toMatchObject({ status: 400, body: { code: 'validation_error' } })
  expect(texts(await tools.ok('PATCH', `blocks/${id}/children`, { children: [paragraph('b')] }))).toEqual(['b'])
  const deep = { toggle: { rich_text: text, children: [{ toggle: { rich_text: text, children: [{ tab: {} }] } }] } }
  expect((await append(tools, deep)).status).toBe(200)
})

test('params: what only responses have is ignored in new blocks', async () => {
  const { ok, home } = await harness()
  const block = {
    object: 'block',
    type: 'divider',
    created_time: '2020-01-01T00:00:00.000Z',
    last_edited_time: '2020-01-01T00:00:00.000Z',
    in_trash: false,
    has_children: true,
    divider: {},
  }
  const { results } = await ok('PATCH', `blocks/${home}/children`, { children: [block] })
  expect(results).toMatchObject([{ type: 'divider', has_children: false, created_time: '2026-04-15T12:30:00.000Z' }])
})
