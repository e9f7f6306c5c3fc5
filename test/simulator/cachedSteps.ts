/** Writes and reads in a small workspace, to compare a context with a cache to one without. */
import { type Fault, faults, type Simulator } from '@notion-fp/simulator'
import type { Either } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import * as notion from '../../src/index.js'
import { fakeClock } from '../support/fakes.js'
import { aSimulator, goingTo, HOME, ok, text, there } from './world.js'

/** The ids of all objects that were created so far. */
export interface Ids {
  readonly pages: Array<string>
  readonly blocks: Array<string>
  readonly databases: Array<string>
  readonly sources: Array<string>
}

/** A random step: a write, the objects that it changes, and a fault. */
export interface Step {
  readonly write: string
  /** Which of the objects are changed: indices, modulo their number. */
  readonly first: number
  readonly second: number
  readonly flag: boolean
  readonly fault: keyof typeof FAULTS
}

/** The faults of a write. */
export const FAULTS: Readonly<Record<string, Fault | undefined>> = {
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

/** A simulator, and two contexts that call it: one with a cache and one without. */
export const cachedAndUncached = async () => {
  const clock = fakeClock()
  const simulator = await aSimulator(clock)
  const options = goingTo(simulator, clock)
  const cached = notion.createContext({ ...options, retry: false, rateLimit: false })
  const uncached = notion.makeContext(options, notion.fetchFetcher)
  return { simulator, cached, uncached }
}

/** Creates a page in a page, nested blocks, and a database with two rows. */
export const createContents = async (ctx: notion.Context): Promise<Ids> => {
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

/** Creates an object, and adds its id when that succeeds. */
const addCreated = async (
  ids: Array<string>,
  call: TaskEither<notion.NotionError, { readonly id: string }>,
): Promise<void> => {
  const made = await call()
  if (made._tag === 'Right') ids.push(made.right.id)
}

/** The writes by name. Some of them fail, depending on their objects. */
export const WRITES: Readonly<Record<string, (ctx: notion.Context, ids: Ids, step: Step) => Promise<unknown>>> = {
  createPage: (ctx, { pages, sources }, { first, flag }) =>
    addCreated(
      pages,
      notion.createPage(ctx, {
        parent: flag ? { page_id: at(pages, first) } : { data_source_id: at(sources, first) },
        properties: { ...title(`page ${first}`), ...(!flag && { Stage: { select: { name: `stage ${first}` } } }) },
      }),
    ),
  createRow: (ctx, { pages, databases }, { first }) =>
    addCreated(
      pages,
      notion.createPage(ctx, { parent: { database_id: at(databases, first) }, properties: title('row') }),
    ),
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
    addCreated(
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
    addCreated(
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

/** Runs the write of a step with its fault. */
export const perform = async (ctx: notion.Context, simulator: Simulator, ids: Ids, step: Step): Promise<void> => {
  const fault = FAULTS[step.fault]
  if (fault) simulator.failNext(fault)
  await WRITES[step.write]?.(ctx, ids, step)
  simulator.clearFaults()
}

/** The results of all reads of the objects, by the name of the read. */
export const readAll = async (ctx: notion.Context, ids: Ids): Promise<Readonly<Record<string, unknown>>> => {
  const { pages, blocks, databases, sources } = ids
  const results: Record<string, unknown> = {}
  const record = async (name: string, call: TaskEither<notion.NotionError, unknown>): Promise<void> => {
    results[name] = comparable(await call())
  }
  for (const page_id of pages) {
    await record(`getPage ${page_id}`, notion.getPage(ctx, { page_id }))
    await record(`getPageProperty ${page_id}`, notion.getPageProperty(ctx, { page_id, property_id: 'title' }))
    await record(`getPageProperty Points ${page_id}`, notion.getPageProperty(ctx, { page_id, property_id: 'Points' }))
  }
  for (const block_id of [...pages, ...blocks]) {
    await record(`getBlock ${block_id}`, notion.getBlock(ctx, { block_id }))
    await record(`getBlockChildren ${block_id}`, notion.getBlockChildren(ctx, { block_id }))
  }
  for (const database_id of databases)
    await record(`getDatabase ${database_id}`, notion.getDatabase(ctx, { database_id }))
  for (const data_source_id of sources) {
    await record(`getDataSource ${data_source_id}`, notion.getDataSource(ctx, { data_source_id }))
    await record(`queryDataSource ${data_source_id}`, notion.queryDataSource(ctx, { data_source_id }))
    const filter = { property: 'title', title: { contains: 'r' } }
    await record(`queryDataSource filtered ${data_source_id}`, notion.queryDataSource(ctx, { data_source_id, filter }))
    await record(
      `queryDataSource trash ${data_source_id}`,
      notion.queryDataSource(ctx, { data_source_id, in_trash: true }),
    )
  }
  return results
}

/** A result without what differs between requests: no request id; of an error with a status only its tag, status and code. */
export const comparable = (result: Either<notion.NotionError, unknown>): unknown => {
  if (result._tag === 'Right') return { ...Object(result.right), request_id: undefined }
  const { left } = result
  return 'status' in left ? { _tag: left._tag, status: left.status, code: left.code } : left
}
