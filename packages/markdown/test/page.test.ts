/** Reading and changing pages as Markdown against the simulator, whose quirks reproduce what Notion's endpoint omits. */
import { toMarkdown } from '@notion-fp/markdown'
import { patchPageMarkdown, safePageMarkdown } from '@notion-fp/markdown/page'
import { createSimulator } from '@notion-fp/simulator'
import { createContext } from 'notion-fp'
import { appendTree, type BlockNode, type BlockTreeRequest, getBlockTree } from 'notion-fp/blocks'
import { expect, test } from 'vitest'

const PAGE = '0f0e0d0c-0b0a-4908-8706-050403020100'
const para = (content: string): BlockTreeRequest => ({ paragraph: { rich_text: [{ text: { content } }] } })

/** A page with content; `quirks` of the simulator. What is put into `endpoint` replaces what the endpoint for Markdown returns. */
const aPage = async (children: ReadonlyArray<BlockTreeRequest>, quirks: object = {}) => {
  const simulator = createSimulator({ quirks })
  await simulator.load({ pages: [{ id: PAGE, title: 'Home', pages: [{ title: 'Below' }] }] })
  const requests: Array<string> = []
  const endpoint: { markdown?: string; truncated?: boolean } = {}
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const path = new URL(String(input)).pathname.replace(/^\/v1\//, '')
    requests.push(`${init?.method ?? 'GET'} ${path}`)
    const response = await simulator.fetch(input, init)
    return path.endsWith('/markdown') && endpoint.markdown !== undefined
      ? Response.json({ ...Object(await response.json()), ...endpoint })
      : response
  }
  const ctx = createContext({ auth: 'ntn_test', fetch, rateLimit: false, logger: () => undefined })
  if (children.length > 0)
    expect(await appendTree(ctx, { block_id: PAGE, children })()).toMatchObject({ _tag: 'Right' })
  requests.length = 0
  return { ctx, requests, endpoint }
}

const right = <A>(result: { readonly _tag: string; readonly right?: A }): A => {
  if (result.right === undefined) throw new Error(JSON.stringify(result))
  return result.right
}

const flat = (nodes: ReadonlyArray<BlockNode>): ReadonlyArray<BlockNode> =>
  nodes.flatMap((node) => [node, ...flat(node.children)])

test('default: a page that the endpoint writes completely is unchanged', async () => {
  const { ctx, requests } = await aPage([
    para('a'),
    { divider: {} },
    { toggle: { rich_text: [{ text: { content: 't' } }], children: [para('b')] } },
  ])
  const page = right(await safePageMarkdown(ctx, { page_id: PAGE })())
  expect(page).toMatchObject({ source: 'endpoint', complete: true, differences: [], filled: [] })
  expect(page.markdown).toContain('a\n---\n<details>')
  expect(page.requests).toBe(requests.length)
})

test('behavior: blocks that the endpoint does not write are inserted in their place', async () => {
  const { ctx } = await aPage([
    para('a'),
    { toggle: { rich_text: [], children: [{ bookmark: { url: 'https://a.b/c' } }] } },
    para('d'),
  ])
  const page = right(await safePageMarkdown(ctx, { page_id: PAGE })())
  expect(page.markdown).toContain('\n\t[https://a.b/c](https://a.b/c)\n</details>\nd')
  expect(page.markdown).not.toContain('<unknown')
  expect(page.filled).toHaveLength(1)
  expect(page).toMatchObject({ source: 'endpoint', complete: true, losses: [{ type: 'bookmark' }] })
})

test('behavior: a page that the endpoint truncates without saying so is printed from its blocks', async () => {
  const { ctx } = await aPage([para('a'), { divider: {} }, para('b')], { cutsMarkdownAtDivider: true })
  const page = right(await safePageMarkdown(ctx, { page_id: PAGE })())
  expect(page).toMatchObject({ source: 'blocks', complete: true })
  expect(page.markdown).toMatch(/a\n---\nb\n$/)
  expect(page.differences).toMatchObject([
    { missing_in: 'endpoint', type: 'divider' },
    { missing_in: 'endpoint', type: 'paragraph', text: 'b' },
  ])
})

