/** A data source on the simulator, edits of its rows, and a copy that is kept up to date. */
import type { Simulator } from '@notion-fp/simulator'
import { type Either, isLeft } from 'fp-ts/Either'
import type { Context } from '../../../src/core/call/context.js'
import type { NotionError } from '../../../src/core/call/error.js'
import { createContext } from '../../../src/core/context/createContext.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import {
  createDatabase,
  createPage,
  getDataSourceEntries,
  isFullDatabase,
  isFullPage,
  type Page,
  type TransportOptions,
  updatePage,
} from '../../../src/index.js'
import { type Change, changes } from '../../../src/jobs/changes/changes.js'
import type { ChangesParams } from '../../../src/jobs/changes/changesParams.js'
import type { Checkpoint } from '../../../src/jobs/changes/checkpoint.js'
import { printOfJson } from '../../../src/jobs/changes/rowPrint.js'
import { aSimulator, goingTo, HOME, ok } from '../../simulator/world.js'
import { type FakeClock, fakeClock } from '../../support/fakes.js'

/** A data source, and another one to move rows to. */
export interface Table {
  readonly simulator: Simulator
  readonly clock: FakeClock
  /** Of the person who edits: nothing of it fails, and it takes no time. */
  readonly editor: Context
  /** Of the job. */
  readonly ctx: Context
  readonly data_source_id: string
  readonly elsewhere: string
  /** The number of requests of the job so far. */
  readonly sent: () => number
  /** Called before each request of the job with its number, from 0; a response that it returns replaces that of the simulator. */
  readonly before: (hook: (index: number, send: () => Promise<Response>) => Promise<Response | undefined>) => void
}

const newSource = async (ctx: Context): Promise<string> => {
  const database = await ok(
    createDatabase(ctx, {
      parent: { type: 'page_id', page_id: HOME },
      initial_data_source: { properties: { Name: { title: {} }, Count: { number: {} } } },
    }),
  )
  return isFullDatabase(database) ? (database.data_sources[0]?.id ?? '') : ''
}

/** An empty data source. */
export const aTable = async (options: Partial<TransportOptions> = {}): Promise<Table> => {
  const clock = fakeClock()
  const simulator = await aSimulator(clock)
  const all = { ...goingTo(simulator, clock), rateLimit: false, ...options } as const
  const editor = createContext(all)
  let count = 0
  let hook: Parameters<Table['before']>[0] = async () => undefined
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const send = () => simulator.fetch(url, init)
    return (await hook(count++, send)) ?? send()
  }
  return {
    simulator,
    clock,
    editor,
    ctx: createContext({ ...all, fetch }),
    data_source_id: await newSource(editor),
    elsewhere: await newSource(editor),
    sent: () => count,
    before: (next) => {
      hook = next
    },
  }
}

const named = (name: string) => ({ Name: { title: [{ text: { content: name } }] } })

/** Creates a row. */
export const addRow = async (table: Table, name: string, data_source_id = table.data_source_id): Promise<string> =>
  (await ok(createPage(table.editor, { parent: { type: 'data_source_id', data_source_id }, properties: named(name) })))
    .id

/** Renames a row. */
export const rename = (table: Table, page_id: string, name: string) =>
  ok(updatePage(table.editor, { page_id, properties: named(name) }))

/** Loads many rows with the times that are given for each. */
export const loadRows = (
  { simulator, data_source_id }: Table,
  count: number,
  timesOf: (index: number) => { readonly created: number; readonly edited: number },
): Promise<void> =>
  simulator.load(
    Array.from({ length: count }, (_, index) => {
      const { created, edited } = timesOf(index)
      return {
        object: 'page',
        id: loadedId(index),
        parent: { type: 'data_source_id', data_source_id },
        created_time: new Date(created).toISOString(),
        last_edited_time: new Date(edited).toISOString(),
        properties: { Name: { id: 'title', type: 'title', title: [] } },
      }
    }),
  )

/** The id of a row of {@link loadRows}. */
export const loadedId = (index: number): string => `99999999-0000-4000-8000-${index.toString(16).padStart(12, '0')}`

/**
 * A context with rows whose number would be too large for the simulator. It understands the conditions and the order of this job, and
 * ends each query after 10,000 rows.
 */
