/** A generated workspace with one of everything, of any size, on an embedded Notion. */
import { createSimulator, type JsonObject, type Simulator } from '@notion-fp/simulator'
import {
  appendBlockChildren,
  type BlockRequest,
  type Context,
  createComment,
  createPage,
  getAllPages,
  updateDatabase,
  updatePage,
} from 'notion-fp'
import { appendTree, type BlockTreeRequest, getBlockTree } from 'notion-fp/blocks'
import { uploadFile } from 'notion-fp/files'
import { unsafeCast } from '../../src/unsafeCast.js'
import { contextOn } from './backups.js'
import { right } from './right.js'

/** How large it is. */
export interface Size {
  readonly pages: number
  readonly tasks: number
  readonly projects: number
  readonly people: number
  readonly files: number
}

export const SMALL: Size = { pages: 6, tasks: 12, projects: 4, people: 2, files: 10 }
export const LARGE: Size = { pages: 40, tasks: 2_400, projects: 60, people: 40, files: 60 }

const uuid = (kind: number, number: number): string =>
  `${kind.toString(16).padStart(8, '0')}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`

export const HOME = uuid(1, 0)
export const TARGET = uuid(2, 0)
export const PROJECTS = uuid(3, 1)
export const PEOPLE = uuid(3, 2)
export const TASKS = uuid(3, 3)
const ADA = uuid(4, 1)

const text = (content: string, url?: string): JsonObject => ({
  text: { content, ...(url !== undefined && { link: { url } }) },
})
const paragraph = (...rich_text: ReadonlyArray<JsonObject>): JsonObject => ({ paragraph: { rich_text } })
const numbers = (count: number): ReadonlyArray<number> => Array.from({ length: count }, (_, index) => index)

/** Content of a page: something of most types, three levels deep. */
const contentOf = (number: number): ReadonlyArray<JsonObject> => [
  { heading_1: { rich_text: [text(`Chapter ${number}`)], is_toggleable: number % 2 === 0 } },
  paragraph(
    text('plain '),
    { ...text('bold '), annotations: { bold: true, color: 'red' } },
    { equation: { expression: 'e=mc^2' } },
    text('a link', 'https://example.com/?q=1'),
  ),
  {
    bulleted_list_item: {
      rich_text: [text('one')],
      children: [
        {
          bulleted_list_item: {
            rich_text: [text('two')],
            children: [{ to_do: { rich_text: [text('three')], checked: true } }],
          },
        },
      ],
    },
  },
  {
    table: {
      table_width: 2,
      has_column_header: true,
      children: numbers(number % 3 === 0 ? 3 : 2).map((row) => ({
        table_row: { cells: [[text(`a${row}`)], [text('竹'), text(`b${row}`)]] },
      })),
    },
  },
  {
    column_list: {
      children: [
        { column: { children: [{ quote: { rich_text: [text('left')] } }] } },
        {
          column: {
            children: [{ callout: { rich_text: [text('right')], icon: { emoji: '🍅' }, color: 'blue_background' } }],
          },
        },
      ],
    },
  },
  { code: { rich_text: [text('const a = 1\n')], language: 'typescript', caption: [text('code')] } },
  { divider: {} },
  { bookmark: { url: `https://example.com/${number}` } },
  { image: { type: 'external', external: { url: `https://example.com/${number}.png` }, caption: [text('outside')] } },
]

const project = (number: number): string => `Project ${number}`
const person = (number: number): string => `Person ${number}`

const databasesOf = ({ projects, people }: Size): ReadonlyArray<JsonObject> => [
  {
    title: 'People',
    data_source_id: PEOPLE,
    properties: { Name: 'title', Mail: 'email', Phone: 'phone_number', Born: 'date' },
    rows: numbers(people).map((number) => ({
      Name: person(number),
      Mail: `p${number}@example.com`,
      Born: '1990-01-02',
    })),
  },
  {
    title: 'Projects',
    data_source_id: PROJECTS,
    properties: {
      Name: 'title',
      Budget: { number: { format: 'dollar' } },
      Part: { relation: 'Projects', two_way: 'Parts' },
      Lead: { relation: 'People' },
      Kind: ['small', 'large'],
      Total: { rollup: { relation_property_name: 'Tasks', rollup_property_name: 'Points', function: 'sum' } },
      Heavy: { formula: 'prop("Total") > 100' },
    },
    rows: numbers(projects).map((number) => ({
      Name: project(number),
      Budget: number * 100,
      Kind: number % 2 === 0 ? 'small' : 'large',
      Lead: [person(number % people)],
      ...(number > 0 && { Part: [project(Math.floor((number - 1) / 3))] }),
    })),
  },
]

