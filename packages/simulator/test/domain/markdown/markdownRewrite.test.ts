import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inBatches } from '../../../../../test/support/chance.js'
import { asArray, asObject, type Json, type JsonObject } from '../../../src/domain/values/json.js'
import { demandSound } from '../../support/consistency.js'
import {
  type Answer,
  aDataSource,
  type Harness,
  HOME,
  harness,
  names,
  paragraph,
  texts,
} from '../../support/harness.js'
import { blocks, contentOf, markdownOf, on } from '../../support/markdown.js'

const bare = (id: unknown): string => String(id).replaceAll('-', '')
const page = (id: unknown, title: string): string => `<page url="https://app.notion.com/p/${bare(id)}">${title}</page>`

const childrenOf = async ({ ok }: Harness, id: string): Promise<ReadonlyArray<JsonObject>> =>
  asArray((await ok('GET', `blocks/${id}/children`)).results).map(asObject)

const idsOf = async (tools: Harness, id: string): Promise<ReadonlyArray<Json | undefined>> =>
  (await childrenOf(tools, id)).map((block) => block.id)

const edit = ({ call }: Harness, id: string, type: string, command: JsonObject): Promise<Answer> =>
  call('PATCH', `pages/${id}/markdown`, { type, [type]: command })

const replace = (tools: Harness, id: string, text: string, more: JsonObject = {}): Promise<Answer> =>
  edit(tools, id, 'replace_content', { new_str: text, ...more })

const aChild = async ({ ok }: Harness, parent: string, title: string): Promise<string> => {
  const properties = { title: [{ text: { content: title } }] }
  return String((await ok('POST', 'pages', { parent: { page_id: parent }, properties })).id)
}

test.each(inBatches(5, 20))(
  'behavior: the content of a page can be replaced by that of any other, $seed',
  async (batch) => {
    const tools = await harness()
    const empty = tools.simulator.snapshot()
    await fc.assert(
      fc.asyncProperty(blocks, blocks, async (some, others) => {
        tools.simulator.restore(empty)
        const [id, model] = [await on(tools, some), await on(tools, others)]
        const markdown = await markdownOf(tools, model)
        expect((await replace(tools, id, markdown)).body.markdown).toBe(markdown)
        expect(await contentOf(tools, id), markdown).toEqual(await contentOf(tools, model))
        demandSound(tools.simulator)
      }),
      batch,
    )
  },
)

test('behavior: content that is replaced by itself keeps its blocks', async () => {
  const tools = await harness()
  await fc.assert(
    fc.asyncProperty(blocks, async (some) => {
      const id = await on(tools, some)
      const before = await childrenOf(tools, id)
      await replace(tools, id, await markdownOf(tools, id))
      expect(await childrenOf(tools, id)).toEqual(before)
    }),
    { numRuns: 50 },
  )
}, 60_000)

test('behavior: a changed block keeps its id, and the fields that Markdown cannot express', async () => {
  const tools = await harness()
  const text = [{ text: { content: 'x' } }]
  const id = await on(tools, [
    paragraph('a'),
    { code: { rich_text: text, language: 'go', caption: text } },
    { callout: { rich_text: text, icon: { icon: { name: 'pizza', color: 'blue' } }, children: [paragraph('in')] } },
    paragraph('z'),
  ])
  const before = await idsOf(tools, id)
  const [inner] = await idsOf(tools, String(before[2]))
  await replace(tools, id, 'A\n```rust\ny\n```\n<callout color="red">\n\tX\n\tIN\n</callout>\nnew\nZ')
  const after = await childrenOf(tools, id)
  expect(after.map((block) => block.id).filter((_, index) => index !== 4)).toEqual([
    ...before.slice(0, 3),
    after[3]?.id,
  ])
  expect(after[3]?.id).toBe(before[3])
  expect(after[1]?.code).toMatchObject({ language: 'rust', caption: [{ plain_text: 'x' }] })
  expect(after[2]?.callout).toMatchObject({ color: 'red', icon: { icon: { name: 'pizza' } } })
  expect(await idsOf(tools, String(before[2]))).toEqual([inner])
})