export const manyRows = (
  count: number,
  timesOf: (index: number) => { readonly created: number; readonly edited: number },
) => {
  const rows = Array.from({ length: count }, (_, index) => {
    const { created, edited } = timesOf(index)
    const times = { created_time: new Date(created).toISOString(), last_edited_time: new Date(edited).toISOString() }
    return { object: 'page', id: loadedId(index), ...times, url: 'https://www.notion.so/a', properties: {} } as const
  })
  let sent = 0
  const queried = new Map<string, typeof rows>()
  const fetch = async (_: string, init: RequestInit): Promise<Response> => {
    sent++
    const { filter, sorts, page_size = 100, start_cursor = '0' } = JSON.parse(`${init.body}`)
    const { timestamp, direction }: { timestamp: 'created_time' | 'last_edited_time'; direction: string } = sorts[0]
    const conditions: ReadonlyArray<Record<'created_time' | 'last_edited_time', Record<string, string>>> =
      filter?.and ?? (filter ? [filter] : [])
    const query = JSON.stringify([filter, sorts])
    const select = () =>
      rows
        .filter((row) =>
          conditions.every((condition) =>
            (['created_time', 'last_edited_time'] as const).every((name) => {
              const { on_or_after = '', before = '9' } = condition[name] ?? {}
              return row[name] >= on_or_after && row[name] < before
            }),
          ),
        )
        .sort((left, right) => (left[timestamp] < right[timestamp] ? -1 : left[timestamp] > right[timestamp] ? 1 : 0))
    const found = queried.get(query) ?? (direction === 'descending' ? select().reverse() : select())
    queried.set(query, found)
    const start = Number(start_cursor)
    const end = Math.min(start + page_size, 10_000)
    const has_more = end < Math.min(found.length, 10_000)
    return Response.json({
      object: 'list',
      results: found.slice(start, end),
      has_more,
      next_cursor: has_more ? `${end}` : null,
      ...(!has_more &&
        found.length > 10_000 && {
          request_status: { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' },
        }),
    })
  }
  const options = { auth: 'ntn_test', fetch, validate: 'off', logLevel: 'silent', rateLimit: false } as const
  return { ctx: createContext(options), data_source_id: HOME, sent: () => sent }
}

/** The fingerprints of all rows that are there, by id. */
export const truth = async ({ editor, data_source_id }: Table): Promise<ReadonlyMap<string, string>> => {
  const rows = await ok(getDataSourceEntries(editor, { data_source_id }))
  return new Map(rows.filter(isFullPage).map((row) => [row.id, printOfJson(row)]))
}

/** A copy of a data source. */
export interface Copy {
  readonly rows: Map<string, Page>
  /** The fingerprints of the contents of the rows. */
  readonly contents: Map<string, string>
  since: Checkpoint | undefined
}

/** The fingerprints of the rows of a copy. */
export const printsOf = ({ rows }: Copy): ReadonlyMap<string, string> =>
  new Map([...rows].map(([id, page]) => [id, printOfJson(page)]))

/** What storing JSON makes of a value. */
export const stored = <A>(value: A): A => unsafeCast(JSON.parse(JSON.stringify(value)))

/** Removes a row from a copy. */
export const remove = ({ rows, contents }: Copy, id: string): void => {
  rows.delete(id)
  contents.delete(id)
}

/** Applies a change to a copy. */
export const apply = (copy: Copy, change: Change): void => {
  if (change._tag === 'Upsert') {
    copy.rows.set(change.page.id, change.page)
    if (change.body) copy.contents.set(change.page.id, printOfJson(change.body))
  }
  if (change._tag === 'Gone') remove(copy, change.id)
  if (change._tag === 'Checkpoint') copy.since = change
}

/** What a run yielded. */
export interface Ran {
  readonly items: ReadonlyArray<Change>
  readonly upserts: ReadonlyArray<string>
  readonly error: NotionError | undefined
}

/** Brings a copy up to date, or stops after a number of items. */
export const sync = async (
  table: Pick<Table, 'ctx' | 'data_source_id'>,
  copy: Copy,
  params: Partial<ChangesParams> = {},
  stopAfter = Number.POSITIVE_INFINITY,
): Promise<Ran> => {
  const items: Array<Change> = []
  let error: NotionError | undefined
  if (stopAfter === 0) return { items, upserts: [], error }
  // As a process does that starts anew.
  const since = copy.since && stored(copy.since)
  const all: AsyncIterable<Either<NotionError, Change>> = changes(table.ctx, {
    data_source_id: table.data_source_id,
    since,
    ...params,
  })
  for await (const item of all) {
    if (isLeft(item)) error = item.left
    else {
      apply(copy, item.right)
      items.push(item.right)
    }
    if (items.length >= stopAfter) break
  }
  const upserts = items.flatMap((item) => (item._tag === 'Upsert' ? [item.page.id] : []))
  return { items, upserts, error }
}

/** An empty copy. */
export const aCopy = (): Copy => ({ rows: new Map(), contents: new Map(), since: undefined })
