/**
 * Records what an import has written: a run that was stopped continues where it was, and nothing is written twice. Before a page is
 * created, the attempt is recorded; if the outcome of the request is unknown, the page is looked for in Notion.
 */
import { createHash } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import {
  type Context,
  createDatabase,
  createPage,
  getBlockChildren,
  getDatabase,
  iterate,
  type NotionError,
  queryDataSource,
} from 'notion-fp'
import type { E } from 'notion-fp/fp'
import type { Env } from '../env.js'
import { localError, messageOf } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { stateFolder } from '../errors/resume.js'
import { takeLock } from '../shared/takeLock.js'
import { openRecords, type RecordStore } from '../store/recordStore.js'
import { unsafeCast } from '../unsafeCast.js'
import { field } from '../values/json.js'

/** What is known of something that is created, under its key. */
interface JournalEntry {
  readonly id?: string
  /** When the request was sent, in milliseconds. */
  readonly sent?: number
  /** Of a database, its data source. */
  readonly source?: string
}

/** Where something is created. */
export type ImportPlace =
  | { readonly page_id: string }
  | { readonly data_source_id: string; readonly title_property: string }

type PageParams = Parameters<typeof createPage>[1]
type DatabaseParams = Parameters<typeof createDatabase>[1]

/** An open journal. */
export interface Journal {
  readonly store: RecordStore
  readonly get: (key: string) => Promise<unknown>
  readonly put: (key: string, value: unknown) => Promise<void>
  readonly createPage: (
    key: string,
    place: ImportPlace,
    title: string,
    params: Omit<PageParams, 'parent'>,
  ) => Promise<Result<string>>
  readonly createDatabase: (
    key: string,
    page_id: string,
    title: string,
    params: Omit<DatabaseParams, 'parent' | 'title'>,
  ) => Promise<Result<{ readonly id: string; readonly source: string }>>
  /** Whether it continues an earlier run. */
  readonly isResumed: boolean
  /** Closes it; after a complete import, it is deleted. */
  readonly close: (isComplete: boolean) => Promise<void>
}

/** How much the clocks of Notion and of this machine may differ. */
const CLOCKS_MS = 5 * 60_000

/** How often to look for an object that may or may not have been created. */
const LOOKS = 3

/** The file of the journal of an import of a folder or file to a place. */
export const journalFile = (env: Env, from: string, into: string): string => {
  const name = createHash('sha256')
    .update(`${resolve(from)}\0${into}`)
    .digest('hex')
    .slice(0, 16)
  return join(stateFolder(env), `import-${name}.log`)
}

/** The pages and databases at a place that have a title and were created since a time. */
async function* candidates(
  ctx: Context,
  place: ImportPlace,
  title: string,
  since: number,
): AsyncGenerator<Result<string>> {
  if ('page_id' in place) {
    for await (const one of iterate(getBlockChildren)(ctx, { block_id: place.page_id })) {
      if (one._tag === 'Left') return yield one
      const block = one.right
      const name =
        block.type === 'child_page'
          ? block.child_page.title
          : block.type === 'child_database'
            ? block.child_database.title
            : undefined
      if (name === title && Date.parse(String(field(block, 'created_time'))) >= since) yield ok(block.id)
    }
    return
  }
  const { data_source_id, title_property } = place
  const filter = {
    and: [
      { property: title_property, title: title === '' ? { is_empty: true as const } : { equals: title } },
      { timestamp: 'created_time' as const, created_time: { on_or_after: new Date(since).toISOString() } },
    ],
  }
  for await (const one of iterate(queryDataSource)(ctx, { data_source_id, filter }))
    yield one._tag === 'Left' ? one : ok(one.right.id)
}

/** Opens the journal of an import. Only one run at a time can have it open. */
export const openJournal = async (ctx: Context, file: string): Promise<Result<Journal>> => {
  try {
    await mkdir(dirname(file), { recursive: true })
    const lockFile = `${file}.lock`
    const lock = await takeLock(lockFile)
    if (lock._tag === 'Left')
      return fail(
        lock.left._tag === 'LockHeld'
          ? localError(
              `The same import is already being done by ${lock.left.holder}.`,
              `Wait until it ends. If it is not running, delete ${lockFile}.`,
            )
          : lock.left,
      )
    try {
      return ok(await journalOn(ctx, file, await openRecords(file), lock.right))
    } catch (thrown) {
      await lock.right()
      throw thrown
    }
  } catch (thrown) {
    return fail(localError(`Cannot write the import journal ${file}: ${messageOf(thrown)}`))
  }
}