const tasksOf = ({ tasks, projects }: Size): JsonObject => ({
  title: 'Tasks',
  data_source_id: TASKS,
  properties: {
    Name: 'title',
    Points: 'number',
    Tags: {
      multi_select: [
        { name: 'a', color: 'red' },
        { name: 'b', color: 'green' },
        { name: 'c', color: 'blue' },
      ],
    },
    Stage: { status: {} },
    Due: 'date',
    Done: 'checkbox',
    Link: 'url',
    Note: 'rich_text',
    Owner: 'people',
    Files: 'files',
    No: { unique_id: { prefix: 'T' } },
    Made: 'created_time',
    Project: { relation: 'Projects', two_way: 'Tasks' },
    After: { relation: 'Tasks' },
    Budgets: { rollup: { relation_property_name: 'Project', rollup_property_name: 'Budget', function: 'sum' } },
    Double: { formula: 'prop("Points") * 2' },
    Quadruple: { formula: 'prop("Double") * 2' },
  },
  rows: numbers(tasks).map((number) => ({
    Name: `Task ${number}`,
    Points: number % 13,
    Tags: ['a', 'b', 'c'].slice(0, number % 4),
    Done: number % 2 === 0,
    Note: `note ${number}`,
    Link: `https://example.com/t/${number}`,
    ...(number % 3 === 0 && { Due: [`2026-0${1 + (number % 9)}-01`, `2026-0${1 + (number % 9)}-07`] }),
    ...(number % 5 === 0 && { Owner: 'Ada' }),
    // The first project has more tasks than a request can write, and others more than a page shows.
    Project: [project(number % 7 === 0 ? 0 : number % projects)],
    ...(number > 0 && number % 11 === 0 && { After: [`Task ${number - 1}`] }),
    ...(number % 20 === 1 && { $markdown: `- body of ${number}\n    - nested\n\n> quote`, $icon: '📌' }),
  })),
})

const declaration = (size: Size): JsonObject => {
  const page = (number: number): JsonObject => ({
    id: uuid(1, number),
    title: `Page ${number} 🌱`,
    ...(number % 4 === 0 && { icon: '🌿' }),
    blocks: contentOf(number),
    pages: numbers(size.pages)
      .filter((child) => child > 0 && Math.floor((child - 1) / 6) === number)
      .map(page),
    databases: number === 0 ? databasesOf(size) : number === 1 ? [tasksOf(size)] : [],
  })
  return {
    users: [{ id: ADA, name: 'Ada', email: 'ada@example.com' }],
    // Relations name databases that are declared before them.
    pages: [page(0), { id: TARGET, title: 'Restored' }],
  }
}

