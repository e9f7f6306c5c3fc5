/** What can be written and read in a small workspace, so that two readers of it can be compared. */
import { type Fault, faults, type Simulator } from '@notion-fp/simulator'
import type { Either } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import * as notion from '../../src/index.js'
import { fakeClock } from '../support/fakes.js'
import { aSimulator, goingTo, HOME, ok, text, there } from './world.js'

/** The ids of everything that was made so far. */
export interface Things {
  readonly pages: Array<string>
  readonly blocks: Array<string>
  readonly databases: Array<string>
  readonly sources: Array<string>
}

/** A step by chance: what is written, to which things, and what happens to the answer. */
export interface Step {
  readonly write: string
  /** Which of the things are meant, by numbers that wrap around. */
  readonly first: number
  readonly second: number
  readonly flag: boolean
  readonly fault: keyof typeof MISHAPS
}

/** What may happen to a write. */
export const MISHAPS: Readonly<Record<string, Fault | undefined>> = {
  none: undefined,
  badGateway: faults.badGateway,
  unavailableAfterCommit: faults.unavailableAfterCommit,
  droppedAfterCommit: faults.droppedAfterCommit,
  droppedMidway: faults.droppedMidway,
  truncatedJson: faults.truncatedJson,
}

const title = (words: string) => ({ title: { title: text(words) } })
const paragraph = (words: string) => ({ paragraph: { rich_text: text(words) } })
const at = (ids: ReadonlyArray<string>, index: number): string => there(ids[index % ids.length])

/** Two readers of one simulator: one that keeps what it reads, and one that does not. */
export const twoReaders = async () => {
  const clock = fakeClock()
  const simulator = await aSimulator(clock)
  const options = goingTo(simulator, clock)
  const cached = notion.createContext({ ...options, retry: false, rateLimit: false })
  const truth = notion.makeContext(options, notion.fetchFetcher)
  return { simulator, cached, truth }
}

/** A page in a page, blocks in each other, and a database with two rows. */
export const furnish = async (ctx: notion.Context): Promise<Things> => {
  const outer = await ok(notion.createPage(ctx, { parent: { page_id: HOME }, properties: title('Outer') }))
  const inner = await ok(notion.createPage(ctx, { parent: { page_id: outer.id }, properties: title('Inner') }))
  const toggle = { toggle: { rich_text: text('open'), children: [paragraph('inside')] } }
  const { results } = await ok(
    notion.appendBlockChildren(ctx, { block_id: outer.id, children: [paragraph('one'), toggle] }),
  )
  const [one, open] = results.map(({ id }) => id)
  const inside = (await ok(notion.getBlockChildren(ctx, { block_id: there(open) }))).results.map(({ id }) => id)
  const database = await ok(
    notion.createDatabase(ctx, {
      parent: { type: 'page_id', page_id: outer.id },
      title: text('Table'),
      initial_data_source: {
        properties: {
          title: { title: {} },
          Stage: { select: { options: [{ name: 'Todo' }] } },
          Points: { number: {} },
        },
      },
    }),
  )
  const source = there((await ok(notion.getDatabase(ctx, { database_id: database.id }))).data_sources[0]).id
  const parent = { data_source_id: source }
  const first = await ok(notion.createPage(ctx, { parent, properties: { ...title('First'), Points: { number: 1 } } }))
  const second = await ok(notion.createPage(ctx, { parent, properties: title('Second'), children: [paragraph('row')] }))
  return {
    pages: [HOME, outer.id, inner.id, first.id, second.id],
    blocks: [there(one), there(open), ...inside],
    databases: [database.id],
    sources: [source],
  }
}

const madeBy = async (
  ids: Array<string>,
  call: TaskEither<notion.NotionError, { readonly id: string }>,
): Promise<void> => {
  const made = await call()
  if (made._tag === 'Right') ids.push(made.right.id)
}

