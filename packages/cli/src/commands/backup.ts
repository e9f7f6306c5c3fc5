/** `notion-fp backup`: pages, databases and files in a folder. */
import { join } from 'node:path'
import { type Context, parseId, wrap } from 'notion-fp'
import { type BackupStore, openBackup } from '../backup/backupStore.js'
import { makeFolders } from '../backup/blobs.js'
import { COMMENT_SCOPES, type Roots } from '../backup/records.js'
import { type BackupResult, runBackup } from '../backup/runBackup.js'
import { damagedError, damagedParts } from '../backup/verifyBackup.js'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { localError, messageOf, usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { OUTPUT_OPTIONS, type OutputValues } from '../output/outputOptions.js'
import { printOne } from '../output/print.js'
import { countProgress } from '../session/countProgress.js'
import { noteSome } from '../session/noteSome.js'
import type { Session } from '../session/session.js'
import { whileLocked } from '../shared/whileLocked.js'
import { checkedId } from '../values/findSource.js'

type BackupValues = OutputValues & { readonly comments: string | undefined }

/** What was asked for, and the folder. */
const rootsOf = (
  given: ReadonlyArray<string>,
  everything: boolean,
): Result<{ readonly roots: Roots | undefined; readonly folder: string }> => {
  const [first = '', second] = given
  if (everything && second !== undefined)
    return fail(usageError(`--everything and the page "${first}" exclude each other.`))
  if (everything) return ok({ roots: { everything: true }, folder: first })
  // Only a folder: another run of a backup, which records its page.
  if (second === undefined) return ok({ roots: undefined, folder: first })
  const id = checkedId(first, parseId)
  return id._tag === 'Left' ? id : ok({ roots: { page_id: id.right }, folder: second })
}

/** The name of what a backup contains, for messages. */
const nameOfRoots = (roots: Roots): string => ('page_id' in roots ? `page ${roots.page_id}` : 'everything')

const isSame = (a: Roots, b: Roots): boolean =>
  'page_id' in a ? 'page_id' in b && a.page_id === b.page_id : !('page_id' in b)

/** What the backup contains: what is in the folder already and what was asked for must not differ. */
const checkedRoots = ({ folder, manifest, run }: BackupStore, wanted: Roots | undefined): Result<Roots> => {
  const stored = manifest?.roots ?? run?.roots
  const roots = wanted ?? stored
  if (!roots) return fail(usageError(`There is no backup in ${folder} yet: name a page, or add --everything.`))
  return stored && !isSame(stored, roots)
    ? fail(
        usageError(
          `${folder} contains a backup of ${nameOfRoots(stored)}, not of ${nameOfRoots(roots)}.`,
          'Choose another folder.',
        ),
      )
    : ok(roots)
}

/** Names what could not be read, and prints the counts. */
const report = async (
  session: Session,
  folder: string,
  { manifest, reused, removed }: BackupResult,
  requests: number,
  values: OutputValues,
): Promise<Result<number>> => {
  await noteSome(
    session,
    manifest.unread.map(({ what, id, why }) => `not read: ${what} ${id}: ${why}`),
    ': see unread in manifest.json.',
  )
  const printed = await printOne(session.terminal, values, {
    folder,
    state: manifest.state,
    ...manifest.counts,
    unchanged: reused,
    removed,
    requests,
  })
  if (printed._tag === 'Left') return printed
  return ok(manifest.state === 'complete' ? EXIT.ok : EXIT.partial)
}

/** Reads what the backup contains, and writes it. */
const writeBackup = async (
  session: Session,
  ctx: Context,
  store: BackupStore,
  roots: Roots,
  values: BackupValues,
): Promise<Result<number>> => {
  const progress = countProgress(session.terminal, 'pages')
  try {
    const result = await runBackup({
      ctx: wrap(progress.counting)(ctx),
      store,
      roots,
      comments: COMMENT_SCOPES.find((scope) => scope === values.comments) ?? store.manifest?.comments ?? 'all',
      signal: session.signal,
      now: () => new Date(ctx.config.clock.now()),
      onPage: progress.advance,
    }).finally(progress.clear)
    if (result._tag === 'Right') return await report(session, store.folder, result.right, progress.requests(), values)
    await session.note('What was read is stored: run the same command to continue.')
    return result
  } catch (thrown) {
    return fail(localError(`The backup cannot be written: ${messageOf(thrown)}`))
  }
}

/** Checks what is in the folder before anything is sent. */
const continueBackup = async (
  session: Session,
  store: BackupStore,
  wanted: Roots | undefined,
  values: BackupValues,
): Promise<Result<number>> => {
  // Not checked after a stop: the run may have replaced some of the parts already, and has read what it replaces.
  const damage = store.manifest && !store.run ? await damagedParts(store) : []
  if (damage.length > 0) return fail(damagedError(store.folder, damage, 'move the folder away to begin again'))
  const roots = checkedRoots(store, wanted)
  if (roots._tag === 'Left') return roots
  const context = await session.context()
  return context._tag === 'Left' ? context : writeBackup(session, context.right, store, roots.right, values)
}

export const backup = defineCommand({
  details: [
    'Reads pages, databases, data sources, rows, blocks, comments, users and files: those below a page, or everything that is shared with the connection. Lists that Notion cuts off in one response are read in full.',
    'The folder has:',
    '- the responses of the API as JSON lines: pages.jsonl, databases.jsonl, data_sources.jsonl, users.jsonl',
    '- each file once, under the hash of its content',
    '- manifest.json, with counts, hashes, and what could not be read',
    'You can stop a run at any time: run the same command to continue. A later run reads the content of edited pages only, and moves records that are gone to removed.jsonl.',
    'If something could not be read, it is named, and the exit code is 6.',
  ],
  args: [
    {
      name: 'page',
      help: 'the id or URL of a page; left out with --everything, and for a folder that has a backup',
      optional: true,
    },
    { name: 'folder', help: 'the folder of the backup', optional: true },
  ],
  options: {
    ...OUTPUT_OPTIONS,
    everything: {
      type: 'boolean',
      help: "Everything that is shared with the connection, as far as Notion's search finds it",
    },
    comments: {
      type: 'string',
      choices: COMMENT_SCOPES,
      help: 'Which comments to read; those of blocks take a request for each block (default all)',
    },
  },
  examples: [
    ['backup <page> garden', 'a page and all that is below it'],
    ['backup --everything workspace', 'all that is shared with the connection'],
    ['backup garden', 'the next run: only what has changed'],
    ['backup verify garden', 'checks the hashes and the references'],
  ],
  run: async ({ session, positionals, values }) => {
    const asked = rootsOf(positionals, values.everything)
    if (asked._tag === 'Left') return asked
    const { folder, roots } = asked.right
    if (folder === '')
      return fail(usageError('The folder of the backup is missing.', 'For example: notion-fp backup <page> garden.'))
    try {
      await makeFolders(folder)
    } catch (thrown) {
      return fail(localError(`Cannot create ${folder}: ${messageOf(thrown)}`))
    }
    return whileLocked(folder, join(folder, 'lock'), async () => {
      const opened = await openBackup(folder)
      if (opened._tag === 'Left') return opened
      const store = opened.right
      return continueBackup(session, store, roots, values).finally(() => store.close())
    })
  },
})