test('error: a child page or database that a text omits is not deleted', async () => {
  const tools = await harness()
  const id = await on(tools, [{ toggle: { rich_text: [{ text: { content: 't' } }] } }])
  const [toggle] = await idsOf(tools, id)
  const child = await aChild(tools, id, 'Below')
  const database = await tools.ok('POST', 'databases', { parent: { page_id: id }, title: [{ text: { content: 'D' } }] })
  const before = await markdownOf(tools, id)
  const answer = await replace(tools, id, 'nothing')
  expect(answer).toMatchObject({ status: 400, body: { code: 'validation_error' } })
  expect(String(answer.body.message).split('\n').slice(0, 3)).toEqual([
    'This operation would delete 2 child page(s) or database(s):',
    `- page: "Below" (id: ${child})`,
    `- database: "D" (id: ${String(database.id)})`,
  ])
  expect(await markdownOf(tools, id)).toBe(before)
  const range = await edit(tools, id, 'update_content', {
    content_updates: [{ old_str: page(child, 'Below'), new_str: '' }],
  })
  expect(range.status).toBe(400)
  const allowed = await replace(tools, id, 'nothing', { allow_deleting_content: true })
  expect(allowed.body.markdown).toBe('nothing')
  expect(await tools.ok('GET', `pages/${child}`)).toMatchObject({ in_trash: true })
  expect(await tools.ok('GET', `databases/${String(database.id)}`)).toMatchObject({ in_trash: true })
  expect(await tools.ok('GET', `blocks/${String(toggle)}`)).toMatchObject({ in_trash: true })
  demandSound(tools.simulator)
})

test('behavior: a child page stays where a text contains it, and moves where a text moves it', async () => {
  const tools = await harness()
  const id = await on(tools, [paragraph('a')])
  const child = await aChild(tools, id, 'Below')
  await replace(tools, id, `b\n${page(child, 'Below')}\nc`)
  expect((await childrenOf(tools, id)).map(({ type }) => type)).toEqual(['paragraph', 'child_page', 'paragraph'])
  await replace(tools, id, `b\n<details>\n<summary>t</summary>\n\t${page(child, 'Below')}\n</details>`)
  const toggle = (await childrenOf(tools, id))[1]
  expect(await idsOf(tools, String(toggle?.id))).toEqual([child])
  expect(await tools.ok('GET', `pages/${child}`)).toMatchObject({ in_trash: false, parent: { block_id: toggle?.id } })
  await replace(tools, id, page(child, 'Below'))
  expect(await idsOf(tools, id)).toEqual([child])
  expect(await tools.ok('GET', `pages/${child}`)).toMatchObject({ in_trash: false, parent: { page_id: id } })
  demandSound(tools.simulator)
})

test('behavior: a text that names a node of another page does not move it', async () => {
  const tools = await harness()
  const [id, other] = [await on(tools, []), await on(tools, [])]
  const child = await aChild(tools, other, 'Elsewhere')
  expect((await replace(tools, id, `a\n${page(child, 'Elsewhere')}`)).body.markdown).toBe('a')
  expect(await idsOf(tools, other)).toEqual([child])
})

test('behavior: blocks that Markdown cannot express are kept while a text contains their tags', async () => {
  const tools = await harness()
  const target = await aChild(tools, HOME, 'Target')
  const id = await on(tools, [
    { bookmark: { url: 'https://a.example' } },
    paragraph('a'),
    { embed: { url: 'https://b.example' } },
    { link_to_page: { page_id: target } },
  ])
  const [bookmark, , embed, link] = await idsOf(tools, id)
  const tag = (block: unknown, alt: string): string =>
    `<unknown url="https://app.notion.com/p/${bare(id)}#${bare(block)}" alt="${alt}"/>`
  const answer = await tools.ok('GET', `pages/${id}/markdown`)
  expect(answer).toMatchObject({
    markdown: [tag(bookmark, 'bookmark'), 'a', tag(embed, 'embed'), tag(link, 'alias')].join('\n'),
    truncated: false,
    unknown_block_ids: [bookmark, embed, link],
  })
  await replace(tools, id, `b\n${tag(link, 'alias')}\n${tag(bookmark, 'bookmark')}\nc`)
  expect((await childrenOf(tools, id)).map(({ type }) => type)).toEqual([
    'paragraph',
    'link_to_page',
    'bookmark',
    'paragraph',
  ])
  expect(await tools.ok('GET', `blocks/${String(embed)}`)).toMatchObject({ in_trash: true })
})

test('behavior: synced blocks and their copies are parsed and rendered', async () => {
  const tools = await harness()
  const id = await on(tools, [{ synced_block: { synced_from: null, children: [paragraph('s')] } }])
  const [original] = await idsOf(tools, id)
  const copy = { synced_block: { synced_from: { block_id: original ?? '' } } }
  await tools.ok('PATCH', `blocks/${id}/children`, { children: [copy] })
  const url = `https://app.notion.com/p/${bare(id)}#${bare(original)}`
  const markdown = `<synced_block url="${url}">\n\ts\n</synced_block>\n<synced_block_reference url="${url}">\n\ts\n</synced_block_reference>`
  expect(await markdownOf(tools, id)).toBe(markdown)
  const other = await on(tools, [])
  await replace(tools, other, `<synced_block_reference url="${url}">\n\tx\n</synced_block_reference>`)
  expect(texts(await tools.ok('GET', `blocks/${String((await idsOf(tools, other))[0])}/children`))).toEqual(['s'])
})

