/** `notion-fp backup`: pages, databases and files in a folder. */
import { join } from 'node:path'
import { type Middleware, parseId, wrap } from 'notion-fp'
import { makeFolders, openBackup } from '../backup/backupStore.js'
import type { CommentScope, Roots } from '../backup/records.js'
import { runBackup } from '../backup/runBackup.js'
import { damagedParts } from '../backup/verifyBackup.js'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { localError, messageOf, usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { OUTPUT_OPTIONS } from '../output/outputOptions.js'
import { printOne } from '../output/print.js'
import { lockFolder } from '../shared/lockFolder.js'
import { progressLine } from '../terminal/progressLine.js'
import { checkedId } from '../values/findSource.js'

const SCOPES = ['all', 'pages', 'none'] as const

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
      help: 'All that is shared with the connection, as far as the search of Notion finds it',
    },
    comments: {
      type: 'string',
      choices: SCOPES,
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
    const { folder } = asked.right
    if (folder === '')
      return fail(usageError('The folder of the backup is missing.', 'For example: notion-fp backup <page> garden.'))
    try {
      await makeFolders(folder)
    } catch (thrown) {
      return fail(localError(`Cannot create ${folder}: ${messageOf(thrown)}`))
    }
    const release = await lockFolder(folder, join(folder, 'lock'))
    if (release._tag === 'Left') return release
    try {
      const opened = await openBackup(folder)
      if (opened._tag === 'Left') return opened
      const store = opened.right
      // Not checked after a stop: the run may have replaced some of the parts already, and has read what it replaces.
      const damage = store.manifest && !store.run ? await damagedParts(store) : []
      if (damage.length > 0)
        return fail(
          localError(
            `The backup in ${folder} is damaged: ${damage.map(({ why }) => why).join('; ')}.`,
            'Take it from a copy, or move the folder away to begin again.',
          ),
        )
      const before = store.manifest?.roots ?? store.run?.roots
      const roots = asked.right.roots ?? before
      if (!roots) return fail(usageError(`There is no backup in ${folder} yet: name a page, or add --everything.`))
      if (before && !isSame(before, roots))
        return fail(
          usageError(
            `${folder} contains a backup of ${nameOfRoots(before)}, not of ${nameOfRoots(roots)}.`,
            'Choose another folder.',
          ),
        )
      const context = await session.context()
      if (context._tag === 'Left') return context
      const progress = progressLine(session.terminal, 'pages')
      let [requests, done] = [0, 0]
      const report = (): void => progress.report({ requests, retries: 0, done })
      const counting: Middleware = (next) => (request) => {
        requests++
        report()
        return next(request)
      }
      try {
        const result = await runBackup({
          ctx: wrap(counting)(context.right),
          store,
          roots,
          comments:
            SCOPES.find((scope): scope is CommentScope => scope === values.comments) ??
            store.manifest?.comments ??
            'all',
          signal: session.signal,
          now: () => new Date(context.right.config.clock.now()),
          onPage: () => {
            done++
            report()
          },
        })
        progress.clear()
        if (result._tag === 'Left') {
          await session.note('What was read is stored: run the same command to continue.')
          return result
        }
        const { manifest, reused, removed } = result.right
        for (const { what, id, why } of manifest.unread.slice(0, 20))
          await session.note(`not read: ${what} ${id}: ${why}`)
        if (manifest.unread.length > 20)
          await session.note(`and ${manifest.unread.length - 20} more: see unread in manifest.json.`)
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
      } catch (thrown) {
        return fail(localError(`The backup cannot be written: ${messageOf(thrown)}`))
      } finally {
        progress.clear()
        await store.close()
      }
    } finally {
      await release.right()
    }
  },
})
