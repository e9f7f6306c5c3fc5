/** Adds the properties that depend on others to the new data sources: relations, then rollups and formulas. */
import { type Context, type DataSource, type NotionError, updateDataSource } from 'notion-fp'
import type { DataSourceRecord } from '../backup/records.js'
import { ok, type Result } from '../errors/result.js'
import { unsafeCast } from '../unsafeCast.js'
import { liveSource } from './liveSource.js'
import type { RestoreRun } from './restoreRun.js'
import { DEPENDENT, dependentRequest } from './schemaRequest.js'

type Live = Map<string, DataSource>

const patch = async (
  ctx: Context,
  data_source_id: string,
  properties: { readonly [name: string]: unknown },
): Promise<{ readonly _tag: 'Left'; readonly left: NotionError } | { readonly _tag: 'Right' }> =>
  // The configurations were created for requests.
  updateDataSource(ctx, unsafeCast({ data_source_id, properties }))()

/** Renames the other side of a new two-way relation, if Notion has given it another name. */
const nameOtherSide = async (
  run: RestoreRun,
  record: DataSourceRecord,
  name: string,
  live: Live,
): Promise<Result<void>> => {
  const { ctx, state } = run
  const wanted = record.data_source.properties[name]
  const made = live.get(record.id)?.properties[name]
  if (wanted?.type !== 'relation' || made?.type !== 'relation') return ok(undefined)
  const other = wanted.relation.dual_property?.synced_property_name
  const now = made.relation.dual_property
  const target = state.to(String(wanted.relation.data_source_id))
  if (other === undefined || !now || target === undefined || now.synced_property_name === other) return ok(undefined)
  const renamed = await patch(ctx, target, { [now.synced_property_id]: { name: other } })
  return renamed._tag === 'Left' ? renamed : ok(undefined)
}

const readLive = async (run: RestoreRun, records: ReadonlyArray<DataSourceRecord>): Promise<Result<Live>> => {
  const live: Live = new Map()
  for (const { id } of records) {
    const to = run.state.to(id)
    if (to === undefined) continue
    const read = await liveSource(run, to)
    if (read._tag === 'Left') return read
    live.set(id, read.right)
  }
  return ok(live)
}

const missingIn = (
  { data_source }: DataSourceRecord,
  live: DataSource,
  skipped: ReadonlySet<string>,
): ReadonlyArray<string> =>
  Object.entries(data_source.properties).flatMap(([name, { type }]) =>
    DEPENDENT.test(type) && !Object.hasOwn(live.properties, name) && !skipped.has(name) ? [name] : [],
  )

/** Adds one property, if it can be added now. */
const addProperty = async (
  run: RestoreRun,
  record: DataSourceRecord,
  name: string,
  live: Live,
): Promise<Result<'added' | 'lost' | 'later'>> => {
  const { ctx, state, store, reach } = run
  const config = record.data_source.properties[name]
  const now = live.get(record.id)
  const to = state.to(record.id)
  if (!config || !now || to === undefined) return ok('later')
  const target = config.type === 'relation' ? String(config.relation.data_source_id) : ''
  const isInside = store.has('data_sources', target)
  const made = dependentRequest(
    config,
    {
      source: record.data_source,
      live: now,
      targetOf: (id) => state.to(id) ?? (reach.outside(id) ? id : undefined),
      liveOf: (id) => live.get(id),
    },
    isInside,
  )
  if (made === 'later') return ok('later')
  const lose = (what: string, why: string): void =>
    state.lose({ kind: 'property', what: `${name}: ${what}`, why, of: record.id })
  if ('why' in made) {
    lose('all', made.why)
    return ok('lost')
  }
  const patched = await patch(ctx, to, { [name]: made.request })
  if (patched._tag === 'Left') {
    if (patched.left._tag !== 'ValidationError' && patched.left._tag !== 'NotFoundError') return patched
    lose('all', `Notion refuses it: ${patched.left.message}`)
    return ok('lost')
  }
  if (config.type === 'relation' && config.relation.dual_property && !isInside)
    lose('dual_property', 'the other side is outside of the backup; the relation is one-way')
  return ok('added')
}

/**
 * Adds relations, rollups and formulas, each as soon as what it depends on is there. With `isLast`, what is still left cannot be created,
 * and is lost.
 */
export const addDependentProperties = async (
  run: RestoreRun,
  records: ReadonlyArray<DataSourceRecord>,
  isLast: boolean,
): Promise<Result<void>> => {
  const { state } = run
  const there = records.filter(({ id }) => state.to(id) !== undefined && !state.isDone(`schema:${id}`))
  if (there.length === 0) return ok(undefined)
  const read = await readLive(run, records)
  if (read._tag === 'Left') return read
  const live = read.right
  const given = new Map(there.map(({ id }) => [id, new Set<string>()]))
  for (let isMoving = true; isMoving; ) {
    isMoving = false
    for (const record of there) {
      const now = live.get(record.id)
      const skipped = given.get(record.id) ?? new Set<string>()
      for (const name of now ? missingIn(record, now, skipped) : []) {
        // It may have been created as the other side of a relation.
        if (Object.hasOwn(live.get(record.id)?.properties ?? {}, name)) continue
        const added = await addProperty(run, record, name, live)
        if (added._tag === 'Left') return added
        if (added.right === 'later') continue
        isMoving = true
        if (added.right === 'lost') {
          skipped.add(name)
          continue
        }
        const again = await readLive(run, records)
        if (again._tag === 'Left') return again
        for (const [id, source] of again.right) live.set(id, source)
        const renamed = await nameOtherSide(run, record, name, live)
        if (renamed._tag === 'Left') return renamed
      }
    }
  }
  for (const record of there) {
    const now = live.get(record.id)
    const left = now ? missingIn(record, now, given.get(record.id) ?? new Set()) : []
    if (isLast) {
      for (const name of left)
        state.lose({
          kind: 'property',
          what: `${name}: all`,
          why: 'what it depends on was not restored',
          of: record.id,
        })
    }
    if (left.length === 0 || isLast) state.did(`schema:${record.id}`)
  }
  return ok(undefined)
}