test('behavior: synced blocks that contain each other are rendered', async () => {
  const { simulator, ok } = await harness()
  const id = (last: number): string => `eeeeeeee-0000-4000-8000-00000000000${last}`
  const synced = (last: number, parent: JsonObject, from: Json): JsonObject => ({
    object: 'block',
    id: id(last),
    parent,
    type: 'synced_block',
    synced_block: { synced_from: from },
    has_children: true,
  })
  const inFirst = { type: 'block_id', block_id: id(1) }
  await simulator.load([
    synced(1, { type: 'page_id', page_id: HOME }, null),
    synced(2, inFirst, inFirst),
    synced(3, inFirst, inFirst),
  ])
  expect(String((await ok('GET', `pages/${HOME}/markdown`)).markdown)).toContain('</synced_block_reference>')
})

const WRITTEN: ReadonlyArray<readonly [string, string, string]> = [
  ['headings deeper than there are', '##### a\n###### b', '#### a\n#### b'],
  ['what people call a language', '```js\na\n```\n```\nb\n```', '```javascript\na\n```\n```plain text\nb\n```'],
  ['a fence in code', '````md\n```\na\n```\n````', '````markdown\n```\na\n```\n````'],
  ['an address by itself', 'see https://a.example/b?c=d.', 'see [https://a.example/b?c=d](https://a.example/b?c=d).'],
  ['an equation between two signs', '$$E=mc^2$$ and $`a`$', '$`E=mc^2`$ and $`a`$'],
  ['text between single signs', '$E=mc^2$, or $5 and $6', '\\$E=mc\\^2\\$, or \\$5 and \\$6'],
  [
    'a callout with a picture',
    '<callout icon="https://a.example/i.png">\n\ta\n</callout>',
    '<callout icon="https://a.example/i.png">\n\ta\n</callout>',
  ],
  [
    'columns of different widths',
    '<columns>\n\t<column ratio="43.75">\n\t\ta\n\t</column>\n\t<column ratio="56.25">\n\t\tb\n\t</column>\n</columns>',
    '<columns>\n\t<column ratio="43.75">\n\t\ta\n\t</column>\n\t<column ratio="56.25">\n\t\tb\n\t</column>\n</columns>',
  ],
  [
    'times',
    '<mention-date start="2026-05-01" startTime="09:30" end="2026-05-01" endTime="10:00" timeZone="Europe/Berlin"/> <mention-date start="2026-05-01" startTime="09:30"/>',
    '<mention-date start="2026-05-01" startTime="07:30" end="2026-05-01" endTime="08:00" timeZone="UTC"/> <mention-date start="2026-05-01" startTime="09:30" timeZone="UTC"/>',
  ],
  ['the color of a table of contents', '<table_of_contents color="gray"/>', '<table_of_contents color="gray"/>'],
  ['an image with a color', '![a \\] b](https://a.example/i.png) {color="red"}', '![a \\] b](https://a.example/i.png)'],
  [
    'a table with columns of colors',
    '<table fit-page-width="true" header-row="true">\n\t<colgroup>\n\t\t<col color="red">\n\t</colgroup>\n\t<tr color="blue">\n\t\t<td color="gray">a</td>\n\t</tr>\n</table>',
    '<table header-row="true">\n<tr>\n<td>a</td>\n</tr>\n</table>',
  ],
]

test.each(WRITTEN)('params: %s', async (_, written, answered) => {
  const tools = await harness()
  const id = await on(tools, [])
  expect((await replace(tools, id, written)).body.markdown).toBe(answered)
  expect((await replace(tools, id, answered)).body.markdown).toBe(answered)
})

test('behavior: a time with an offset is rendered in UTC', async () => {
  const tools = await harness()
  const date = { start: '2026-05-01T09:00:00.000+09:00' }
  const id = await on(tools, [{ paragraph: { rich_text: [{ mention: { date } }] } }])
  expect(await markdownOf(tools, id)).toBe('<mention-date start="2026-05-01" startTime="00:00" timeZone="UTC"/>')
})

test('behavior: a meeting note is rendered with its transcript on request, and is kept', async () => {
  const tools = await harness()
  const id = await on(tools, [{ audio: { external: { url: 'https://a.example/a.mp3' } } }])
  const [audio] = await idsOf(tools, id)
  const made = await tools.ok('POST', 'blocks/meeting_notes', {
    title: 'Weekly',
    source: { type: 'block', block_id: audio ?? '' },
  })
  tools.advance(60_000)
  const short = await markdownOf(tools, id)
  expect(short).toContain('<meeting-notes>\n\tWeekly\n\t<summary>\n\t\tSummary\n\t</summary>\n\t<notes>')
  expect(short).not.toContain('<transcript>')
  const whole = await tools.ok('GET', `pages/${id}/markdown?include_transcript=true`)
  expect(whole.markdown).toContain('\t<transcript>\n\t\tTranscript\n\t</transcript>\n</meeting-notes>')
  expect((await tools.call('GET', `pages/${id}/markdown?include_transcript=maybe`)).status).toBe(400)
  expect((await tools.call('GET', `pages/${id}/markdown?markdown_version=v2`)).status).toBe(400)
  expect((await tools.ok('GET', `pages/${id}/markdown?markdown_version=v1`)).markdown).toBe(short)
  await replace(tools, id, `before\n${short}`)
  expect(await idsOf(tools, id)).toContain(made.id)
  expect(await markdownOf(tools, id)).toBe(`before\n${short}`)
})

