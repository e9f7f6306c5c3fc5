/** Updates existing pages whose front matter was edited after a stopped run had created them. */
import { createHash } from 'node:crypto'
import {
  type CoverRequest,
  type IconRequest,
  type PropertyValueRequest,
  type PropertyValuesRequest,
  updateDatabase,
  updatePage,
} from 'notion-fp'
import { ok, type Result } from '../errors/result.js'
import { unsafeCast } from '../unsafeCast.js'
import type { Schema } from '../values/findProperty.js'
import type { FolderNode, Front } from './scanFolder.js'
import { loseOf, type Writing } from './writing.js'

/** The front matter that a page or database was created with. */
interface WrittenFront {
  readonly hash: string
  /** The properties that it set. */
  readonly names: ReadonlyArray<string>
  /** Of a database, the hash of its properties. */
  readonly schema?: string
}

/** The request for what front matter sets. */
export interface FrontRequest {
  readonly properties: PropertyValuesRequest
  readonly icon?: IconRequest
  readonly cover?: CoverRequest
}

const hashOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('hex')

const keyOf = ({ key }: FolderNode): string => `f:${key}`

const written = (node: FolderNode, front: Front, names: ReadonlyArray<string>): WrittenFront => ({
  hash: hashOf([node.title, front]),
  names,
  ...(node.kind === 'data_source' && { schema: hashOf(front.notion_properties) }),
})

/** Records the front matter that something is created with. Returns the front matter of an earlier run, if it was different. */
export const noteFront = async (
  { journal }: Writing,
  node: FolderNode,
  front: Front,
  names: ReadonlyArray<string>,
): Promise<WrittenFront | undefined> => {
  const now = written(node, front, names)
  // Only this file writes keys that begin with `f:`.
  const before = unsafeCast<WrittenFront | undefined>(await journal.get(keyOf(node)))
  if (before === undefined) await journal.put(keyOf(node), now)
  return before !== undefined && before.hash !== now.hash ? before : undefined
}

/** The empty value of a property type. */
const emptyOf = (type: string): PropertyValueRequest | undefined => {
  if (type === 'title') return undefined
  if (type === 'checkbox') return { checkbox: false }
  const empty = /^(relation|files|people|multi_select|rich_text)$/.test(type) ? [] : null
  // The compiler types a computed key as any string. The type is one of the writable types of the schema.
  return unsafeCast({ [type]: empty })
}

/** Updates an existing page to its front matter. Values that it no longer sets are removed. */
export const updateFront = async (
  { job: { ctx }, journal }: Writing,
  node: FolderNode,
  page_id: string,
  front: Front,
  { properties, icon, cover }: FrontRequest,
  names: ReadonlyArray<string>,
  before: WrittenFront,
  schema: Schema | undefined,
): Promise<Result<void>> => {
  const removed = before.names.flatMap((name) => {
    const property = schema && Object.hasOwn(schema, name) ? schema[name] : undefined
    const empty = property && !names.includes(name) ? emptyOf(property.type) : undefined
    return empty ? [[name, empty] as const] : []
  })
  const updated = await updatePage(ctx, {
    page_id,
    properties: { ...properties, ...Object.fromEntries(removed) },
    icon: icon ?? null,
    cover: cover ?? null,
  })()
  if (updated._tag === 'Left') return updated
  await journal.put(keyOf(node), written(node, front, names))
  return ok(undefined)
}

/** The same for a database. Changes of its properties are not made, and reported as a loss. */
export const updateDatabaseFront = async (
  run: Writing,
  node: FolderNode,
  database_id: string,
  front: Front,
  { icon, cover }: Omit<FrontRequest, 'properties'>,
  before: WrittenFront,
): Promise<Result<void>> => {
  const now = written(node, front, [])
  if (before.schema !== now.schema)
    loseOf(run, node)('properties', 'they were edited after the database had been created: it keeps those that it has')
  const updated = await updateDatabase(run.job.ctx, {
    database_id,
    title: [{ text: { content: node.title } }],
    icon: icon ?? null,
    cover: cover ?? null,
  })()
  if (updated._tag === 'Left') return updated
  await run.journal.put(keyOf(node), now)
  return ok(undefined)
}
