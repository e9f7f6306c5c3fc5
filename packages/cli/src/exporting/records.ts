/** The store of an export: everything that was read, so that nothing is read twice. */
import type { Database, DataSource, Page, PartialDatabase, PartialDataSource } from 'notion-fp'
import type { BlockNode, BlockTree } from 'notion-fp/blocks'
import type { Checkpoint } from 'notion-fp/changes'
import { plainText } from 'notion-fp/props'
import type { RecordStore } from '../store/recordStore.js'
import { unsafeCast } from '../unsafeCast.js'
import { field } from '../values/json.js'
import { plainTextOf } from '../values/plainTextOf.js'

/** A page or database that is in a page. */
export interface Child {
  readonly kind: 'page' | 'database'
  readonly id: string
}

/** A part of a page that is incomplete. */
export interface IncompletePart {
  readonly what: string
  readonly why: string
  /** Whether reading it again will not help. */
  readonly isFinal: boolean
}

/** A page, under the key `p:` and its id; its content is under `t:`. */
export interface StoredPage {
  readonly page: Page
  /** The pages and databases in its content, in order. */
  readonly children: ReadonlyArray<Child>
  /** The `last_edited_time` of the stored content; absent if it was not read, or only in part. */
  readonly content_time?: string
  /** Whether the content cannot have changed since without a new `last_edited_time`, which is rounded to the minute. */
  readonly settled: boolean
  /** Which of its properties are incomplete. */
  readonly incomplete?: ReadonlyArray<IncompletePart>
  /** The run that read it last. */
  readonly run: number
}

/** A data source, under the key `s:` and its id; its checkpoint is under `c:`. */
export interface SourceRecord {
  readonly source: DataSource | PartialDataSource
  readonly database?: Database | PartialDatabase
  readonly run: number
}

/** What is to be exported. */
export interface Root {
  readonly kind: 'page' | 'data_source' | 'everything'
  /** Empty for everything. */
  readonly id: string
}

/** The current run, or the last one. */
export interface RunRecord {
  readonly number: number
  /** In milliseconds. */
  readonly started: number
  readonly complete: boolean
}

/** What is kept in memory of a page. */
export interface PageNote {
  readonly title: string
  /** What contains it, as Notion says: a page, a data source, a database, a block or nothing. */
  readonly parent: { readonly type: string; readonly id: string }
  readonly time: string
  readonly content_time: string | undefined
  readonly settled: boolean
  readonly run: number
  readonly children: ReadonlyArray<Child>
  /** Which of its properties are incomplete. */
  readonly incomplete?: ReadonlyArray<IncompletePart>
}

/** What is kept in memory of a data source. */
export interface SourceNote {
  readonly title: string
  readonly database_id: string | undefined
  readonly parent: PageNote['parent']
  readonly run: number
}

/** The id in a parent. */
export const parentOf = (parent: unknown): PageNote['parent'] => {
  const given: { readonly type?: unknown; readonly [key: string]: unknown } = Object(parent)
  const type = String(given.type ?? 'workspace')
  const id = given[type]
  return { type, id: typeof id === 'string' ? id : '' }
}

const titleOfPage = ({ properties }: Page): string => {
  const title = Object.values(properties).find(({ type }) => type === 'title')
  return title?.type === 'title' ? plainText(title.title) : ''
}

const noteOfPage = ({ page, children, content_time, settled, run, incomplete = [] }: StoredPage): PageNote => ({
  title: titleOfPage(page),
  parent: parentOf(page.parent),
  time: page.last_edited_time,
  content_time,
  settled,
  run,
  children,
  incomplete,
})

const titleOf = (given: unknown): string => {
  const title = field(given, 'title')
  return plainTextOf(title)
}

const noteOfSource = ({ source, database, run }: SourceRecord): SourceNote => {
  const [own, above] = [titleOf(source), titleOf(database)]
  const sources = field(database, 'data_sources')
  const isOnly = !Array.isArray(sources) || sources.length < 2
  const named = isOnly || own === above || own === '' ? above || own : `${above} – ${own}`
  return {
    title: named,
    database_id: database?.id,
    parent: parentOf(field(database ?? source, 'parent')),
    run,
  }
}

