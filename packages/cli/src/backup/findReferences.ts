/** What the records of a backup refer to, and whether the backup has it. */
import { unsafeCast } from '../unsafeCast.js'
import type { BackupStore } from './backupStore.js'
import type { ExternalRecord, ReferenceKind } from './records.js'
import { referencesOf } from './referencesOf.js'

/** A reference that leads out of the backup. */
interface Outside {
  readonly kind: ReferenceKind
  readonly from: string
  count: number
}

/** The parts whose records refer to others. */
const REFERRING = ['pages', 'databases', 'data_sources'] as const

/** All ids that references can lead to. */
const idsIn = async (store: BackupStore, keeps: (id: string) => boolean): Promise<Set<string>> => {
  const ids = new Set<string>()
  for (const part of REFERRING) for (const id of store.ids(part)) if (keeps(id)) ids.add(id)
  for await (const { id, blocks } of store.all('pages')) {
    if (keeps(id)) for (const { block } of blocks) ids.add(block.id)
  }
  return ids
}

/** The references of a backup, by what they lead to. */
export interface References {
  readonly users: ReadonlySet<string>
  readonly outside: ReadonlyMap<string, Outside>
}

/** Searches all records that are kept. */
export const findReferences = async (store: BackupStore, keeps: (id: string) => boolean): Promise<References> => {
  const inside = await idsIn(store, keeps)
  const users = new Set<string>()
  const outside = new Map<string, Outside>()
  for (const part of REFERRING) {
    for await (const record of store.all(part)) {
      if (!keeps(record.id)) continue
      for (const { kind, id } of referencesOf(record)) {
        if (kind === 'user') users.add(id)
        else if (!inside.has(id)) {
          const known = outside.get(id)
          if (known) known.count++
          else outside.set(id, { kind, from: record.id, count: 1 })
        }
      }
    }
  }
  return { users, outside }
}

/** The records of what is outside the backup. */
export const externalRecords = ({ users, outside }: References, store: BackupStore): ReadonlyArray<ExternalRecord> => [
  ...[...outside].map(([id, { kind, from, count }]) => ({ id, kind, from, count })),
  ...[...users].flatMap((id) =>
    store.has('users', id) ? [] : [unsafeCast<ExternalRecord>({ id, kind: 'user', from: '', count: 1 })],
  ),
]
