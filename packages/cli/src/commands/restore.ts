/** `notion-fp restore`: a backup, into an empty page. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Middleware, parseId, wrap } from 'notion-fp'
import { type BackupStore, openBackup } from '../backup/backupStore.js'
import { damagedParts } from '../backup/verifyBackup.js'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { localError, messageOf, usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import type { Fields } from '../output/cell.js'
import { OUTPUT_OPTIONS, type OutputValues } from '../output/outputOptions.js'
import { printOne } from '../output/print.js'
import { lossReport } from '../restore/lossReport.js'
import { type Outline, readOutline } from '../restore/outline.js'
import { restoreBackup } from '../restore/restoreBackup.js'
import { restorePlan } from '../restore/restorePlan.js'
import { openState, type RestoreState, stateFile } from '../restore/restoreState.js'
import type { Session } from '../session/session.js'
import { takeLock } from '../shared/takeLock.js'
import { progressLine } from '../terminal/progressLine.js'
import { checkedId } from '../values/findSource.js'

/** Writes the report of losses and the map of ids beside the state. */
const writeReport = async (
  store: BackupStore,
  outline: Outline,
  state: RestoreState,
): Promise<{ readonly file: string; readonly losses: Awaited<ReturnType<typeof lossReport>> }> => {
  const folder = dirname(state.file)
  await mkdir(folder, { recursive: true })
  const losses = await lossReport(store, outline, state.losses())
  const file = join(folder, 'losses.json')
  await writeFile(file, `${JSON.stringify(losses, null, 2)}\n`)
  const ids = [...state.ids()].filter(([from]) => !from.includes(':'))
  await writeFile(join(folder, 'ids.json'), `${JSON.stringify(Object.fromEntries(ids), null, 2)}\n`)
  return { file, losses }
}

const noteLosses = async (session: Session, losses: Awaited<ReturnType<typeof lossReport>>): Promise<void> => {
  for (const { kind, what, why, count } of losses.slice(0, 20))
    await session.note(`lost: ${kind}${count > 1 ? ` (${count})` : ''}: ${what}: ${why}`)
  if (losses.length > 20) await session.note(`and ${losses.length - 20} more.`)
}

const run = async (
  session: Session,
  store: BackupStore,
  target: string,
  isDryRun: boolean,
  values: OutputValues & { readonly damaged: boolean },
): Promise<Result<number>> => {
  const { manifest } = store
  if (!manifest) return fail(usageError(`There is no finished backup in ${store.folder}.`))
  if (store.run)
    return fail(
      localError(`A run of the backup in ${store.folder} is not finished.`, 'Run `notion-fp backup` for it again.'),
    )
  const damage = await damagedParts(store)
  if (damage.length > 0 && !values.damaged)
    return fail(
      localError(
        `The backup in ${store.folder} is damaged: ${damage.map(({ why }) => why).join('; ')}.`,
        'Take it from a copy, or restore what is left of it with --damaged.',
      ),
    )
  for (const { why } of damage) await session.note(`damaged: ${why}`)
  if (manifest.state === 'partial')
    await session.note(
      `The backup is incomplete: ${manifest.unread.length} could not be read, see unread in manifest.json.`,
    )
  const state = openState(store.folder, target, manifest.finished)
  if (state._tag === 'Left') return state
  const outline = await readOutline(store)
  if (isDryRun) {
    const plan: Fields = restorePlan(store, outline)
    await noteLosses(session, await lossReport(store, outline, []))
    await session.note('Nothing was written.')
    const printed = await printOne(session.terminal, values, plan)
    return printed._tag === 'Left' ? printed : ok(EXIT.ok)
  }
  const context = await session.context()
  if (context._tag === 'Left') return context
  const progress = progressLine(session.terminal, 'pages')
  let [requests, done] = [0, 0]
  const counting: Middleware = (next) => (request) => {
    requests++
    progress.report({ requests, retries: 0, done })
    return next(request)
  }
  const restored = await restoreBackup({
    ctx: wrap(counting)(context.right),
    store,
    state: state.right,
    outline,
    target,
    signal: session.signal,
    onStep: () => {
      done++
    },
  })
  progress.clear()
  state.right.close()
  if (restored._tag === 'Left') {
    if (state.right.ids().size > 0 || state.right.isResumed)
      await session.note('What was restored is recorded: run the same command to continue.')
    return restored
  }
  const { file, losses } = await writeReport(store, outline, state.right)
  await noteLosses(session, losses)
  const { pages, rows } = outline.counts
  const printed = await printOne(session.terminal, values, {
    page: target,
    pages,
    rows,
    databases: store.ids('databases').length,
    losses: losses.length,
    report: file,
    requests,
  })
  return printed._tag === 'Left'
    ? printed
    : ok(state.right.losses().length > 0 || damage.length > 0 ? EXIT.partial : EXIT.ok)
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
    if (values.into === undefined) return fail(usageError('--into should name an empty page.'))
    const target = checkedId(values.into, parseId)
    if (target._tag === 'Left') return target
    const opened = await openBackup(folder)
    if (opened._tag === 'Left') return opened
    const store = opened.right
    const isDryRun = values['dry-run']
    let release: (() => Promise<void>) | undefined
    try {
      if (!isDryRun && store.manifest) {
        await mkdir(dirname(stateFile(folder, target.right)), { recursive: true })
        const lockFile = join(dirname(stateFile(folder, target.right)), 'lock')
        const lock = await takeLock(lockFile)
        if (lock._tag === 'Left')
          return fail(
            lock.left._tag === 'LockHeld'
              ? localError(
                  `The backup in ${folder} is already being restored to this page by ${lock.left.holder}.`,
                  `Wait until it ends. If it is not running, delete ${lockFile}.`,
                )
              : lock.left,
          )
        release = lock.right
      }
      return await run(session, store, target.right, isDryRun, values)
    } catch (thrown) {
      return fail(localError(`The restore stopped: ${messageOf(thrown)}`))
    } finally {
      await store.close()
      await release?.()
    }
  },
})