/** Adds what a declaration cannot say: files, links, copies of synced blocks, comments. */
const fill = async (ctx: Context, size: Size): Promise<void> => {
  const upload = async (number: number): Promise<string> => {
    // Every tenth file has the content of another one.
    const data = new TextEncoder().encode(`content of ${number % 10 === 9 ? number - 1 : number}`.repeat(20))
    return (await right(uploadFile(ctx, { data, filename: `file ${number}.txt`, content_type: 'text/plain' })())).id
  }
  const append = (block_id: string, children: ReadonlyArray<JsonObject>) =>
    right(appendBlockChildren(ctx, { block_id, children: unsafeCast<ReadonlyArray<BlockRequest>>(children) })())
  const tasks = (await right(getAllPages(ctx)())).filter(
    (page) => Reflect.get(Object(Reflect.get(page, 'parent')), 'data_source_id') === TASKS,
  )
  const taskAt = (index: number): string => tasks[index % tasks.length]?.id ?? ''
  for (const number of numbers(size.files)) {
    const file_upload = { id: await upload(number) }
    const file = { type: 'file_upload', file_upload } as const
    // Each place gets one file only: an icon that is replaced is gone.
    const page_id = uuid(1, Math.floor(number / 5) % size.pages)
    switch (number % 5) {
      case 0:
        await append(page_id, [{ file: { ...file, caption: [text(`file ${number}`)], name: `file ${number}.txt` } }])
        break
      case 1:
        await right(updatePage(ctx, { page_id, icon: file })())
        break
      case 2:
        await right(updatePage(ctx, { page_id, cover: file })())
        break
      case 3: {
        const files = [
          { name: `file ${number}.txt`, ...file },
          { name: 'outside', external: { url: 'https://example.com/a.pdf' } },
        ]
        await right(updatePage(ctx, { page_id: taskAt(number), properties: { Files: { files } } })())
        break
      }
      default:
        await right(
          createComment(ctx, {
            parent: { page_id },
            rich_text: [{ text: { content: `attached ${number}` } }],
            attachments: [{ file_upload_id: file_upload.id }],
          })(),
        )
    }
  }
  const tree = await right(getBlockTree(ctx, { block_id: HOME })())
  const [chapter] = tree.children
  const anchor = chapter?.block.id ?? ''
  const [original] = (
    await append(HOME, [{ synced_block: { synced_from: null, children: [paragraph(text('shared'))] } }])
  ).results
  const block_id = original?.id ?? ''
  for (const number of numbers(Math.min(5, size.pages))) {
    await append(uuid(1, number), [
      { synced_block: { synced_from: { block_id } } },
      paragraph(
        text('see '),
        { mention: { page: { id: uuid(1, (number + 1) % size.pages) } } },
        { mention: { page: { id: taskAt(number) } } },
        { mention: { user: { id: ADA } } },
        { mention: { date: { start: '2026-01-01' } } },
        text('there', `https://www.notion.so/${uuid(1, 2).replaceAll('-', '')}`),
        text('block', `https://www.notion.so/${HOME.replaceAll('-', '')}#${anchor.replaceAll('-', '')}`),
      ),
      { link_to_page: { page_id: uuid(1, (number + 2) % size.pages) } },
    ])
    const first = await right(
      createComment(ctx, {
        parent: { page_id: uuid(1, number) },
        rich_text: [{ text: { content: `comment ${number}` } }],
      })(),
    )
    if ('discussion_id' in first)
      await right(
        createComment(ctx, { discussion_id: first.discussion_id, rich_text: [{ text: { content: 'reply' } }] })(),
      )
  }
  await right(createComment(ctx, { parent: { block_id: anchor }, rich_text: [{ text: { content: 'on a block' } }] })())
  // A page of a row, with content, and a page of many blocks.
  const inRow = await right(
    createPage(ctx, {
      parent: { page_id: taskAt(3) },
      properties: { title: { title: [{ text: { content: 'In a row' } }] } },
    })(),
  )
  await append(inRow.id, [paragraph(text('inside'))])
  const many = numbers(230).map((number) => paragraph(text(`line ${number}`)))
  await right(
    appendTree(ctx, {
      block_id: uuid(1, size.pages - 1),
      children: unsafeCast<ReadonlyArray<BlockTreeRequest>>(many),
    })(),
  )
  const database_id = String(tree.children.find(({ block }) => block.type === 'child_database')?.block.id)
  await right(
    updateDatabase(ctx, {
      database_id,
      icon: { type: 'emoji', emoji: '👥' },
      description: [{ text: { content: 'about' } }],
      is_inline: true,
    })(),
  )
  await right(updatePage(ctx, { page_id: uuid(1, 2), is_locked: true })())
}

/** An embedded Notion with the workspace. */
export const aWorkspace = async (size: Size): Promise<Simulator> => {
  const times = { now: Date.parse('2026-05-01T10:00:00Z') }
  const simulator = createSimulator({ now: () => new Date(times.now), conditions: { sleep: async () => undefined } })
  await simulator.load(declaration(size))
  await fill(contextOn(simulator.fetch), size)
  times.now += 3_600_000
  return simulator
}
