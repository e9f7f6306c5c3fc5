/** Creates pages and databases where they belong, without their content. */
import {
  type CreateDatabaseParams,
  type CreatePageSyncParams,
  collect,
  createDatabase,
  createDataSource,
  createPage,
  getBlockChildren,
  getDatabase,
  updateDataSource,
} from 'notion-fp'
import type { DatabaseRecord, DataSourceRecord } from '../backup/records.js'
import { localError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { unsafeCast } from '../unsafeCast.js'
import type { Json } from '../values/json.js'
import { createOrFind } from './createOrFind.js'
import { MARKER } from './marker.js'
import type { OutlineChild } from './outline.js'
import type { RestoreRun } from './restoreRun.js'
import { DEPENDENT, independentRequest } from './schemaRequest.js'
import { writableText } from './writableContent.js'
import { decoration, writableProperties } from './writableProperties.js'

/** The first page or database in a page that the state does not have: it was created by a request whose outcome is unknown. */
const findNew = async (
  { ctx, state }: RestoreRun,
  parent: string,
  kind: OutlineChild['kind'],
): Promise<Result<string | undefined>> => {
  const children = await collect(getBlockChildren)(ctx, { block_id: parent })()
  if (children._tag === 'Left') return children
  const found = children.right.find(
    (block) => 'type' in block && block.type === `child_${kind}` && !state.isCreated(block.id),
  )
  return ok(found?.id)
}

/** What an earlier run created but was stopped before it recorded the id. */
const adopt = async (
  run: RestoreRun,
  parent: string,
  { kind, id }: OutlineChild,
): Promise<Result<string | undefined>> =>
  run.state.hasBegun(`create:${id}`) ? findNew(run, parent, kind) : ok(undefined)

const createChildPage = async (run: RestoreRun, parent: string, id: string): Promise<Result<void>> => {
  const { ctx, store, state } = run
  const record = await store.get('pages', id)
  if (!record) return fail(localError(`The backup does not have the page ${id}.`))
  const adopted = await adopt(run, parent, { kind: 'page', id })
  if (adopted._tag === 'Left') return adopted
  if (adopted.right !== undefined) return ok(state.map(id, adopted.right))
  const isRow = record.page.parent.type === 'data_source_id'
  if (isRow)
    state.lose({
      kind: 'page',
      what: 'properties',
      why: 'its data source is not in the backup; it becomes a page with a title',
      of: id,
    })
  const properties = await writableProperties(run, isRow ? titleOnly(record) : record, undefined)
  if (properties._tag === 'Left') return properties
  const place = { of: id, kind: 'page', files: record.files }
  const icon = await decoration(run, 'icon', record.page.icon, place)
  if (icon._tag === 'Left') return icon
  const cover = await decoration(run, 'cover', record.page.cover, place)
  if (cover._tag === 'Left') return cover
  // Each part was converted to what a request accepts.
  const params = unsafeCast<CreatePageSyncParams>({
    parent: { page_id: parent },
    properties: properties.right,
    ...(icon.right !== undefined && { icon: icon.right }),
    ...(cover.right !== undefined && { cover: cover.right }),
  })
  state.began(`create:${id}`)
  const created = await createOrFind<{ readonly id: string }>(ctx, createPage(ctx, params), async () => {
    const found = await findNew(run, parent, 'page')
    return found._tag === 'Left' ? found : ok(found.right === undefined ? undefined : { id: found.right })
  })
  if (created._tag === 'Left') return created
  state.map(id, created.right.id)
  run.onStep()
  return ok(undefined)
}

const titleOnly = <A extends { readonly page: { readonly properties: object } }>(record: A): A => ({
  ...record,
  page: {
    ...record.page,
    properties: Object.fromEntries(
      Object.entries(record.page.properties).filter(([, value]) => value.type === 'title'),
    ),
  },
})

const independentSchema = ({ state }: RestoreRun, { id, data_source }: DataSourceRecord): Json => {
  const properties: { [name: string]: unknown } = {}
  for (const [name, config] of Object.entries(data_source.properties)) {
    if (DEPENDENT.test(config.type)) continue
    const request = independentRequest(config, (what, why) =>
      state.lose({ kind: 'property', what: `${name}: ${what}`, why, of: id }),
    )
    if (request) properties[name] = request
  }
  return { ...properties, [MARKER]: { rich_text: {} } }
}

/** Creates the data sources of a new database after the first one, and records the ids of all. */
const createSources = async (
  run: RestoreRun,
  database_id: string,
  sources: ReadonlyArray<DataSourceRecord>,
): Promise<Result<void>> => {
  const { ctx, state } = run
  const idsNow = async (): Promise<Result<ReadonlyArray<string>>> => {
    const database = await getDatabase(ctx, { database_id })()
    if (database._tag === 'Left') return database
    return ok('data_sources' in database.right ? (database.right.data_sources ?? []).map(({ id }) => id) : [])
  }
  const there = await idsNow()
  if (there._tag === 'Left') return there
  // They are created one after the other, so the existing ones are the first ones.
  const known = [...there.right]
  for (const [index, record] of sources.entries()) {
    if (state.to(record.id) !== undefined) continue
    const title = writableText(run, record.data_source.title, record.id, 'data_source')
    let id = known[index]
    if (id === undefined) {
      // `schemaOf` makes the properties from those of the backup, which are typed as JSON.
      const params = unsafeCast<Parameters<typeof createDataSource>[1]>({
        parent: { type: 'database_id', database_id },
        properties: independentSchema(run, record),
        title,
      })
      const created = await createOrFind<{ readonly id: string }>(ctx, createDataSource(ctx, params), async () => {
        const now = await idsNow()
        const found = now._tag === 'Right' ? now.right.find((one) => !known.includes(one)) : undefined
        return now._tag === 'Left' ? now : ok(found === undefined ? undefined : { id: found })
      })
      if (created._tag === 'Left') return created
      id = created.right.id
      known.push(id)
    } else if (title.length > 0) {
      const named = await updateDataSource(ctx, { data_source_id: id, title })()
      if (named._tag === 'Left') return named
    }
    state.map(record.id, id)
  }
  return ok(undefined)
}

const requestOf = async (
  run: RestoreRun,
  parent: string,
  { id, database, files }: DatabaseRecord,
  first: DataSourceRecord | undefined,
): Promise<Result<CreateDatabaseParams>> => {
  const place = { of: id, kind: 'database', files }
  const icon = await decoration(run, 'icon', database.icon, place)
  if (icon._tag === 'Left') return icon
  const cover = await decoration(run, 'cover', database.cover, place)
  if (cover._tag === 'Left') return cover
  return ok(
    // Each part was converted to what a request accepts.
    unsafeCast<CreateDatabaseParams>({
      parent: { type: 'page_id', page_id: parent },
      title: writableText(run, database.title, id, 'database'),
      description: writableText(run, database.description, id, 'database'),
      is_inline: database.is_inline === true,
      ...(first && { initial_data_source: { properties: independentSchema(run, first) } }),
      ...(icon.right !== undefined && { icon: icon.right }),
      ...(cover.right !== undefined && { cover: cover.right }),
    }),
  )
}

const sourcesOf = async ({ store, state }: RestoreRun, { id, database }: DatabaseRecord) => {
  const records = await Promise.all((database.data_sources ?? []).map((source) => store.get('data_sources', source.id)))
  for (const [index, record] of records.entries()) {
    if (!record)
      state.lose({ kind: 'database', what: `data_sources.${index}`, why: 'the backup does not have it', of: id })
  }
  return records.filter((record) => record !== undefined)
}

const createChildDatabase = async (run: RestoreRun, parent: string, id: string): Promise<Result<void>> => {
  const { ctx, store, state } = run
  const record = await store.get('databases', id)
  if (!record) return fail(localError(`The backup does not have the database ${id}.`))
  const sources = await sourcesOf(run, record)
  let to = state.to(id)
  if (to === undefined) {
    const adopted = await adopt(run, parent, { kind: 'database', id })
    if (adopted._tag === 'Left') return adopted
    to = adopted.right
    if (to === undefined) {
      const params = await requestOf(run, parent, record, sources[0])
      if (params._tag === 'Left') return params
      state.began(`create:${id}`)
      const created = await createOrFind<{ readonly id: string }>(ctx, createDatabase(ctx, params.right), async () => {
        const found = await findNew(run, parent, 'database')
        return found._tag === 'Left' ? found : ok(found.right === undefined ? undefined : { id: found.right })
      })
      if (created._tag === 'Left') return created
      to = created.right.id
    }
    state.map(id, to)
  }
  const made = await createSources(run, to, sources)
  if (made._tag === 'Left') return made
  state.did(`sources:${id}`)
  run.onStep()
  return ok(undefined)
}

/** Creates the pages and databases in a page of the backup, and those in them. */
export const createInside = async (
  run: RestoreRun,
  parent: string,
  children: ReadonlyArray<OutlineChild>,
): Promise<Result<void>> => {
  const { state, outline } = run
  const open = [{ parent, children }]
  for (let next = open.shift(); next; next = open.shift()) {
    // One after the other: this keeps their order, and after a stop, the outcome of at most one is unknown.
    for (const child of next.children) {
      const isThere = child.kind === 'page' ? state.to(child.id) !== undefined : state.isDone(`sources:${child.id}`)
      const create = child.kind === 'page' ? createChildPage : createChildDatabase
      const created = isThere ? ok(undefined) : await create(run, next.parent, child.id)
      if (created._tag === 'Left') return created
      const inner = outline.children.get(child.id)
      const to = state.to(child.id)
      if (child.kind === 'page' && inner && to !== undefined) open.push({ parent: to, children: inner })
    }
  }
  return ok(undefined)
}
