/** The structure of a backup: what contains what, in order. The contents stay on the disk. */
import { dashedId } from 'notion-fp'
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

/** Reads the structure of a backup. */
export const readOutline = async (store: BackupStore): Promise<Outline> => {
  const children = new Map<string, Array<OutlineChild>>()
  const rows = new Map<string, Array<Row>>()
  const loose: Array<OutlineChild> = []
  const inside = new Set<string>()
  const [withContent, withComments, locked] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const wanted = new Set<string>()
  const pageOf = new Map<string, string>()
  const originals = new Set<string>()
  const copies = new Map<string, string>()
  const counts = { pages: 0, rows: 0, templates: 0, views: 0, comments: 0, blocks: 0, files: 0 }
  for await (const record of store.all('pages')) {
    const { id, page, blocks, comments, files, template_of } = record
    if (template_of !== undefined) {
      counts.templates++
      continue
    }
    counts.comments += comments.length
    counts.blocks += blocks.length
    counts.files += files.length
    if (blocks.length > 0) withContent.add(id)
    if (comments.length > 0) withComments.add(id)
    if (page.is_locked === true) locked.add(id)
    for (const { block } of blocks) {
      const kind = block.type === 'child_page' ? 'page' : block.type === 'child_database' ? 'database' : undefined
      if (kind && store.has(kind === 'page' ? 'pages' : 'databases', block.id) && !inside.has(block.id)) {
        inside.add(block.id)
        const list = children.get(id) ?? []
        list.push({ kind, id: block.id })
        children.set(id, list)
      }
      const from = block.type === 'synced_block' ? syncedFrom(block) : undefined
      if (block.type === 'synced_block') pageOf.set(block.id, id)
      if (block.type === 'synced_block' && from === undefined) originals.add(block.id)
      if (from !== undefined) {
        wanted.add(from)
        if (!copies.has(from)) copies.set(from, block.id)
      }
    }
    for (const anchor of anchorsIn(record)) wanted.add(anchor)
    for (const { parent } of comments) if ('block_id' in parent) wanted.add(parent.block_id)
    const source = page.parent.type === 'data_source_id' ? page.parent.data_source_id : undefined
    if (source !== undefined && store.has('data_sources', source)) {
      counts.rows++
      const list = rows.get(source) ?? []
      list.push({ id, number: uniqueNumberOf(record), created: page.created_time })
      rows.set(source, list)
    } else {
      counts.pages++
      loose.push({ kind: 'page', id })
    }
  }
  for await (const { id, database, views } of store.all('databases')) {
    counts.views += views.length
    loose.push({ kind: 'database', id })
    if (database.is_locked === true) locked.add(id)
  }
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
