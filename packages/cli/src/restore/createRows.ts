/** Creates the rows of the new data sources. A marker property names the row of the backup, so that none is created twice. */
import {
  type CreatePageSyncParams,
  createPage,
  type DataSource,
  isFullPage,
  iterate,
  type Page,
  queryDataSource,
} from 'notion-fp'
import { planAppend, refersTo } from 'notion-fp/blocks'
import type { DataSourceRecord, PageRecord } from '../backup/records.js'
import { ok, type Result } from '../errors/result.js'
import { createPool } from '../shared/pool.js'
import { unsafeCast } from '../unsafeCast.js'
import { field } from '../values/json.js'
import { createOrFind } from './createOrFind.js'
import { liveSource } from './liveSource.js'
import { MARKER } from './marker.js'
import type { RestoreRun } from './restoreRun.js'
import { segmentsOf } from './segmentsOf.js'
import { writableContent } from './writableContent.js'
import { decoration, MAX_REFERENCES, relationsOf, writableProperties } from './writableProperties.js'

/** A placeholder for the id of an upload while a request is planned. */
const AN_UPLOAD = '00000000-0000-4000-8000-000000000000'

/**
 * The only part of a content that can be written with the page: it is small, and nothing in it refers to what is restored, or is referred
 * to. This depends on the backup alone, so that an interrupted run decides in the same way.
 */
const inlineNodes = async (
  run: RestoreRun,
  record: PageRecord,
): Promise<ReturnType<typeof segmentsOf>[number]['nodes']> => {
  const { outline } = run
  const { id, blocks } = record
  if (blocks.length === 0 || blocks.length > 100 || outline.children.has(id)) return []
  if (blocks.some(({ block }) => block.type === 'synced_block' || outline.wanted.has(block.id))) return []
  if (blocks.some(({ block }) => refersTo(field(block, block.type), run.restored))) return []
  const [segment] = segmentsOf(run, record)
  if (!segment) return []
  const planned = await writableContent(run, segment.nodes, record.files, AN_UPLOAD)
  if (planned._tag === 'Left') return []
  const plan = planAppend(planned.right.children)
  if (plan._tag === 'Left') return []
  const { requests, continuations } = plan.right
  return requests.length === 1 && continuations.length === 0 ? segment.nodes : []
}

/** The relations whose rows all exist already. The second pass writes the others. */
const relationsNow = ({ state }: RestoreRun, { page }: PageRecord, live: DataSource) => {
  const written: { [name: string]: unknown } = {}
  const pending: Array<string> = []
  for (const [name, ids] of relationsOf(page)) {
    const there = ids.flatMap((id) => state.to(id) ?? [])
    if (there.length === ids.length && ids.length <= MAX_REFERENCES && live.properties[name]?.type === 'relation')
      written[name] = { relation: there.map((id) => ({ id })) }
    else pending.push(name)
  }
  return { written, pending }
}

const markerOf = (page: unknown): string | undefined => {
  const runs = field(field(field(page, 'properties'), MARKER), 'rich_text')
  const text = field(field(runs, '0'), 'plain_text')
  return typeof text === 'string' ? text : undefined
}

const findRow = async (
  { ctx }: RestoreRun,
  data_source_id: string,
  id: string,
): Promise<Result<{ readonly id: string } | undefined>> => {
  const filter = { property: MARKER, rich_text: { equals: id } } as const
  const found = await queryDataSource(ctx, { data_source_id, filter, page_size: 1 })()
  if (found._tag === 'Left') return found
  const [row] = found.right.results
  return ok(row && { id: row.id })
}

