import { expect } from 'vitest'
import { HOME, ok, says, text, there, type World } from './world.js'

const url = 'https://example.com/a'
const external = { external: { url } }
const rich_text = text('words')

/** A block of every type that a request can create. */
const BLOCKS = [
  { paragraph: { rich_text, color: 'blue' } },
  { heading_1: { rich_text, is_toggleable: true, children: [{ paragraph: { rich_text } }] } },
  { heading_2: { rich_text } },
  { heading_3: { rich_text } },
  { heading_4: { rich_text } },
  {
    bulleted_list_item: {
      rich_text,
      children: [{ numbered_list_item: { rich_text } }],
    },
  },
  { to_do: { rich_text, checked: true } },
  { toggle: { rich_text } },
  { quote: { rich_text } },
  { callout: { rich_text, icon: { emoji: '💡' } } },
  { code: { rich_text, language: 'typescript', caption: rich_text } },
  { equation: { expression: 'e=mc^2' } },
  { divider: {} },
  { breadcrumb: {} },
  { table_of_contents: { color: 'gray' } },
  { embed: { url } },
  { bookmark: { url, caption: rich_text } },
  { image: external },
  { video: external },
  { pdf: external },
  { audio: external },
  { file: { ...external, name: 'a.txt' } },
  { link_to_page: { page_id: HOME } },
  { synced_block: { synced_from: null, children: [{ paragraph: { rich_text } }] } },
  { table: { table_width: 2, has_column_header: true, children: [{ table_row: { cells: [rich_text, []] } }] } },
  {
    column_list: {
      children: [
        { column: { width_ratio: 0.25, children: [{ paragraph: { rich_text } }] } },
        { column: { width_ratio: 0.75, children: [{ divider: {} }] } },
      ],
    },
  },
  { tab: { children: [{ paragraph: { rich_text, icon: { emoji: '🗂️' } } }] } },
] as const

/** Calls the operations of pages, blocks, Markdown and properties; returns the id of a page. */
export const pages = async ({ ctx, notion }: World): Promise<string> => {
  const parent = { page_id: HOME }
  const { id: page_id } = await ok(
    notion.createPage(ctx, {
      parent,
      properties: { title: { title: text('Plan') } },
      cover: external,
      children: [{ paragraph: { rich_text } }],
    }),
  )
  expect(await ok(notion.getPage(ctx, { page_id }))).toMatchObject({
    parent,
    cover: external,
    properties: { title: { title: says('Plan') } },
  })
  await ok(
    notion.updatePage(ctx, {
      page_id,
      icon: { emoji: '🗺️' },
      cover: null,
      properties: { title: { title: text('The plan') } },
    }),
  )
  expect(await ok(notion.getPage(ctx, { page_id }))).toMatchObject({
    icon: { emoji: '🗺️' },
    cover: null,
    properties: { title: { title: says('The plan') } },
  })
  const title = { page_id, property_id: 'title' }
  expect(await ok(notion.getPageProperty(ctx, title))).toMatchObject({
    object: 'list',
    results: [{ type: 'title', title: { plain_text: 'The plan' } }],
    property_item: { id: 'title' },
  })
  expect(await ok(notion.collect(notion.getPageProperty)(ctx, title))).toMatchObject([
    { title: { plain_text: 'The plan' } },
  ])
  await blocks({ ctx, notion }, page_id)
  await markdown({ ctx, notion }, page_id)
  const { id: inner } = await ok(notion.createPage(ctx, { parent: { page_id }, markdown: '# Inner\nof it' }))
  expect(await ok(notion.getPage(ctx, { page_id: inner }))).toMatchObject({
    properties: { title: { title: says('Inner') } },
  })
  expect((await ok(notion.getBlockChildren(ctx, { block_id: page_id }))).results.at(-1)).toMatchObject({
    id: inner,
    child_page: { title: 'Inner' },
  })
  await ok(notion.movePage(ctx, { page_id: inner, parent }))
  expect(await ok(notion.getPage(ctx, { page_id: inner }))).toMatchObject({ parent })
  expect((await ok(notion.getBlockChildren(ctx, { block_id: page_id }))).results.map(({ id }) => id)).not.toContain(
    inner,
  )
  expect((await ok(notion.getBlockChildren(ctx, { block_id: HOME }))).results.map(({ id }) => id)).toContain(inner)
  await ok(notion.updatePage(ctx, { page_id: inner, in_trash: true }))
  expect(await ok(notion.getPage(ctx, { page_id: inner }))).toMatchObject({ in_trash: true })
  await ok(notion.updatePage(ctx, { page_id: inner, archived: false }))
  expect(await ok(notion.getPage(ctx, { page_id: inner }))).toMatchObject({ in_trash: false })
  return page_id
}

