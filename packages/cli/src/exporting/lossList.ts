/** The file that lists what an export cannot show. */
import { join } from 'node:path'
import type { RecordStore } from '../store/recordStore.js'
import { beginFile } from '../store/wholeFile.js'
import type { ExportLoss } from './output.js'
import type { WrittenFiles } from './writtenFiles.js'

/** The file below the folder of the export. */
export const LOSS_FILE = 'export-losses.jsonl'

/** The list of a run. */
export interface LossList {
  readonly add: (loss: ExportLoss) => Promise<void>
  readonly count: () => number
  /** How many pages have losses. */
  readonly pages: () => number
  readonly commit: () => Promise<void>
  readonly abort: () => Promise<void>
}

/** Starts the list. */
export const beginLossList = async (folder: string, store: RecordStore, files: WrittenFiles): Promise<LossList> => {
  const file = await beginFile(join(folder, LOSS_FILE), files.partFile())
  const pages = new Set<string>()
  let count = 0
  return {
    add: async (loss) => {
      count++
      pages.add(loss.page_id)
      await file.write(`${JSON.stringify(loss)}\n`)
    },
    count: () => count,
    pages: () => pages.size,
    commit: async () => {
      const { hash } = await file.commit(await files.hashOf(LOSS_FILE))
      await store.put(`w:${LOSS_FILE}`, { hash, format: 'report' })
    },
    abort: file.abort,
  }
}
