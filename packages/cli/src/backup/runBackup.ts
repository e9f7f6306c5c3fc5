/** One run of a backup, from the first request to the manifest. */
import { type Context, collect, getPage, getUser, getUsers, isFullPage, type Page } from 'notion-fp'
import { fail, ok, type Result } from '../errors/result.js'
import { patient } from '../shared/patient.js'
import type { BackupStore } from './backupStore.js'
import { externalRecords, findReferences } from './findReferences.js'
import type { BackupRun } from './job.js'
import { readForBackup } from './readForBackup.js'
import { FORMAT_VERSION, type Manifest, type Part, type Roots, type Unread } from './records.js'

/** Reads the users that records refer to. Those that cannot be read are listed as outside the backup. */
const saveUsers = async (ctx: Context, store: BackupStore, wanted: ReadonlySet<string>): Promise<void> => {
  const missing = new Set([...wanted].filter((id) => !store.has('users', id)))
  if (missing.size === 0) return
  const listed = await collect(getUsers)(ctx, {})()
  for (const user of listed._tag === 'Right' ? listed.right : []) {
    if (missing.delete(user.id)) await store.put('users', { id: user.id, user })
  }
  // The list of users has neither guests nor bots.
  for (const id of missing) {
    const user = await getUser(ctx, { user_id: id })()
    if (user._tag === 'Right') await store.put('users', { id, user: user.right })
  }
}

/** Counts, for the manifest and for people. */
const countsOf = async (
  store: BackupStore,
  keeps: (id: string) => boolean,
  outside: number,
): Promise<{ readonly counts: Manifest['counts']; readonly unread: ReadonlyArray<Unread> }> => {
  const counts = { pages: 0, rows: 0, templates: 0, blocks: 0, comments: 0 }
  const unread: Array<Unread> = []
  for await (const { id, page, blocks, comments, unread: own, template_of } of store.all('pages')) {
    if (!keeps(id)) continue
    counts[template_of !== undefined ? 'templates' : page.parent.type === 'data_source_id' ? 'rows' : 'pages']++
    counts.blocks += blocks.length
    counts.comments += comments.length
    unread.push(...own)
  }
  for (const part of ['databases', 'data_sources'] as const) {
    for await (const { id, unread: own } of store.all(part)) if (keeps(id)) unread.push(...own)
  }
  let file_bytes = 0
  for await (const { bytes } of store.all('files')) file_bytes += bytes
  const sizes = {
    databases: store.ids('databases').filter(keeps).length,
    data_sources: store.ids('data_sources').filter(keeps).length,
    files: store.ids('files').length,
    file_bytes,
    users: store.ids('users').length,
    external: outside,
  }
  return { counts: { ...counts, ...sizes }, unread }
}

/** What a run did. */
export interface BackupResult {
  readonly manifest: Manifest
  /** The pages whose content had not changed since the last run. */
  readonly reused: number
  readonly removed: number
}

/** Reads the page of a backup first: if it cannot be read, nothing is started. */
const readRoot = async (ctx: Context, roots: Roots): Promise<Result<Page | undefined>> => {
  if (!('page_id' in roots)) return ok(undefined)
  const page = await getPage(ctx, { page_id: roots.page_id })()
  if (page._tag === 'Left') return page
  return isFullPage(page.right)
    ? ok(page.right)
    : fail({ _tag: 'PermissionError', message: `The connection may not read the page ${roots.page_id}.` })
}

/** Runs a backup. After a failure, the same call continues. */
export const runBackup = async (given: BackupRun): Promise<Result<BackupResult>> => {
  const run = { ...given, ctx: patient(given.ctx) }
  const { store, ctx, roots, comments, now } = run
  const root = await readRoot(ctx, roots)
  if (root._tag === 'Left') return root
  const started = store.run?.started ?? now().toISOString()
  await store.begin({ started, roots })
  const read = await readForBackup(run, root.right)
  if (read._tag === 'Left') return read
  const { found, unread: elsewhere, reused } = read.right
  const isWhole = elsewhere.length === 0
  // What was not found counts as gone only if everything was read: it may be in what could not be read.
  const keeps = (id: string): boolean => !isWhole || found.has(id)
  const before = (['pages', 'databases', 'data_sources'] as const).flatMap((part) => store.ids(part))
  await saveUsers(ctx, store, (await findReferences(store, keeps)).users)
  const references = await findReferences(store, keeps)
  const external = externalRecords(references, store)
  for (const record of external) await store.put('external', record)
  const outside = new Set(external.map(({ id }) => id))
  const { counts, unread } = await countsOf(store, keeps, external.length)
  const all = [...elsewhere, ...unread]
  const manifest = (parts: Manifest['parts']): Manifest => ({
    format: 'notion-fp-backup',
    version: FORMAT_VERSION,
    roots,
    comments,
    state: all.length === 0 ? 'complete' : 'partial',
    started,
    finished: now().toISOString(),
    counts,
    parts,
    unread: all,
  })
  let written: Manifest | undefined
  await store.finish(
    (part: Part, id) =>
      part === 'external' ? outside.has(id) : part === 'users' || part === 'files' ? true : keeps(id),
    (parts) => {
      written = manifest(parts)
      return written
    },
  )
  const result = written ?? manifest({ ...emptyParts() })
  return ok({ manifest: result, reused, removed: before.filter((id) => !keeps(id)).length })
}

const NOTHING = { lines: 0, bytes: 0, sha256: '' }

const emptyParts = (): Manifest['parts'] => ({
  pages: NOTHING,
  databases: NOTHING,
  data_sources: NOTHING,
  users: NOTHING,
  files: NOTHING,
  external: NOTHING,
})