const blocks = async ({ ctx, notion }: Pick<World, 'ctx' | 'notion'>, page_id: string): Promise<void> => {
  const appended = await ok(notion.appendBlockChildren(ctx, { block_id: page_id, children: BLOCKS }))
  // A list contains one level of the appended blocks.
  expect(appended.results.slice(0, BLOCKS.length).map(({ id }) => id)).toHaveLength(BLOCKS.length)
  const listed = await ok(notion.collect(notion.getBlockChildren)(ctx, { block_id: page_id, page_size: 7 }))
  const types = BLOCKS.map((block) => Object.keys(block)[0])
  expect(listed.map(({ type }) => type)).toEqual(['paragraph', ...types])
  const blockOf = (type: string): string => there(listed.find((block) => block.type === type)).id
  expect(listed.slice(1)).toMatchObject(
    BLOCKS.map((block) => ({
      type: Object.keys(block)[0],
      has_children: JSON.stringify(block).includes('"children"'),
    })),
  )
  expect(await ok(notion.getBlock(ctx, { block_id: blockOf('table') }))).toMatchObject({
    table: { table_width: 2, has_column_header: true },
  })
  expect((await ok(notion.getBlockChildren(ctx, { block_id: blockOf('table') }))).results).toMatchObject([
    { table_row: { cells: [says('words'), []] } },
  ])
  expect((await ok(notion.getBlockChildren(ctx, { block_id: blockOf('column_list') }))).results).toMatchObject([
    { column: { width_ratio: 0.25 }, has_children: true },
    { column: { width_ratio: 0.75 } },
  ])
  const block_id = blockOf('to_do')
  await ok(notion.updateBlock(ctx, { block_id, to_do: { rich_text: text('done'), checked: false } }))
  const done = { type: 'to_do', to_do: { checked: false, rich_text: says('done') } }
  expect(await ok(notion.getBlock(ctx, { block_id }))).toMatchObject(done)
  expect((await ok(notion.getBlockChildren(ctx, { block_id: page_id }))).results[7]).toMatchObject(done)
  const position = { type: 'after_block', after_block: { id: block_id } } as const
  await ok(notion.appendBlockChildren(ctx, { block_id: page_id, children: [{ divider: {} }], position }))
  await ok(
    notion.appendBlockChildren(ctx, { block_id: page_id, children: [{ quote: { rich_text } }], after: block_id }),
  )
  const order = (await ok(notion.getBlockChildren(ctx, { block_id: page_id }))).results.map(({ type }) => type)
  expect(order.slice(7, 10)).toEqual(['to_do', 'quote', 'divider'])
  await ok(notion.deleteBlock(ctx, { block_id }))
  expect(await ok(notion.getBlock(ctx, { block_id }))).toMatchObject({ in_trash: true })
  expect((await ok(notion.getBlockChildren(ctx, { block_id: page_id }))).results.map(({ id }) => id)).not.toContain(
    block_id,
  )
  await ok(notion.updateBlock(ctx, { block_id, in_trash: false }))
  expect(await ok(notion.getBlock(ctx, { block_id }))).toMatchObject({ in_trash: false })
  await ok(notion.appendBlockChildren(ctx, { block_id, children: [{ paragraph: { rich_text } }] }))
  expect(await ok(notion.getBlock(ctx, { block_id }))).toMatchObject({ has_children: true })
}

const markdown = async ({ ctx, notion }: Pick<World, 'ctx' | 'notion'>, page_id: string): Promise<void> => {
  expect((await ok(notion.getPageMarkdown(ctx, { page_id }))).markdown).toContain('$$\ne=mc^2\n$$')
  const reads = async (): Promise<string> => (await ok(notion.getPageMarkdown(ctx, { page_id }))).markdown
  const written = await ok(
    notion.updatePageMarkdown(ctx, { page_id, type: 'replace_content', replace_content: { new_str: '## One\ntwo' } }),
  )
  expect(written).toMatchObject({ object: 'page_markdown', markdown: '## One\ntwo', truncated: false })
  expect(await reads()).toBe('## One\ntwo')
  expect((await ok(notion.getBlockChildren(ctx, { block_id: page_id }))).results).toMatchObject([
    { heading_2: { rich_text: says('One') } },
    { paragraph: { rich_text: says('two') } },
  ])
  const content_updates = [{ old_str: 'two', new_str: 'three' }]
  await ok(notion.updatePageMarkdown(ctx, { page_id, type: 'update_content', update_content: { content_updates } }))
  const insert_content = { content: '- four', position: { type: 'end' } } as const
  await ok(notion.updatePageMarkdown(ctx, { page_id, type: 'insert_content', insert_content }))
  expect(await reads()).toBe('## One\nthree\n- four')
  const update = { type: 'replace_content', replace_content: { new_str: 'five' } } as const
  const task = await ok(notion.updatePageMarkdown(ctx, { page_id, ...update, allow_async: true }))
  if (!notion.isAsyncTask(task)) throw new Error('There is no task.')
  expect(await ok(notion.getAsyncTask(ctx, { task_id: task.id }))).toMatchObject({ status: 'running' })
  expect(await ok(notion.getAsyncTask(ctx, { task_id: task.id }))).toMatchObject({ status: 'succeeded' })
  expect(await reads()).toBe('five')
  expect((await ok(notion.getBlockChildren(ctx, { block_id: page_id }))).results).toMatchObject([
    { paragraph: { rich_text: says('five') } },
  ])
}
