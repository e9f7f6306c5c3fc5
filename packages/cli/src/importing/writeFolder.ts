/**
 * Writes a folder of Markdown: all pages and databases are created first, then their content is written. The journal records what is done.
 * What fails is named, and the rest is written.
 */
import { stoppedError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { progressLine } from '../terminal/progressLine.js'
import { completeSchema } from './completeSchema.js'
import { createNodes } from './createNodes.js'
import type { FolderCounts, FolderImport, FolderPlan, ImportLoss, ImportProblem } from './folderImport.js'
import type { Journal } from './journal.js'
import { namesOf } from './readNode.js'
import { allNodes } from './scanFolder.js'
import { writeContent } from './writeContent.js'
import { isStopped, type Writing } from './writing.js'

/** What an import has written. */
export interface WrittenFolder {
  readonly counts: FolderCounts
  readonly problems: ReadonlyArray<ImportProblem>
  readonly losses: ReadonlyArray<ImportLoss>
}

/** Writes a folder. */
export const writeFolder = async (
  job: FolderImport,
  journal: Journal,
  plan: FolderPlan,
): Promise<Result<WrittenFolder>> => {
  const { session, nodes } = job
  const run: Writing = {
    job,
    journal,
    names: namesOf(nodes),
    ids: new Map(),
    sources: new Map(),
    formerIds: new Map(),
    problems: [],
    losses: [...plan.losses],
    counts: { pages: 0, databases: 0, rows: 0, blocks: 0, files: 0, bytes: 0, requests: 0 },
    failure: undefined,
  }
  const progress = progressLine(session.terminal, 'pages')
  const total = plan.counts.pages + plan.counts.rows
  await createNodes(run, nodes)
  if (!isStopped(run)) for (const [node] of allNodes(nodes)) await completeSchema(run, node)
  let done = 0
  for (const [node, parent] of allNodes(nodes)) {
    if (isStopped(run)) break
    await writeContent(run, node, parent)
    progress.report({ requests: 0, retries: 0, done: ++done, total })
  }
  progress.clear()
  if (session.signal.aborted) return fail(stoppedError)
  const { failure, counts, problems, losses } = run
  return failure ? fail(failure) : ok({ counts, problems, losses })
}
