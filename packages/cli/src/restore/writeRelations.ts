/** The second pass over rows: relations of rows that were created before the rows that they relate to. */
import { type PropertyValueRequest, type PropertyValuesRequest, updatePage } from 'notion-fp'
import type { DataSourceRecord, PageRecord } from '../backup/records.js'
import { ok, type Result } from '../errors/result.js'
import { forEachId } from './forEachId.js'
import { liveSource } from './liveSource.js'
import type { RestoreRun } from './restoreRun.js'
import { MAX_REFERENCES, relationsOf } from './writableProperties.js'

/** Whether the other side of a relation adds a reference that is above the limit of a request. */
const isOnOtherSide = async (
  { store }: RestoreRun,
  { data_source }: DataSourceRecord,
  name: string,
  row: string,
  related: string,
): Promise<boolean> => {
  const config = data_source.properties[name]
  const other = config?.type === 'relation' ? config.relation.dual_property?.synced_property_name : undefined
  const record = other === undefined ? undefined : await store.get('pages', related)
  const [, ids = []] = (record && relationsOf(record.page).find(([one]) => one === other)) ?? []
  return ids.length > 0 && ids.length <= MAX_REFERENCES && ids.includes(row)
}

const relationRequest = async (
  run: RestoreRun,
  source: DataSourceRecord,
  { id, page }: PageRecord,
): Promise<PropertyValuesRequest> => {
  const { state } = run
  const written: { [name: string]: PropertyValueRequest } = {}
  const names = state.pending(id)
  for (const [name, ids] of relationsOf(page)) {
    if (!names.includes(name)) continue
    const lose = (why: string): void => state.lose({ kind: 'row', what: `properties.${name}`, why, of: id })
    const there = ids.flatMap((one) => state.to(one) ?? [])
    if (there.length < ids.length) lose('some related rows were not restored')
    if (there.length <= MAX_REFERENCES) {
      if (there.length > 0) written[name] = { relation: there.map((one) => ({ id: one })) }
      continue
    }
    const others = await Promise.all(ids.map((one) => isOnOtherSide(run, source, name, id, one)))
    if (others.every(Boolean)) continue
    written[name] = { relation: there.slice(0, MAX_REFERENCES).map((one) => ({ id: one })) }
    const left = others.slice(MAX_REFERENCES).filter((is) => !is).length
    if (left > 0)
      lose(`a request has at most ${MAX_REFERENCES} references, and the other side does not bring ${left} of them`)
  }
  return written
}

/** Writes the relations of rows that were created before the rows that they relate to. */
export const writeRelations = async (run: RestoreRun): Promise<Result<void>> => {
  const { ctx, store, state, outline } = run
  for (const [source, rows] of outline.rows) {
    const record = await store.get('data_sources', source)
    const to = state.to(source)
    const pending = rows.filter((id) => state.pending(id).length > 0 && !state.isDone(`relations:${id}`))
    if (!record || to === undefined || pending.length === 0) continue
    const live = await liveSource(run, to)
    if (live._tag === 'Left') return live
    const written = await forEachId(run, pending, async (id) => {
      const page = await store.get('pages', id)
      const page_id = state.to(id)
      if (!page || page_id === undefined) return ok(undefined)
      const all = Object.entries(await relationRequest(run, record, page))
      const properties = Object.fromEntries(all.filter(([name]) => live.right.properties[name]?.type === 'relation'))
      if (Object.keys(properties).length > 0) {
        const updated = await updatePage(ctx, { page_id, properties })()
        if (updated._tag === 'Left') return updated
      }
      state.did(`relations:${id}`)
      run.onStep()
      return ok(undefined)
    })
    if (written._tag === 'Left') return written
  }
  return ok(undefined)
}