/** The pages and databases below some blocks, in order. */
export const childrenIn = (tree: BlockTree): ReadonlyArray<Child> => {
  const found: Array<Child> = []
  const waiting: Array<BlockNode> = [...tree.children].reverse()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const { block, children } = node
    if (block.type === 'child_page') found.push({ kind: 'page', id: block.id })
    if (block.type === 'child_database') found.push({ kind: 'database', id: block.id })
    for (const child of [...children].reverse()) waiting.push(child)
  }
  return found
}

/** An object without the id of the request that read it, which differs in each response. */
const withoutRequest = <A extends object>(object: A): A => {
  const copy = { ...object }
  Reflect.deleteProperty(copy, 'request_id')
  return copy
}

/** The stored workspace. */
export interface ExportRecords {
  readonly store: RecordStore
  readonly pages: ReadonlyMap<string, PageNote>
  readonly sources: ReadonlyMap<string, SourceNote>
  readonly putPage: (record: StoredPage) => Promise<void>
  readonly putTree: (id: string, tree: BlockTree) => Promise<void>
  readonly putSource: (record: SourceRecord) => Promise<void>
  readonly page: (id: string) => Promise<StoredPage | undefined>
  readonly tree: (id: string) => Promise<BlockTree | undefined>
  readonly source: (id: string) => Promise<SourceRecord | undefined>
  readonly checkpoint: (id: string) => Promise<Checkpoint | undefined>
  readonly putCheckpoint: (id: string, checkpoint: Checkpoint) => Promise<void>
  readonly forgetPage: (id: string) => Promise<void>
  readonly forgetSource: (id: string) => Promise<void>
  /** Whether anything was stored or removed since it was opened. */
  readonly isChanged: () => boolean
}

/** Opens the stored workspace. */
export const openWorkspace = async (store: RecordStore): Promise<ExportRecords> => {
  const pages = new Map<string, PageNote>()
  const sources = new Map<string, SourceNote>()
  let isChanged = false
  // Only this module writes to the store.
  const read = async <A>(key: string): Promise<A | undefined> => unsafeCast<A | undefined>(await store.get(key))
  for (const key of store.keys('p:')) {
    const record = await read<StoredPage>(key)
    if (record) pages.set(record.page.id, noteOfPage(record))
  }
  for (const key of store.keys('s:')) {
    const record = await read<SourceRecord>(key)
    if (record) sources.set(record.source.id, noteOfSource(record))
  }
  return {
    store,
    pages,
    sources,
    putPage: async (given) => {
      const record = { ...given, page: withoutRequest(given.page) }
      const before = pages.get(record.page.id)
      const note = noteOfPage(record)
      isChanged ||= before?.time !== note.time || before.content_time !== note.content_time || !note.settled
      isChanged ||= before?.incomplete?.length !== note.incomplete?.length
      pages.set(record.page.id, note)
      await store.put(`p:${record.page.id}`, record)
    },
    putTree: async (id, tree) => {
      isChanged = true
      await store.put(`t:${id}`, tree)
    },
    putSource: async ({ source, database, run }) => {
      const record: SourceRecord = {
        source: withoutRequest(source),
        ...(database && { database: withoutRequest(database) }),
        run,
      }
      sources.set(record.source.id, noteOfSource(record))
      await store.put(`s:${record.source.id}`, record)
    },
    page: (id) => read(`p:${id}`),
    tree: (id) => read(`t:${id}`),
    source: (id) => read(`s:${id}`),
    checkpoint: (id) => read(`c:${id}`),
    putCheckpoint: (id, checkpoint) => store.put(`c:${id}`, checkpoint),
    forgetPage: async (id) => {
      isChanged = true
      pages.delete(id)
      await store.remove(`p:${id}`)
      await store.remove(`t:${id}`)
    },
    forgetSource: async (id) => {
      isChanged = true
      sources.delete(id)
      await store.remove(`s:${id}`)
      await store.remove(`c:${id}`)
    },
    isChanged: () => isChanged,
  }
}
