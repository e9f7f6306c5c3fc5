/** `notion-fp restore`: a backup, into an empty page. */
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Context, parseId, wrap } from 'notion-fp'
import { type BackupStore, openBackup } from '../backup/backupStore.js'
import { damagedError, damagedParts, type Problem } from '../backup/verifyBackup.js'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { localError, messageOf, usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { OUTPUT_OPTIONS, type OutputValues } from '../output/outputOptions.js'
import { printOne } from '../output/print.js'
import type { RestoreLoss } from '../restore/groupLosses.js'
import { lossReport } from '../restore/lossReport.js'
import { type Outline, readOutline } from '../restore/outline.js'
import { restoreBackup } from '../restore/restoreBackup.js'
import { restorePlan } from '../restore/restorePlan.js'
import { openState, type RestoreState, stateFile } from '../restore/restoreState.js'
import { writeReport } from '../restore/writeReport.js'
import { countProgress } from '../session/countProgress.js'
import { noteSome } from '../session/noteSome.js'
import type { Session } from '../session/session.js'
import { takeLock } from '../shared/takeLock.js'
import { checkedId } from '../values/findSource.js'

type RestoreValues = OutputValues & { readonly damaged: boolean; readonly 'dry-run': boolean }

/** A backup that can be restored, and into which page. */
interface Ready {
  readonly store: BackupStore
  readonly outline: Outline
  readonly state: RestoreState
  readonly target: string
  /** What is wrong with the backup; `--damaged` restores the rest. */
  readonly damage: ReadonlyArray<Problem>
}

const noteLosses = (session: Session, losses: ReadonlyArray<RestoreLoss>): Promise<void> =>
  noteSome(
    session,
    losses.map(({ kind, what, why, count }) => `lost: ${kind}${count > 1 ? ` (${count})` : ''}: ${what}: ${why}`),
  )

/** Checks the backup and reads its structure. Names what is wrong with it. */
const prepare = async (
  session: Session,
  store: BackupStore,
  target: string,
  allowsDamage: boolean,
): Promise<Result<Ready>> => {
  const { folder, manifest, run } = store
  if (!manifest) return fail(usageError(`There is no finished backup in ${folder}.`))
  if (run)
    return fail(
      localError(`A run of the backup in ${folder} is not finished.`, 'Run `notion-fp backup` again: it continues.'),
    )
  const damage = await damagedParts(store)
  if (damage.length > 0 && !allowsDamage)
    return fail(damagedError(folder, damage, 'restore what is left of it with --damaged'))
  for (const { why } of damage) await session.note(`damaged: ${why}`)
  if (manifest.state === 'partial')
    await session.note(
      `The backup is incomplete: ${manifest.unread.length} could not be read, see unread in manifest.json.`,
    )
  const state = openState(folder, target, manifest.finished)
  if (state._tag === 'Left') return state
  return ok({ store, outline: await readOutline(store), state: state.right, target, damage })
}

/** Prints what a restore would do. */
const showPlan = async (session: Session, { store, outline }: Ready, values: OutputValues): Promise<Result<number>> => {
  await noteLosses(session, await lossReport(store, outline, []))
  await session.note('Nothing was written.')
  const printed = await printOne(session.terminal, values, restorePlan(store, outline))
  return printed._tag === 'Left' ? printed : ok(EXIT.ok)
}

/** Restores, and reports what was lost. */
const restoreInto = async (
  session: Session,
  ctx: Context,
  { store, outline, state, target, damage }: Ready,
  values: OutputValues,
): Promise<Result<number>> => {
  const progress = countProgress(session.terminal, 'pages')
  const restored = await restoreBackup({
    ctx: wrap(progress.counting)(ctx),
    store,
    state,
    outline,
    target,
    signal: session.signal,
    onStep: progress.advance,
  }).finally(() => {
    progress.clear()
    state.close()
  })
  if (restored._tag === 'Left') {
    if (state.ids().size > 0 || state.isResumed)
      await session.note('What was restored is recorded: run the same command to continue.')
    return restored
  }
  const { file, losses } = await writeReport(store, outline, state)
  await noteLosses(session, losses)
  const { pages, rows } = outline.counts
  const printed = await printOne(session.terminal, values, {
    page: target,
    pages,
    rows,
    databases: store.ids('databases').length,
    losses: losses.length,
    report: file,
    requests: progress.requests(),
  })
  if (printed._tag === 'Left') return printed
  return ok(state.losses().length > 0 || damage.length > 0 ? EXIT.partial : EXIT.ok)
}

const runRestore = async (
  session: Session,
  store: BackupStore,
  target: string,
  values: RestoreValues,
): Promise<Result<number>> => {
  const ready = await prepare(session, store, target, values.damaged)
  if (ready._tag === 'Left') return ready
  if (values['dry-run']) return showPlan(session, ready.right, values)
  const context = await session.context()
  return context._tag === 'Left' ? context : restoreInto(session, context.right, ready.right, values)
}

/** Keeps other runs from restoring the same backup to the same page. */
const lockRestore = async (folder: string, target: string): Promise<Result<() => Promise<void>>> => {
  const stateFolder = dirname(stateFile(folder, target))
  await mkdir(stateFolder, { recursive: true })
  const file = join(stateFolder, 'lock')
  const lock = await takeLock(file)
  if (lock._tag === 'Right') return lock
  return fail(
    lock.left._tag === 'LockHeld'
      ? localError(
          `The backup in ${folder} is already being restored to this page by ${lock.left.holder}.`,
          `Wait until it ends. If it is not running, delete ${file}.`,
        )
      : lock.left,
  )
}

export const restore = defineCommand({
  details: [
    'Creates the pages, databases, rows, blocks and files of a backup in an empty page. Then adds relations, rollups, formulas, views, links, copies of synced blocks and comments.',
    'Records the ids of what it creates beside the backup. You can stop it at any time: run the same command to continue; nothing is created twice. Until the restore is finished, each data source has a property "notion-fp restore".',
    'At the end, the folder restore/<page> of the backup has:',
    '- ids.json: the new id of each object',
    '- losses.json: what the API cannot set, such as created_time; stderr has a summary',
    'If more is lost than is known before a restore, the exit code is 6.',
  ],
  args: [{ name: 'folder', help: 'the folder of the backup' }],
  options: {
    ...OUTPUT_OPTIONS,
    into: { type: 'string', value: 'page', help: 'The id or URL of an empty page' },
    damaged: { type: 'boolean', help: 'Restores what is left of a backup whose parts were changed' },
    'dry-run': { type: 'boolean', help: 'Shows what would be created and what would be lost, and writes nothing' },
  },
  examples: [
    ['restore garden --into <page> --dry-run', 'what would be created, and what would be lost'],
    ['restore garden --into <page>', 'restores; after a stop, run the same command to continue'],
  ],
  run: async ({ session, positionals: [folder = ''], values }) => {
    if (values.into === undefined) return fail(usageError('--into must name an empty page.'))
    const target = checkedId(values.into, parseId)
    if (target._tag === 'Left') return target
    const opened = await openBackup(folder)
    if (opened._tag === 'Left') return opened
    const store = opened.right
    try {
      const work = (): Promise<Result<number>> => runRestore(session, store, target.right, values)
      if (values['dry-run'] || !store.manifest) return await work()
      const release = await lockRestore(folder, target.right)
      return release._tag === 'Left' ? release : await work().finally(release.right)
    } catch (thrown) {
      return fail(localError(`The restore stopped: ${messageOf(thrown)}`))
    } finally {
      await store.close()
    }
  },
})
