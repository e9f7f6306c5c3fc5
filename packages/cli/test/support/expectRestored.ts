/** Whether a restored workspace is that of the backup. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Simulator } from '@notion-fp/simulator'
import { expect } from 'vitest'
import { backUp } from './backups.js'
import { aFolder } from './command.js'
import { compareBackups } from './compare.js'
import { TARGET } from './workspace.js'

const expectSame = (restored: unknown, original: unknown, what: string): void => {
  expect(restored, what).toEqual(original)
}

/** Backs up what was restored, and compares it with the original. */
export const expectRestored = async (
  simulator: Simulator,
  folder: string,
  ids: ReadonlyMap<string, string>,
): Promise<void> => {
  const again = aFolder()
  await backUp(simulator.fetch, TARGET, again)
  const file = join(again, 'ids.json')
  writeFileSync(file, JSON.stringify(Object.fromEntries(ids)))
  await compareBackups(folder, again, file, expectSame)
}