/** The writes by their names. Those that the API refuses are tried all the same. */
export const WRITES: Readonly<Record<string, (ctx: notion.Context, things: Things, step: Step) => Promise<unknown>>> = {
  createPage: (ctx, { pages, sources }, { first, flag }) =>
    madeBy(
      pages,
      notion.createPage(ctx, {
        parent: flag ? { page_id: at(pages, first) } : { data_source_id: at(sources, first) },
        properties: { ...title(`page ${first}`), ...(!flag && { Stage: { select: { name: `stage ${first}` } } }) },
      }),
    ),
  createRow: (ctx, { pages, databases }, { first }) =>
    madeBy(pages, notion.createPage(ctx, { parent: { database_id: at(databases, first) }, properties: title('row') })),
  rename: (ctx, { pages }, { first, second }) =>
    notion.updatePage(ctx, { page_id: at(pages, first), properties: title(`renamed ${second}`) })(),
  setValues: (ctx, { pages }, { first, second }) =>
    notion.updatePage(ctx, {
      page_id: at(pages, first),
      properties: { Stage: { select: { name: `stage ${second}` } }, Points: { number: second } },
    })(),
  trashPage: (ctx, { pages }, { first, flag }) =>
    notion.updatePage(ctx, { page_id: at(pages, first), in_trash: flag })(),
  erase: (ctx, { pages }, { first }) => notion.updatePage(ctx, { page_id: at(pages, first), erase_content: true })(),
  move: (ctx, { pages, sources }, { first, second, flag }) =>
    notion.movePage(ctx, {
      page_id: at(pages, first),
      parent: flag ? { page_id: at(pages, second) } : { data_source_id: at(sources, second) },
    })(),
  rewrite: (ctx, { pages }, { first, second }) =>
    notion.updatePageMarkdown(ctx, {
      page_id: at(pages, first),
      type: 'replace_content',
      replace_content: { new_str: `text ${second}`, allow_deleting_content: true },
    })(),
  append: async (ctx, { pages, blocks }, { first, flag }) => {
    const block_id = flag ? at(pages, first) : at(blocks, first)
    const toggle = { toggle: { rich_text: text('more'), children: [paragraph('deep')] } }
    const made = await notion.appendBlockChildren(ctx, { block_id, children: [toggle] })()
    if (made._tag === 'Right') blocks.push(...made.right.results.map(({ id }) => id))
  },
  editBlock: (ctx, { blocks }, { first, second }) =>
    notion.updateBlock(ctx, { block_id: at(blocks, first), toggle: { rich_text: text(`edited ${second}`) } })(),
  trashBlock: (ctx, { blocks }, { first, flag }) =>
    notion.updateBlock(ctx, { block_id: at(blocks, first), in_trash: flag })(),
  deleteBlock: (ctx, { blocks, pages }, { first, flag }) =>
    notion.deleteBlock(ctx, { block_id: flag ? at(pages, first) : at(blocks, first) })(),
  createDatabase: (ctx, { pages, databases }, { first }) =>
    madeBy(
      databases,
      notion.createDatabase(ctx, { parent: { type: 'page_id', page_id: at(pages, first) }, title: text('New') }),
    ),
  updateDatabase: (ctx, { databases, pages }, { first, second, flag }) =>
    notion.updateDatabase(ctx, {
      database_id: at(databases, first),
      title: text(`database ${second}`),
      ...(flag && { parent: { type: 'page_id', page_id: at(pages, second) } as const }),
    })(),
  trashDatabase: (ctx, { databases }, { first, flag }) =>
    notion.updateDatabase(ctx, { database_id: at(databases, first), in_trash: flag })(),
  createSource: (ctx, { databases, sources }, { first }) =>
    madeBy(
      sources,
      notion.createDataSource(ctx, {
        parent: { type: 'database_id', database_id: at(databases, first) },
        title: text('Other'),
        properties: { Name: { title: {} } },
      }),
    ),
  updateSource: (ctx, { sources, databases }, { first, second, flag }) =>
    notion.updateDataSource(ctx, {
      data_source_id: at(sources, first),
      title: text(`source ${second}`),
      ...(flag && { parent: { type: 'database_id', database_id: at(databases, second) } as const }),
    })(),
  changeSchema: (ctx, { sources }, { first, second, flag }) =>
    notion.updateDataSource(ctx, {
      data_source_id: at(sources, first),
      properties: flag ? { Points: null } : { Points: { name: `Points ${second}` }, [`Field ${second}`]: { url: {} } },
    })(),
  trashSource: (ctx, { sources }, { first, flag }) =>
    notion.updateDataSource(ctx, { data_source_id: at(sources, first), in_trash: flag })(),
  linkDatabase: (ctx, { sources, pages }, { first, second }) =>
    notion.createView(ctx, {
      data_source_id: at(sources, first),
      name: 'Linked',
      type: 'table',
      create_database: { parent: { type: 'page_id', page_id: at(pages, second) } },
    })(),
}

/** Writes once, with a mishap on the way. */
export const perform = async (ctx: notion.Context, simulator: Simulator, things: Things, step: Step): Promise<void> => {
  const mishap = MISHAPS[step.fault]
  if (mishap) simulator.failNext(mishap)
  await WRITES[step.write]?.(ctx, things, step)
  simulator.clearFaults()
}

/** Everything that can be read of the things, by a name of the read. */
export const readAll = async (ctx: notion.Context, things: Things): Promise<Readonly<Record<string, unknown>>> => {
  const { pages, blocks, databases, sources } = things
  const seen: Record<string, unknown> = {}
  const look = async (name: string, call: TaskEither<notion.NotionError, unknown>): Promise<void> => {
    seen[name] = essence(await call())
  }
  for (const page_id of pages) {
    await look(`getPage ${page_id}`, notion.getPage(ctx, { page_id }))
    await look(`getPageProperty ${page_id}`, notion.getPageProperty(ctx, { page_id, property_id: 'title' }))
    await look(`getPageProperty Points ${page_id}`, notion.getPageProperty(ctx, { page_id, property_id: 'Points' }))
  }
  for (const block_id of [...pages, ...blocks]) {
    await look(`getBlock ${block_id}`, notion.getBlock(ctx, { block_id }))
    await look(`getBlockChildren ${block_id}`, notion.getBlockChildren(ctx, { block_id }))
  }
  for (const database_id of databases)
    await look(`getDatabase ${database_id}`, notion.getDatabase(ctx, { database_id }))
  for (const data_source_id of sources) {
    await look(`getDataSource ${data_source_id}`, notion.getDataSource(ctx, { data_source_id }))
    await look(`queryDataSource ${data_source_id}`, notion.queryDataSource(ctx, { data_source_id }))
    const filter = { property: 'title', title: { contains: 'r' } }
    await look(`queryDataSource filtered ${data_source_id}`, notion.queryDataSource(ctx, { data_source_id, filter }))
    await look(
      `queryDataSource trash ${data_source_id}`,
      notion.queryDataSource(ctx, { data_source_id, in_trash: true }),
    )
  }
  return seen
}

/** What an answer says, without the id of its request: the tag and code of a failure. */
export const essence = (answer: Either<notion.NotionError, unknown>): unknown => {
  if (answer._tag === 'Right') return { ...Object(answer.right), request_id: undefined }
  const { left } = answer
  return 'status' in left ? { _tag: left._tag, status: left.status, code: left.code } : left
}
