/** What a restore leaves beside its state: the losses, and the new id of each object. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { BackupStore } from '../backup/backupStore.js'
import type { RestoreLoss } from './groupLosses.js'
import { lossReport } from './lossReport.js'
import type { Outline } from './outline.js'
import type { RestoreState } from './restoreState.js'

const jsonOf = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** Writes `losses.json` and `ids.json`, and returns the file of the losses. */
export const writeReport = async (
  store: BackupStore,
  outline: Outline,
  state: RestoreState,
): Promise<{ readonly file: string; readonly losses: ReadonlyArray<RestoreLoss> }> => {
  const folder = dirname(state.file)
  await mkdir(folder, { recursive: true })
  const losses = await lossReport(store, outline, state.losses())
  const file = join(folder, 'losses.json')
  await writeFile(file, jsonOf(losses))
  // Keys with a colon are not ids: they record steps.
  const ids = [...state.ids()].filter(([from]) => !from.includes(':'))
  await writeFile(join(folder, 'ids.json'), jsonOf(Object.fromEntries(ids)))
  return { file, losses }
}