const everyKind = (): ReadonlyArray<BlockTreeRequest> => {
  const rich_text = [{ text: { content: '- a\n1. *b* `c` <d>' } }]
  const children = [para('1. x'), para('')]
  return [
    { heading_1: { rich_text } },
    { heading_3: { rich_text, is_toggleable: true, children } },
    { bulleted_list_item: { rich_text, children: [{ numbered_list_item: { rich_text, children } }] } },
    { to_do: { rich_text, checked: true } },
    { quote: { rich_text, children } },
    { callout: { rich_text, icon: { emoji: '💡' }, color: 'red', children } },
    { code: { rich_text: [{ text: { content: '---\n```\n# a' } }], language: 'markdown' } },
    { equation: { expression: 'a\n---\nb' } },
    { image: { external: { url: 'https://a.b/c.png' }, caption: rich_text } },
    { pdf: { external: { url: 'https://a.b/c.pdf' } } },
    { table: { table_width: 2, children: [{ table_row: { cells: [rich_text, []] } }] } },
    { column_list: { children: [{ column: { children } }, { column: { children } }] } },
    { synced_block: { synced_from: null, children } },
    { table_of_contents: {} },
    { divider: {} },
  ]
}

test('behavior: blocks of every kind are recognized in the Markdown of the endpoint', async () => {
  const { ctx } = await aPage([...everyKind(), { embed: { url: 'https://a.b' } }])
  const page = right(await safePageMarkdown(ctx, { page_id: PAGE })())
  expect(page.differences).toEqual([])
  expect(page).toMatchObject({ source: 'endpoint', complete: true })
})

test('behavior: each block that the endpoint omits is listed, and printed from the blocks', async () => {
  const { ctx, endpoint } = await aPage(everyKind())
  const { children } = right(await getBlockTree(ctx, { block_id: PAGE })())
  const whole = toMarkdown(children, { dialect: 'notion' }).markdown
  for (const left of children.filter(({ block }) =>
    /^(code|toggle|callout|column_list|divider|table)$/.test(block.type),
  )) {
    endpoint.markdown = toMarkdown(
      children.filter((child) => child !== left),
      { dialect: 'notion' },
    ).markdown
    const page = right(await safePageMarkdown(ctx, { page_id: PAGE })())
    expect(page).toMatchObject({ source: 'blocks', complete: true, markdown: whole })
    expect(page.differences[0]).toMatchObject({
      missing_in: 'endpoint',
      type: left.block.type,
      block_id: left.block.id,
    })
    expect(page.differences).toHaveLength(1 + flat(left.children).length)
  }
})

test('behavior: two blocks in another order, and a block that the page does not have, are differences', async () => {
  const { ctx, endpoint } = await aPage([para('a'), para('b')])
  endpoint.markdown = '<page url="https://www.notion.so/x">Below</page>\nb\na\nc'
  const page = right(await safePageMarkdown(ctx, { page_id: PAGE })())
  expect(page.markdown).toMatch(/Below<\/page>\na\nb\n$/)
  expect(page.differences).toContainEqual({ missing_in: 'blocks', type: 'paragraph', text: 'c' })
})

