/** Restores a backup into a page in two passes: the first creates everything, the second writes what refers to other objects. */
import {
  type Context,
  collect,
  getBlock,
  getBlockChildren,
  getBotUser,
  getDatabase,
  getDataSource,
  getPage,
  getUser,
  getUsers,
} from 'notion-fp'
import type { BackupStore } from '../backup/backupStore.js'
import type { DataSourceRecord } from '../backup/records.js'
import { localError, stoppedError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { patient } from '../shared/patient.js'
import { createPool } from '../shared/pool.js'
import { addDependentProperties } from './addDependentProperties.js'
import { createInside } from './createInside.js'
import { createRows } from './createRows.js'
import { finishObjects } from './finishObjects.js'
import { forEachId } from './forEachId.js'
import { linkBlocks } from './linkBlocks.js'
import type { Outline } from './outline.js'
import type { Reach, RestoreRun } from './restoreRun.js'
import type { RestoreState } from './restoreState.js'
import { writeBody } from './writeBody.js'
import { writeComments } from './writeComments.js'
import { writeRelations } from './writeRelations.js'
import { writeViews } from './writeViews.js'

/** What a restore is called with. */
export interface RestoreParams {
  readonly ctx: Context
  readonly store: BackupStore
  readonly state: RestoreState
  readonly outline: Outline
  readonly target: string
  readonly signal: AbortSignal
  readonly onStep: () => void
}

/** Finds out which users, and which objects outside of the backup, can be referred to. */
const findReach = async (ctx: Context, store: BackupStore): Promise<Result<Reach>> => {
  const listed = await collect(getUsers)(ctx, {})()
  // A connection without the capability to read users cannot tell who is a member. All are sent, and Notion rejects the others.
  const users = listed._tag === 'Right' ? new Set(listed.right.map(({ id }) => id)) : undefined
  if (listed._tag === 'Left' && listed.left._tag !== 'PermissionError') return listed
  for (const id of users ? store.ids('users') : []) {
    // The list of users has neither guests nor bots.
    if (!users?.has(id) && (await getUser(ctx, { user_id: id })())._tag === 'Right') users?.add(id)
  }
  const outside = new Set<string>()
  for await (const { id, kind } of store.all('external')) {
    const read =
      kind === 'page'
        ? getPage(ctx, { page_id: id })
        : kind === 'database'
          ? getDatabase(ctx, { database_id: id })
          : kind === 'data_source'
            ? getDataSource(ctx, { data_source_id: id })
            : kind === 'block'
              ? getBlock(ctx, { block_id: id })
              : undefined
    if (read && (await read())._tag === 'Right') outside.add(id)
  }
  return ok({ user: (id) => users?.has(id) ?? true, outside: (id) => outside.has(id) })
}

/** Checks that the target has nothing but what this restore has created. */
const checkTarget = async (
  ctx: Context,
  { isResumed, isCreated, hasBegun }: RestoreState,
  outline: Outline,
  target: string,
): Promise<Result<void>> => {
  const children = await collect(getBlockChildren)(ctx, { block_id: target })()
  if (children._tag === 'Left') return children
  const others = children.right.filter(({ id }) => !isCreated(id))
  // A run that was stopped may have created one without recording its id.
  const unsettled = isResumed ? outline.roots.filter(({ id }) => hasBegun(`create:${id}`)).length : 0
  const foreign = others.filter(
    (block) => !('type' in block) || !/^child_(page|database)$/.test(block.type) || unsettled === 0,
  )
  return foreign.length === 0
    ? ok(undefined)
    : fail(
        localError(
          `The page ${target} is not empty.`,
          isResumed
            ? 'Remove what is not from the restore, and run the same command again.'
            : 'Restore into an empty page.',
        ),
      )
}

const allSources = async (store: BackupStore): Promise<ReadonlyArray<DataSourceRecord>> => {
  const records: Array<DataSourceRecord> = []
  for await (const record of store.all('data_sources')) records.push(record)
  return records
}

/** Creates everything, level by level: rows may contain pages and databases, which may have rows that contain more. */
const createAll = async (run: RestoreRun, sources: ReadonlyArray<DataSourceRecord>): Promise<Result<void>> => {
  const { state, outline, signal } = run
  const made = await createInside(run, run.target, outline.roots)
  if (made._tag === 'Left') return made
  for (;;) {
    const open = sources.filter(({ id }) => state.to(id) !== undefined && !state.isDone(`inside:${id}`))
    if (open.length === 0) return ok(undefined)
    const added = await addDependentProperties(run, sources, false)
    if (added._tag === 'Left') return added
    for (const source of open) {
      const created = await createRows(run, source)
      if (created._tag === 'Left') return created
      if (signal.aborted) return fail(stoppedError)
      for (const row of outline.rows.get(source.id) ?? []) {
        const [children, to] = [outline.children.get(row), state.to(row)]
        const inside = children && to !== undefined ? await createInside(run, to, children) : ok(undefined)
        if (inside._tag === 'Left') return inside
      }
      state.did(`inside:${source.id}`)
    }
  }
}

const writeBodies = async (run: RestoreRun): Promise<Result<void>> => {
  const { outline } = run
  // Copies of synced blocks and links are written after what they refer to, where that is possible.
  const first = await forEachId(run, outline.first, (id) => writeBody(run, id))
  return first._tag === 'Left' ? first : forEachId(run, outline.withContent, (id) => writeBody(run, id))
}

/** Restores a backup. After a failure or a stop, the same call continues. */
export const restoreBackup = async (params: RestoreParams): Promise<Result<void>> => {
  const { store, state, outline, target, signal } = params
  const ctx = patient(params.ctx)
  if (state.isDone('all')) return ok(undefined)
  const empty = await checkTarget(ctx, state, outline, target)
  if (empty._tag === 'Left') return empty
  const bot = await getBotUser(ctx, {})()
  if (bot._tag === 'Left') return bot
  const reach = await findReach(ctx, store)
  if (reach._tag === 'Left') return reach
  const restored = [...store.ids('pages'), ...store.ids('databases'), ...outline.wanted]
  const run: RestoreRun = {
    ...params,
    ctx,
    bot_id: bot.right.id,
    reach: reach.right,
    pool: createPool(4),
    restored: new Map(restored.map((id) => [id.replaceAll('-', ''), '0'.repeat(32)])),
  }
  const sources = await allSources(store)
  const steps: ReadonlyArray<() => Promise<Result<void>>> = [
    () => createAll(run, sources),
    () => addDependentProperties(run, sources, true),
    // Before the content, since a link may lead to a view.
    () => writeViews(run),
    () => writeBodies(run),
    () => writeRelations(run),
    () => linkBlocks(run),
    () => writeComments(run),
    () => finishObjects(run),
  ]
  for (const step of steps) {
    const done = await step()
    if (done._tag === 'Left') return done
    if (signal.aborted) return fail(stoppedError)
  }
  state.did('all')
  return ok(undefined)
}
