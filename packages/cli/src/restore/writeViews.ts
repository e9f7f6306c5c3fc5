/** Creates the views of databases, after their properties and the rows that filters refer to. */
import {
  type CreateViewParams,
  collect,
  createView,
  type DataSource,
  deleteView,
  getView,
  getViews,
  isFullView,
  type PartialView,
  type View,
} from 'notion-fp'
import type { DatabaseRecord } from '../backup/records.js'
import { ok, type Result } from '../errors/result.js'
import { unsafeCast } from '../unsafeCast.js'
import { widgetRows } from '../values/widgetRows.js'
import { createOrFind } from './createOrFind.js'
import { liveSource } from './liveSource.js'
import type { RestoreRun } from './restoreRun.js'
import { isRefusal } from './uploadContent.js'
import { lesserRequests, type ViewRequest, viewRequest } from './viewRequest.js'

/** The current state of the data sources of views, so that each is read once. */
type Live = Map<string, DataSource>

/** Where a new view is created, and how to list the views there, to find one whose response was lost. */
interface ViewPlace {
  readonly params: Pick<CreateViewParams, 'database_id' | 'view_id' | 'placement'>
  readonly ids: () => Promise<Result<ReadonlyArray<string>>>
}

/** The stored responses. Of a view that the connection could not read in full, there are only the ids. */
const viewsIn = (record: DatabaseRecord): ReadonlyArray<View | PartialView> =>
  unsafeCast<ReadonlyArray<View | PartialView>>(record.views)

const hasLayout = ({ configuration }: View): boolean =>
  configuration?.type === 'dashboard' &&
  configuration.rows.some(({ height, widgets }) => height !== undefined || widgets.some(({ width }) => width))

const tabsOf = async ({ ctx }: RestoreRun, database_id: string): Promise<Result<ReadonlyArray<string>>> => {
  const listed = await collect(getViews)(ctx, { database_id })()
  return listed._tag === 'Left' ? listed : ok(listed.right.map(({ id }) => id))
}

const widgetsOf = async ({ ctx }: RestoreRun, view_id: string): Promise<Result<ReadonlyArray<string>>> => {
  const dashboard = await getView(ctx, { view_id })()
  if (dashboard._tag === 'Left') return dashboard
  return ok(widgetRows(dashboard.right).flat())
}

const readLiveSource = async (run: RestoreRun, live: Live, id: string): Promise<Result<DataSource>> => {
  const known = live.get(id)
  if (known) return ok(known)
  const read = await liveSource(run, id)
  if (read._tag === 'Right') live.set(id, read.right)
  return read
}

/** Creates a view. If Notion rejects some of its settings, it is created without them. */
const send = async (
  run: RestoreRun,
  view: View,
  data_source_id: string,
  request: ViewRequest,
  place: ViewPlace,
): Promise<Result<void>> => {
  const { ctx, state } = run
  const lose = (what: string, why: string): void => state.lose({ kind: 'view', what, why, of: view.id })
  // Views are created one after the other: one whose id is not recorded was created by the request whose response was lost.
  const findNew = async (): Promise<Result<{ readonly id: string } | undefined>> => {
    const there = await place.ids()
    if (there._tag === 'Left') return there
    const id = there.right.find((one) => !state.isCreated(one))
    return ok(id === undefined ? undefined : { id })
  }
  if (state.hasBegun(`view:${view.id}`)) {
    const found = await findNew()
    if (found._tag === 'Left') return found
    if (found.right) return ok(state.map(view.id, found.right.id))
  }
  state.began(`view:${view.id}`)
  let refused = ''
  for (const { request: one, without } of [{ request, without: '' }, ...lesserRequests(request)]) {
    // The parts were converted to what a request accepts.
    const params = unsafeCast<CreateViewParams>({ data_source_id, ...place.params, ...one })
    const created = await createOrFind<{ readonly id: string }>(ctx, createView(ctx, params), findNew)
    if (created._tag === 'Right') {
      if (without !== '') lose(without, `Notion refuses it: ${refused}`)
      return ok(state.map(view.id, created.right.id))
    }
    if (!isRefusal(created.left)) return created
    refused ||= created.left.message
  }
  lose('all', `Notion refuses it: ${refused}`)
  return ok(undefined)
}

/** Creates a view. */
const restoreView = async (
  run: RestoreRun,
  view: View,
  fallback: string | undefined,
  live: Live,
  place: ViewPlace,
): Promise<Result<void>> => {
  const { store, state, reach } = run
  if (state.to(view.id) !== undefined) return ok(undefined)
  const lose = (what: string, why: string): void => state.lose({ kind: 'view', what, why, of: view.id })
  // A dashboard has no data source of its own, but the request requires one.
  const from = view.data_source_id ?? fallback ?? ''
  const to = state.to(from) ?? (reach.outside(from) ? from : undefined)
  if (to === undefined) return ok(lose('all', 'its data source was not restored'))
  const now = await readLiveSource(run, live, to)
  if (now._tag === 'Left') return now
  const record = await store.get('data_sources', from)
  // Collected first: if the whole view is lost, its parts are not reported.
  const parts: Array<readonly [what: string, why: string]> = []
  const made = viewRequest(
    view,
    {
      source: record?.data_source ?? now.right,
      live: now.right,
      pageOf: (id) => state.to(id) ?? (reach.outside(id) ? id : undefined),
      hasUser: reach.user,
    },
    (what, why) => parts.push([what, why]),
  )
  if ('why' in made) return ok(lose('all', made.why))
  for (const [what, why] of parts) lose(what, why)
  return send(run, view, to, made.request, place)
}