test('error: two positions at once, and something that is not a page', async () => {
  const tools = await harness()
  const id = await on(tools, [paragraph('a')])
  const [block] = await idsOf(tools, id)
  const both = { content: 'b', after: 'a', position: { type: 'end' } }
  expect(await edit(tools, id, 'insert_content', both)).toMatchObject({
    status: 400,
    body: { code: 'validation_error' },
  })
  expect(await replace(tools, String(block), 'b')).toMatchObject({ status: 400, body: { code: 'validation_error' } })
  const { database } = await aDataSource(tools, {})
  expect(await replace(tools, database, 'b')).toMatchObject({ status: 400, body: { code: 'validation_error' } })
  expect(await tools.call('GET', `pages/${database}/markdown`)).toMatchObject({ status: 400 })
  expect(await tools.ok('GET', `pages/${String(block)}/markdown`)).toMatchObject({ id: block, markdown: '' })
  expect((await edit(tools, id, 'replace_content_range', { content: 'x', content_range: 'b...c' })).body.message).toBe(
    'String not found: <pattern>b...c</pattern> in current version of the page',
  )
  expect(await markdownOf(tools, id)).toBe('a')
})

test('behavior: no updates change nothing', async () => {
  const tools = await harness()
  const id = await on(tools, [paragraph('a')])
  const answer = await edit(tools, id, 'update_content', { content_updates: [] })
  expect(answer).toMatchObject({ status: 200, body: { markdown: 'a' } })
})

test('error: a refusal while a task runs is the error of the task', async () => {
  const tools = await harness()
  const id = await on(tools, [paragraph('a')])
  const answer = await tools.call('PATCH', `pages/${id}/markdown`, {
    type: 'update_content',
    update_content: { content_updates: [{ old_str: 'b', new_str: 'c' }] },
    allow_async: true,
  })
  expect(answer).toMatchObject({ status: 202, body: { status: 'queued' } })
  await tools.ok('GET', `async_tasks/${String(answer.body.id)}`)
  expect(await tools.ok('GET', `async_tasks/${String(answer.body.id)}`)).toMatchObject({
    status: 'failed',
    error: { object: 'error', status: 400, code: 'validation_error' },
  })
})

test('behavior: what is not shared is a tag without a name, and is not deleted', async () => {
  const tools = await harness()
  const [top, secret] = ['ffffffff-0000-4000-8000-000000000001', 'ffffffff-0000-4000-8000-000000000002']
  await tools.simulator.load({
    pages: [{ id: top, title: 'Top', markdown: 'a', pages: [{ id: secret, title: 'Secret', shared: false }] }],
  })
  const tag = `<unknown url="https://app.notion.com/p/${bare(top)}#${bare(secret)}"/>`
  expect(await tools.ok('GET', `pages/${top}/markdown`)).toMatchObject({
    markdown: `a\n${tag}`,
    truncated: true,
    unknown_block_ids: [secret],
  })
  expect((await tools.call('GET', `pages/${secret}/markdown`)).body.code).toBe('object_not_found')
  const refused = await replace(tools, top, 'b')
  expect(refused).toMatchObject({ status: 400, body: { message: expect.stringContaining(`page: "" (id: ${secret})`) } })
  expect((await replace(tools, top, `${tag}\nb`)).body.markdown).toBe(`${tag}\nb`)
})

test('behavior: the first heading is the title of a new page that has only other properties', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, { Points: { number: {} } })
  const create = (properties: JsonObject): Promise<JsonObject> =>
    tools.ok('POST', 'pages', { parent: { data_source_id: source }, properties, markdown: '# Told\n[a](b)' })
  const untitled = await create({ Points: { number: 3 } })
  expect(names({ results: [untitled] })).toEqual(['Told'])
  expect(await markdownOf(tools, String(untitled.id))).toBe('[a](b)')
  const titled = await create({ Name: { title: [{ text: { content: 'Own' } }] } })
  expect(names({ results: [titled] })).toEqual(['Own'])
  expect(await markdownOf(tools, String(titled.id))).toBe('# Told\n[a](b)')
})
