/** Finds pages, databases, data sources and blocks by id, and describes them as fields. */
import {
  type Block,
  type Context,
  type Database,
  type DataSource,
  getBlock,
  getDatabase,
  getDataSource,
  getPage,
  isFullPage,
  type PartialDatabase,
  parseBlockId,
  parseDatabaseId,
  parseId,
} from 'notion-fp'
import { mayBeOtherKind } from '../errors/mayBeOtherKind.js'
import { fail, ok, type Result } from '../errors/result.js'
import type { Cell, Fields } from '../output/cell.js'
import { blockText } from './blockText.js'
import { checkedId } from './findSource.js'
import { pageFields } from './pageFields.js'
import { plainTextOf } from './plainTextOf.js'

/** Something that was found: as the API returns it, and as fields. */
export interface FoundObject {
  readonly raw: object
  readonly fields: Fields
}

/** The kinds of objects that have ids. */
export const OBJECT_KINDS = ['page', 'database', 'data_source', 'block'] as const

export type ObjectKind = (typeof OBJECT_KINDS)[number]

const idOf = ({ id }: { readonly id: string }): string => id

const titleOf = (title: unknown): Cell => (Array.isArray(title) ? plainTextOf(title) : null)

const text = (value: unknown): Cell => (typeof value === 'string' ? value : null)

const databaseFields = (database: Database | PartialDatabase): Fields => ({
  object: 'database',
  id: database.id,
  title: 'title' in database ? titleOf(database.title) : null,
  url: 'url' in database ? text(database.url) : null,
  data_sources: 'data_sources' in database ? database.data_sources.map(({ id, name }) => `${name} ${id}`) : [],
})

const sourceFields = (source: DataSource): Fields => ({
  object: 'data_source',
  id: source.id,
  title: titleOf(source.title),
  url: text(source.url),
  properties: Object.fromEntries(Object.values(source.properties).map(({ name, type }) => [name, type])),
})

const blockFields = (block: Block): Fields => ({
  object: 'block',
  id: block.id,
  type: block.type,
  text: blockText(block),
  has_children: 'has_children' in block ? block.has_children === true : null,
})

type Reader = (ctx: Context, id: string) => Promise<Result<FoundObject>>

const READERS: { readonly [kind in ObjectKind]: Reader } = {
  page: async (ctx, page_id) => {
    const page = await getPage(ctx, { page_id })()
    if (page._tag === 'Left') return page
    const fields = isFullPage(page.right)
      ? { object: 'page', ...pageFields(page.right) }
      : { object: 'page', id: idOf(page.right) }
    return ok({ raw: page.right, fields })
  },
  database: async (ctx, database_id) => {
    const database = await getDatabase(ctx, { database_id })()
    return database._tag === 'Left' ? database : ok({ raw: database.right, fields: databaseFields(database.right) })
  },
  data_source: async (ctx, data_source_id) => {
    const source = await getDataSource(ctx, { data_source_id })()
    return source._tag === 'Left' ? source : ok({ raw: source.right, fields: sourceFields(source.right) })
  },
  block: async (ctx, block_id) => {
    const block = await getBlock(ctx, { block_id })()
    return block._tag === 'Left' ? block : ok({ raw: block.right, fields: blockFields(block.right) })
  },
}

const PARSERS: { readonly [kind in ObjectKind]: (given: string) => string | undefined } = {
  page: parseId,
  database: parseDatabaseId,
  data_source: parseDatabaseId,
  block: parseBlockId,
}

/** Finds the object with an id, of one kind or of any. A URL with a fragment is that of a block. */
export const findObject = async (
  ctx: Context,
  given: string,
  kind: ObjectKind | undefined,
): Promise<Result<FoundObject>> => {
  const kinds: ReadonlyArray<ObjectKind> = kind ? [kind] : /#[0-9a-f-]{32,}/i.test(given) ? ['block'] : OBJECT_KINDS
  let first: Result<FoundObject> | undefined
  for (const one of kinds) {
    const id = checkedId(given, PARSERS[one])
    if (id._tag === 'Left') return id
    const found = await READERS[one](ctx, id.right)
    if (found._tag === 'Right' || !mayBeOtherKind(found.left)) return found
    first ??= found
  }
  return first ?? fail({ _tag: 'NotFoundError', message: `Nothing has the id ${given}.` })
}