const createRow = async (run: RestoreRun, record: PageRecord, live: DataSource): Promise<Result<void>> => {
  const { ctx, state } = run
  const { id, page, files } = record
  const properties = await writableProperties(run, record, live)
  if (properties._tag === 'Left') return properties
  const relations = relationsNow(run, record, live)
  const place = { of: id, kind: 'row', files }
  const icon = await decoration(run, 'icon', page.icon, place)
  if (icon._tag === 'Left') return icon
  const cover = await decoration(run, 'cover', page.cover, place)
  if (cover._tag === 'Left') return cover
  const inline = await inlineNodes(run, record)
  const content = await writableContent(run, inline, files)
  if (content._tag === 'Left') return content
  // Each part was converted to what a request accepts.
  const params = unsafeCast<CreatePageSyncParams>({
    parent: { type: 'data_source_id', data_source_id: live.id },
    properties: { ...properties.right, ...relations.written, [MARKER]: { rich_text: [{ text: { content: id } }] } },
    ...(icon.right !== undefined && { icon: icon.right }),
    ...(cover.right !== undefined && { cover: cover.right }),
    ...(content.right.children.length > 0 && { children: content.right.children }),
  })
  const created = await createOrFind<{ readonly id: string }>(ctx, createPage(ctx, params), () =>
    findRow(run, live.id, id),
  )
  if (created._tag === 'Left') return created
  state.map(id, created.right.id, relations.pending)
  if (inline.length > 0) state.did(`body:${id}`)
  run.onStep()
  return ok(undefined)
}

/** The relations of a row that differ from those in the backup. */
const missingRelations = ({ state }: RestoreRun, record: PageRecord, row: Page): ReadonlyArray<string> =>
  relationsOf(record.page).flatMap(([name, ids]) => {
    const value = row.properties[name]
    const now = value?.type === 'relation' && value.has_more !== true ? value.relation.map(({ id }) => id) : []
    return now.join() === ids.map((id) => state.to(id)).join() ? [] : [name]
  })

/** Finds the rows that an earlier run created, by their markers: it may have been stopped before it recorded their ids. */
const readMarkers = async (run: RestoreRun, data_source_id: string): Promise<Result<void>> => {
  const { ctx, state, store } = run
  const found: Array<readonly [PageRecord, Page]> = []
  for await (const row of iterate(queryDataSource)(ctx, { data_source_id })) {
    if (row._tag === 'Left') return row
    const page = isFullPage(row.right) ? row.right : undefined
    const id = markerOf(page)
    const record = id === undefined || state.to(id) !== undefined ? undefined : await store.get('pages', id)
    if (record && page) found.push([record, page])
  }
  for (const [record, row] of found) {
    state.map(record.id, row.id, missingRelations(run, record, row))
    if ((await inlineNodes(run, record)).length > 0) state.did(`body:${record.id}`)
  }
  return ok(undefined)
}

/** Creates the rows of a data source. */
export const createRows = async (run: RestoreRun, { id, data_source }: DataSourceRecord): Promise<Result<void>> => {
  const { state, store, outline, signal } = run
  const to = state.to(id)
  if (to === undefined || state.isDone(`rows:${id}`)) return ok(undefined)
  const live = await liveSource(run, to)
  if (live._tag === 'Left') return live
  if (state.hasBegun(`rows:${id}`)) {
    const read = await readMarkers(run, to)
    if (read._tag === 'Left') return read
  }
  state.began(`rows:${id}`)
  const isNumbered = Object.values(data_source.properties).some(({ type }) => type === 'unique_id')
  // Notion numbers rows in the order of their creation, so they are created one at a time.
  const pool = isNumbered ? createPool(1) : run.pool
  let failed: Result<void> = ok(undefined)
  const work = new Set<Promise<void>>()
  for (const row of outline.rows.get(id) ?? []) {
    if (failed._tag === 'Left' || signal.aborted) break
    if (state.to(row) !== undefined) continue
    const running: Promise<void> = pool(async () => {
      const record = failed._tag === 'Left' ? undefined : await store.get('pages', row)
      const created = record ? await createRow(run, record, live.right) : ok(undefined)
      if (created._tag === 'Left') failed = created
    }).finally(() => work.delete(running))
    work.add(running)
    // Waits, so that rows are not read from the disk faster than they are written.
    if (work.size >= 8) await Promise.race(work)
  }
  await Promise.all(work)
  if (failed._tag === 'Left') return failed
  if (signal.aborted) return ok(undefined)
  state.did(`rows:${id}`)
  return ok(undefined)
}
