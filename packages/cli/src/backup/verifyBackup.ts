/** Checks every hash and count of a backup, and that every reference leads to something in the backup or is listed as outside it. */
import { join } from 'node:path'
import { type LocalError, localError, messageOf } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { hashFile } from '../store/hashFile.js'
import { sizeOf } from '../store/sizeOf.js'
import { field } from '../values/json.js'
import { type BackupStore, openBackup } from './backupStore.js'
import { blobFile } from './blobs.js'
import { findReferences } from './findReferences.js'
import { plainAddress } from './plainAddress.js'
import { PARTS } from './records.js'

/** Something that is wrong. */
export interface Problem {
  readonly what: string
  readonly id: string
  readonly why: string
}

async function* partProblems(folder: string, { manifest, ids }: BackupStore): AsyncGenerator<Problem> {
  for (const part of PARTS) {
    const expected = manifest?.parts[part]
    const file = join(folder, `${part}.jsonl`)
    if (!expected) yield { what: 'manifest', id: part, why: 'the manifest does not describe this part' }
    else if ((await sizeOf(file)) !== expected.bytes)
      yield { what: 'part', id: part, why: `${part}.jsonl does not have the size that the manifest says` }
    else if ((await hashFile(file)) !== expected.sha256)
      yield { what: 'part', id: part, why: `${part}.jsonl was changed: its hash differs` }
    else if (ids(part).length !== expected.lines)
      yield {
        what: 'part',
        id: part,
        why: `${part}.jsonl has ${ids(part).length} records instead of ${expected.lines}`,
      }
  }
}

/** The parts of a backup that were changed after it was written: their records cannot be relied on. */
export const damagedParts = async (store: BackupStore): Promise<ReadonlyArray<Problem>> => {
  const problems: Array<Problem> = []
  for await (const problem of partProblems(store.folder, store)) problems.push(problem)
  return problems
}

/** Why nothing is done with a damaged backup. */
export const damagedError = (folder: string, damage: ReadonlyArray<Problem>, orElse: string): LocalError =>
  localError(
    `The backup in ${folder} is damaged: ${damage.map(({ why }) => why).join('; ')}.`,
    `Take it from a copy, or ${orElse}.`,
  )

async function* fileProblems(folder: string, store: BackupStore): AsyncGenerator<Problem> {
  for await (const { id, bytes } of store.all('files')) {
    const file = blobFile(folder, id)
    const size = await sizeOf(file)
    if (size === undefined) yield { what: 'file', id, why: 'its content is not there' }
    else if (size !== bytes) yield { what: 'file', id, why: `it has ${size} bytes instead of ${bytes}` }
    else if ((await hashFile(file)) !== id) yield { what: 'file', id, why: 'its content was changed' }
  }
}

/** The URLs of hosted files in a response. */
function* hostedIn(answer: unknown): Generator<string> {
  const open = [answer]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue
    const file = field(next, 'file')
    const url = field(file, 'url')
    if (typeof url === 'string' && field(file, 'expiry_time') !== undefined) yield plainAddress(url)
    open.push(...Object.values(next).filter((value) => value !== null && value !== undefined))
  }
}

async function* referenceProblems(store: BackupStore): AsyncGenerator<Problem> {
  const { users, outside } = await findReferences(store, () => true)
  for (const [id, { kind, from }] of outside) {
    if (!store.has('external', id))
      yield { what: kind, id, why: `${from} refers to it, but it is neither in the backup nor listed as outside it` }
  }
  for (const id of users) {
    if (!store.has('users', id) && !store.has('external', id))
      yield {
        what: 'user',
        id,
        why: 'something refers to it, but it is neither in the backup nor listed as outside it',
      }
  }
  for (const part of ['pages', 'databases'] as const) {
    for await (const record of store.all(part)) {
      const known = new Map(record.files.map(({ address, sha256 }) => [address, sha256]))
      const failed = new Set(record.unread.filter(({ what }) => what === 'file').map(({ id }) => id))
      const { files: _, ...rest } = record
      for (const address of hostedIn(rest)) {
        const sha256 = known.get(address)
        if (sha256 === undefined ? !failed.has(address) : !store.has('files', sha256))
          yield { what: 'file', id: address, why: `${record.id} contains it, but the backup does not have it` }
      }
    }
  }
}

/** Checks a backup. */
export const verifyBackup = async (folder: string): Promise<Result<ReadonlyArray<Problem>>> => {
  const opened = await openBackup(folder)
  if (opened._tag === 'Left') return opened
  const store = opened.right
  try {
    if (!store.manifest)
      return fail(
        localError(
          `There is no ${store.run ? 'finished ' : ''}backup in ${folder}.`,
          store.run ? 'Run `notion-fp backup` again: it continues.' : undefined,
        ),
      )
    if (store.run)
      return fail(
        localError(`A run of the backup in ${folder} is not finished.`, 'Run `notion-fp backup` again: it continues.'),
      )
    const problems: Array<Problem> = []
    for (const checks of [partProblems(folder, store), fileProblems(folder, store), referenceProblems(store)])
      for await (const problem of checks) problems.push(problem)
    return ok(problems)
  } catch (thrown) {
    return fail(localError(`The backup in ${folder} cannot be read: ${messageOf(thrown)}`))
  } finally {
    await store.close()
  }
}
