/** What a restore cannot or could not restore. */
import type { BackupStore } from '../backup/backupStore.js'
import { groupLosses, type OneLoss, type RestoreLoss } from './groupLosses.js'
import type { Outline } from './outline.js'

/** What no restore can restore: the API sets it itself, or does not support it. */
const GENERAL: ReadonlyArray<
  readonly [kind: string, what: string, why: string, count: (outline: Outline, store: BackupStore) => number]
> = [
  [
    'page',
    'created_time, created_by, last_edited_time, last_edited_by',
    'the API sets them',
    ({ counts }) => counts.pages + counts.rows,
  ],
  [
    'block',
    'created_time, created_by, last_edited_time, last_edited_by',
    'the API sets them',
    ({ counts }) => counts.blocks,
  ],
  [
    'comment',
    'created_time, created_by',
    'the API sets them; the name of the author is shown',
    ({ counts }) => counts.comments,
  ],
  ['template', 'all', 'the API cannot create templates; they are in the backup', ({ counts }) => counts.templates],
]

const FACTS: { readonly [type: string]: readonly [what: string, why: string] } = {
  unique_id: ['numbers', 'Notion counts anew, in the same order'],
  created_time: ['values', 'Notion sets them'],
  created_by: ['values', 'Notion sets them'],
  last_edited_time: ['values', 'Notion sets them'],
  last_edited_by: ['values', 'Notion sets them'],
}

/** What is known to be lost before anything is written. */
export const knownLosses = async (
  store: BackupStore,
  outline: Outline,
): Promise<ReadonlyArray<OneLoss | RestoreLoss>> => {
  const losses: Array<OneLoss | RestoreLoss> = GENERAL.flatMap(([kind, what, why, countOf]) => {
    const count = countOf(outline, store)
    return count > 0 ? [{ kind, what, why, count, of: [] }] : []
  })
  for await (const { id, data_source } of store.all('data_sources')) {
    for (const { name, type } of Object.values(data_source.properties)) {
      const [what, why] = FACTS[type] ?? []
      if (what !== undefined && why !== undefined)
        losses.push({ kind: 'property', what: `${name}: ${what}`, why, of: id })
    }
  }
  for await (const { id, page } of store.all('pages')) {
    if (typeof page.public_url === 'string')
      losses.push({ kind: 'page', what: 'public_url', why: 'the API cannot publish pages', of: id })
  }
  return losses
}

/** All losses, in groups. */
export const lossReport = async (
  store: BackupStore,
  outline: Outline,
  found: ReadonlyArray<OneLoss>,
): Promise<ReadonlyArray<RestoreLoss>> => {
  const known = await knownLosses(store, outline)
  return [
    ...known.flatMap((loss) => ('count' in loss ? [loss] : [])),
    ...groupLosses([...known.flatMap((loss) => ('count' in loss ? [] : [loss])), ...found]),
  ]
}
