/** The structure of a backup: what contains what, in order. The contents stay on the disk. */
import { type Block, dashedId } from 'notion-fp'
import type { BackupStore } from '../backup/backupStore.js'
import type { PageRecord } from '../backup/records.js'
import { field } from '../values/json.js'
import { syncedFrom } from './syncedFrom.js'

/** A page or a database in a page. */
export interface OutlineChild {
  readonly kind: 'page' | 'database'
  readonly id: string
}

/** The structure of a backup. */
export interface Outline {
  /** The pages and databases that are in no page of the backup. */
  readonly roots: ReadonlyArray<OutlineChild>
  /** The pages and databases in each page, in document order. */
  readonly children: ReadonlyMap<string, ReadonlyArray<OutlineChild>>
  /** The rows of each data source, in the order in which they were created. */
  readonly rows: ReadonlyMap<string, ReadonlyArray<string>>
  /** The pages with content. */
  readonly withContent: ReadonlySet<string>
  /** Those of them that others link to: they are written first. */
  readonly first: ReadonlySet<string>
  readonly withComments: ReadonlySet<string>
  /** The pages and databases that are locked. */
  readonly locked: ReadonlySet<string>
  /** The blocks that links, copies of synced blocks or comments refer to. */
  readonly wanted: ReadonlySet<string>
  /**
   * For each copy of a synced block, the block that is written as the original: the original itself, or the first copy if the backup does
   * not have it.
   */
  readonly originalOf: (synced: string) => string | undefined
  readonly counts: {
    readonly pages: number
    readonly rows: number
    readonly templates: number
    readonly views: number
    readonly comments: number
    readonly blocks: number
    readonly files: number
  }
}

const ANCHOR = /#([\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12})/gi

/** The ids of blocks that URLs in a record lead to. */
const anchorsIn = (record: PageRecord): ReadonlyArray<string> =>
  [...JSON.stringify([record.page.properties, record.blocks]).matchAll(ANCHOR)].map(([, id = '']) => dashedId(id))

const uniqueNumberOf = ({ page }: PageRecord): number => {
  const value = Object.values(page.properties).find(({ type }) => type === 'unique_id')
  const number = field(value && field(value, 'unique_id'), 'number')
  return typeof number === 'number' ? number : 0
}

interface Row {
  readonly id: string
  readonly number: number
  readonly created: string
}

const inOrder = (a: Row, b: Row): number =>
  a.number - b.number || (a.created < b.created ? -1 : a.created > b.created ? 1 : 0)

/** Appends to the list of a key. */
const push = <A>(lists: Map<string, Array<A>>, key: string, value: A): void => {
  const list = lists.get(key) ?? []
  list.push(value)
  lists.set(key, list)
}

/** An outline that is being read. */
interface Reading {
  readonly store: BackupStore
  readonly children: Map<string, Array<OutlineChild>>
  readonly rows: Map<string, Array<Row>>
  /** All pages and databases that are not rows. */
  readonly loose: Array<OutlineChild>
  /** Those of them that are in a page. */
  readonly inside: Set<string>
  readonly withContent: Set<string>
  readonly withComments: Set<string>
  readonly locked: Set<string>
  readonly wanted: Set<string>
  /** The page of each synced block. */
  readonly pageOf: Map<string, string>
  /** The synced blocks that are originals. */
  readonly originals: Set<string>
  /** The first copy of each original. */
  readonly copies: Map<string, string>
  readonly counts: { -readonly [name in keyof Outline['counts']]: number }
}

/** A page or database in a page. One that is shown twice belongs to the first page. */
const readChild = ({ store, children, inside }: Reading, page: string, { id, type }: Block): void => {
  const kind = type === 'child_page' ? 'page' : type === 'child_database' ? 'database' : undefined
  if (!kind || !store.has(kind === 'page' ? 'pages' : 'databases', id) || inside.has(id)) return
  inside.add(id)
  push(children, page, { kind, id })
}

const readSynced = ({ pageOf, originals, copies, wanted }: Reading, page: string, block: Block): void => {
  if (block.type !== 'synced_block') return
  pageOf.set(block.id, page)
  const from = syncedFrom(block)
  if (from === undefined) {
    originals.add(block.id)
    return
  }
  wanted.add(from)
  if (!copies.has(from)) copies.set(from, block.id)
}

/** Where a page is: a row of its data source, or a page of its own. */
const readPosition = ({ store, rows, loose, counts }: Reading, record: PageRecord): void => {
  const { id, page } = record
  const source = page.parent.type === 'data_source_id' ? page.parent.data_source_id : undefined
  if (source !== undefined && store.has('data_sources', source)) {
    counts.rows++
    push(rows, source, { id, number: uniqueNumberOf(record), created: page.created_time })
  } else {
    counts.pages++
    loose.push({ kind: 'page', id })
  }
}

const readPageRecord = (reading: Reading, record: PageRecord): void => {
  const { withContent, withComments, locked, wanted, counts } = reading
  const { id, page, blocks, comments, files, template_of } = record
  if (template_of !== undefined) {
    counts.templates++
    return
  }
  counts.comments += comments.length
  counts.blocks += blocks.length
  counts.files += files.length
  if (blocks.length > 0) withContent.add(id)
  if (comments.length > 0) withComments.add(id)
  if (page.is_locked === true) locked.add(id)
  for (const { block } of blocks) {
    readChild(reading, id, block)
    readSynced(reading, id, block)
  }
  for (const anchor of anchorsIn(record)) wanted.add(anchor)
  for (const { parent } of comments) if ('block_id' in parent) wanted.add(parent.block_id)
  readPosition(reading, record)
}

/** Reads the structure of a backup. */
export const readOutline = async (store: BackupStore): Promise<Outline> => {
  const reading: Reading = {
    store,
    children: new Map(),
    rows: new Map(),
    loose: [],
    inside: new Set(),
    withContent: new Set(),
    withComments: new Set(),
    locked: new Set(),
    wanted: new Set(),
    pageOf: new Map(),
    originals: new Set(),
    copies: new Map(),
    counts: { pages: 0, rows: 0, templates: 0, views: 0, comments: 0, blocks: 0, files: 0 },
  }
  for await (const record of store.all('pages')) readPageRecord(reading, record)
  const { children, rows, loose, inside, withContent, withComments, locked, wanted, counts } = reading
  for await (const { id, database, views } of store.all('databases')) {
    counts.views += views.length
    loose.push({ kind: 'database', id })
    if (database.is_locked === true) locked.add(id)
  }
  const { pageOf, originals, copies } = reading
  for (const copy of copies.values()) wanted.add(copy)
  return {
    roots: loose.filter(({ id }) => !inside.has(id)),
    children,
    // Rows created in the same minute keep the order in which they were read.
    rows: new Map([...rows].map(([source, list]) => [source, list.sort(inOrder).map(({ id }) => id)])),
    withContent,
    first: new Set([...wanted].flatMap((id) => pageOf.get(id) ?? [])),
    withComments,
    locked,
    wanted,
    originalOf: (from) => (originals.has(from) ? from : copies.get(from)),
    counts,
  }
}