/** Creates something once: what an earlier run created is not created again. Returns its id. */
type CreateOnce = (
  key: string,
  place: ImportPlace,
  title: string,
  create: () => Promise<E.Either<NotionError, { readonly id: string }>>,
) => Promise<Result<string>>

const entryOf = async (store: RecordStore, key: string): Promise<JournalEntry | undefined> =>
  // Only `createOnce` and `createDatabaseOnce` write keys that begin with `c:` or `s:`.
  unsafeCast<JournalEntry | undefined>(await store.get(key))

/** The ids of what earlier runs created. */
const createdIds = async (store: RecordStore): Promise<Set<string>> => {
  const ids = new Set<string>()
  for (const key of store.keys('c:')) {
    const { id } = (await entryOf(store, key)) ?? {}
    if (id !== undefined) ids.add(id)
  }
  return ids
}

const createOnce = (ctx: Context, store: RecordStore, taken: Set<string>): CreateOnce => {
  const { clock } = ctx.config
  /** Finds what was created although its response was lost. */
  const find = async (place: ImportPlace, title: string, sent: number): Promise<Result<string | undefined>> => {
    // Times in Notion are rounded down to the minute.
    for await (const one of candidates(ctx, place, title, sent - CLOCKS_MS)) {
      if (one._tag === 'Left') return one
      if (!taken.has(one.right)) return one
    }
    return ok(undefined)
  }
  /** The id of what a request that failed may have created. */
  const settle = async (
    place: ImportPlace,
    title: string,
    sent: number,
    error: NotionError,
  ): Promise<Result<string>> => {
    const known = field(error, 'committedId')
    if (typeof known === 'string') return ok(known)
    for (let look = 0; look < LOOKS; look++) {
      const found = await find(place, title, sent)
      if (found._tag === 'Right' && found.right !== undefined) return ok(found.right)
      await clock.sleep(1_000)
    }
    return fail(error)
  }
  return async (key, place, title, create) => {
    const before = await entryOf(store, key)
    if (before?.id !== undefined) return ok(before.id)
    const keep = async (id: string): Promise<Result<string>> => {
      taken.add(id)
      await store.put(key, { id })
      return ok(id)
    }
    if (before?.sent !== undefined) {
      const found = await find(place, title, before.sent)
      if (found._tag === 'Left') return found
      if (found.right !== undefined) return keep(found.right)
    }
    const sent = clock.now()
    await store.put(key, { sent })
    const created = await create()
    if (created._tag === 'Right') return keep(created.right.id)
    const error = created.left
    if (error.outcome === 'unknown' || error.outcome === 'committed') {
      const settled = await settle(place, title, sent, error)
      return settled._tag === 'Right' ? keep(settled.right) : settled
    }
    await store.remove(key)
    return created
  }
}

/** Creates a database, and finds out the id of its data source. */
const createDatabaseOnce =
  (ctx: Context, store: RecordStore, once: CreateOnce): Journal['createDatabase'] =>
  async (key, page_id, title, params) => {
    const created = await once(`c:${key}`, { page_id }, title, () =>
      createDatabase(ctx, {
        ...params,
        title: [{ text: { content: title } }],
        parent: { type: 'page_id', page_id },
      })(),
    )
    if (created._tag === 'Left') return created
    const known = await entryOf(store, `s:${key}`)
    if (known?.source !== undefined) return ok({ id: created.right, source: known.source })
    const database = await getDatabase(ctx, { database_id: created.right })()
    if (database._tag === 'Left') return database
    const source = 'data_sources' in database.right ? database.right.data_sources[0]?.id : undefined
    if (source === undefined)
      return fail({ _tag: 'PermissionError', message: `The new database "${title}" cannot be read.` })
    await store.put(`s:${key}`, { source })
    return ok({ id: created.right, source })
  }

const journalOn = async (
  ctx: Context,
  file: string,
  store: RecordStore,
  release: () => Promise<void>,
): Promise<Journal> => {
  const isResumed = store.keys('').length > 0
  const once = createOnce(ctx, store, await createdIds(store))
  return {
    store,
    isResumed,
    get: store.get,
    put: store.put,
    createPage: (key, place, title, params) => {
      const parent = 'page_id' in place ? { page_id: place.page_id } : { data_source_id: place.data_source_id }
      return once(`c:${key}`, place, title, () => createPage(ctx, { ...params, parent })())
    },
    createDatabase: createDatabaseOnce(ctx, store, once),
    close: async (isComplete) => {
      await store.close()
      if (isComplete) await rm(file, { force: true })
      await release()
    },
  }
}