test('behavior: a block that the endpoint truncates to a tag is inserted, and a block that is not shared is a loss', async () => {
  const { ctx, endpoint } = await aPage([para('a'), { toggle: { rich_text: [], children: [para('b')] } }])
  const { children } = right(await getBlockTree(ctx, { block_id: PAGE })())
  const [below, , toggle] = children.map(({ block }) => block.id.replaceAll('-', ''))
  const unknown = (id: string | undefined) => `<unknown url="https://www.notion.so/x#${id}"/>`
  const other = '22222222222242228222222222222222'
  endpoint.markdown = [unknown(below), 'a', unknown(toggle), unknown(other)].join('\n')
  endpoint.truncated = true
  const page = right(await safePageMarkdown(ctx, { page_id: PAGE })())
  expect(page).toMatchObject({ source: 'endpoint', complete: false, differences: [{ missing_in: 'blocks' }] })
  expect(page.markdown).toContain('a\n<details>\n<summary></summary>\n\tb\n</details>\n<unknown')
  expect(page.losses.map(({ block_id }) => block_id)).toEqual(['22222222-2222-4222-8222-222222222222'])
})

test('error: a page that does not exist', async () => {
  const { ctx } = await aPage([])
  const missing = { page_id: '11111111-1111-4111-8111-111111111111' }
  expect(await safePageMarkdown(ctx, missing)()).toMatchObject({ _tag: 'Left', left: { _tag: 'NotFoundError' } })
  expect(await patchPageMarkdown(ctx, { ...missing, markdown: 'a' })()).toMatchObject({
    _tag: 'Left',
    left: { _tag: 'NotFoundError' },
  })
})

test('default: a text is changed, and writing the same content again changes nothing', async () => {
  const { ctx } = await aPage([para('one'), para('two')])
  const { hash: expected_hash } = right(await safePageMarkdown(ctx, { page_id: PAGE })())
  const patches = [{ old_str: 'one', new_str: 'ONE' }]
  const patched = right(await patchPageMarkdown(ctx, { page_id: PAGE, expected_hash, patches })())
  expect(patched).toMatchObject({ changed: true, exact: true })
  expect(patched.markdown).toContain('ONE\ntwo')
  const same = right(
    await patchPageMarkdown(ctx, { page_id: PAGE, expected_hash: patched.hash, markdown: patched.markdown })(),
  )
  expect(same).toEqual({ markdown: patched.markdown, hash: patched.hash, changed: false, exact: true })
})

test.each([
  ['changed', { expected_hash: 'other', markdown: 'a' }, []],
  [
    'not_found',
    {
      patches: [
        { old_str: 'one', new_str: 'x' },
        { old_str: 'missing', new_str: 'x' },
      ],
    },
    ['missing'],
  ],
  ['ambiguous', { patches: [{ old_str: 'o', new_str: 'x' }] }, ['o']],
  [
    'ambiguous',
    {
      patches: [
        { old_str: 'one', new_str: 'two two' },
        { old_str: 'two', new_str: 'x' },
      ],
    },
    ['two'],
  ],
  [
    'not_found',
    {
      patches: [
        { old_str: 'one', new_str: 'x' },
        { old_str: 'one', new_str: 'y' },
      ],
    },
    ['one'],
  ],
  [
    'deletes',
    { markdown: 'only this' },
    [expect.stringContaining('<page url='), expect.stringContaining('<unknown url=')],
  ],
  ['params', {}, []],
  ['params', { markdown: 'a', patches: [] }, []],
  ['params', { patches: [] }, []],
])('error: a change is refused before anything is written: %s', async (reason, change, texts) => {
  const { ctx, requests } = await aPage([para('one'), { bookmark: { url: 'https://a.b' } }, para('two')])
  expect(await patchPageMarkdown(ctx, { page_id: PAGE, ...change })()).toMatchObject({
    _tag: 'Left',
    left: { _tag: 'PatchRefusedError', reason, texts },
  })
  expect(requests.filter((request) => !request.startsWith('GET'))).toEqual([])
})

test('params: allow_deleting_content allows deleting content', async () => {
  const { ctx } = await aPage([para('one'), { bookmark: { url: 'https://a.b' } }])
  const patched = right(
    await patchPageMarkdown(ctx, { page_id: PAGE, markdown: 'only this', allow_deleting_content: true })(),
  )
  expect(patched).toMatchObject({ markdown: 'only this', changed: true, exact: true })
})