/** Creates the views of a dashboard, each in its row. */
const restoreWidgets = async (
  run: RestoreRun,
  dashboard: View,
  all: ReadonlyMap<string, View>,
  fallback: string | undefined,
  live: Live,
): Promise<Result<void>> => {
  const { state } = run
  const to = state.to(dashboard.id)
  if (to === undefined) return ok(undefined)
  const lose = (what: string, why: string): void => state.lose({ kind: 'view', what, why, of: dashboard.id })
  if (hasLayout(dashboard)) lose('layout', 'the API cannot set the sizes of widgets and rows')
  let row_index = 0
  for (const row of widgetRows(dashboard)) {
    for (const id of row) {
      const view = all.get(id)
      if (!view) {
        lose('widgets', 'the backup does not have all of them')
        continue
      }
      const isFirst = !row.some((other) => state.to(other) !== undefined)
      const placement = { type: isFirst ? 'new_row' : 'existing_row', row_index } as const
      const place = { params: { view_id: to, placement }, ids: () => widgetsOf(run, to) }
      const created = await restoreView(run, view, fallback, live, place)
      if (created._tag === 'Left') return created
    }
    if (row.some((id) => state.to(id) !== undefined)) row_index++
  }
  return ok(undefined)
}

/** The view that Notion adds to a new database. It is recorded under a key of its own, since it is no view of the backup. */
const findDefault = async (run: RestoreRun, id: string, to: string): Promise<Result<string | undefined>> => {
  const { state } = run
  const key = `default-view:${id}`
  const known = state.to(key)
  if (known !== undefined) return ok(known)
  const tabs = await tabsOf(run, to)
  if (tabs._tag === 'Left') return tabs
  const [first] = tabs.right.filter((one) => !state.isCreated(one))
  if (first !== undefined) state.map(key, first)
  return ok(first)
}

/** Deletes the view that Notion added to a new database. */
const removeDefault = async (run: RestoreRun, id: string, view_id: string): Promise<Result<void>> => {
  const deleted = await deleteView(run.ctx, { view_id })()
  if (deleted._tag === 'Right' || deleted.left._tag === 'NotFoundError') return ok(undefined)
  if (!isRefusal(deleted.left)) return deleted
  const why = `the view that Notion adds to a new database could not be deleted: ${deleted.left.message}`
  return ok(run.state.lose({ kind: 'database', what: 'views', why, of: id }))
}

const restoreViewsOf = async (
  run: RestoreRun,
  record: DatabaseRecord,
  to: string,
  live: Live,
): Promise<Result<void>> => {
  const { state, signal } = run
  const { id, database } = record
  const fallback = database.data_sources?.[0]?.id
  const found = await findDefault(run, id, to)
  if (found._tag === 'Left') return found
  const all = new Map<string, View>()
  for (const view of viewsIn(record)) {
    if (isFullView(view)) all.set(view.id, view)
    else state.lose({ kind: 'view', what: 'all', why: 'the connection could not read it', of: view.id })
  }
  const tabs = [...all.values()].filter(({ dashboard_view_id }) => !dashboard_view_id)
  for (const view of tabs) {
    if (signal.aborted) return ok(undefined)
    const place = { params: { database_id: to }, ids: () => tabsOf(run, to) }
    const created = await restoreView(run, view, fallback, live, place)
    if (created._tag === 'Left') return created
    const inside = await restoreWidgets(run, view, all, fallback, live)
    if (inside._tag === 'Left') return inside
  }
  const hasOthers = tabs.some((view) => state.to(view.id) !== undefined)
  const removed = found.right !== undefined && hasOthers ? await removeDefault(run, id, found.right) : ok(undefined)
  if (removed._tag === 'Right' && !signal.aborted) state.did(`views:${id}`)
  return removed
}

/** Creates the views of all databases. */
export const writeViews = async (run: RestoreRun): Promise<Result<void>> => {
  const { store, state, signal } = run
  const live: Live = new Map()
  for (const id of store.ids('databases')) {
    const to = state.to(id)
    if (to === undefined || signal.aborted || state.isDone(`views:${id}`)) continue
    const record = await store.get('databases', id)
    const written = record ? await restoreViewsOf(run, record, to, live) : ok(undefined)
    if (written._tag === 'Left') return written
  }
  return ok(undefined)
}
