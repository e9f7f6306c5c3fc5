/** The files of a backup, each under the hash of its content. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sizeOf } from '../store/sizeOf.js'
import type { FileRecord } from './records.js'

/** The file that has the content with a hash. */
export const blobFile = (folder: string, sha256: string): string => join(folder, 'files', sha256.slice(0, 2), sha256)

/** Makes the folder of a backup, and in it that of its files. */
export const makeFolders = async (folder: string): Promise<void> => {
  await mkdir(join(folder, 'files'), { recursive: true })
}

/** Whether the folder has the content, judged by its size only: `backup verify` compares the hashes. */
export const hasBlob = async (folder: string, { id, bytes }: FileRecord): Promise<boolean> =>
  (await sizeOf(blobFile(folder, id))) === bytes
