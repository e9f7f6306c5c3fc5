/** Files that a folder has, and the icons and covers that its front matter names. */
import { realpath, stat } from 'node:fs/promises'
import { sep } from 'node:path'
import { resolveLink } from '../names/links.js'
import { filePath } from './folderImport.js'
import type { FolderNode } from './scanFolder.js'

/** The size of a file of the folder; `undefined` if it is not there, or elsewhere. */
export const isInside = async (root: string, path: string | undefined): Promise<number | undefined> => {
  if (path === undefined) return undefined
  try {
    // Where it really is: a symbolic link may lead out of the folder.
    const [folder, file] = await Promise.all([realpath(root), realpath(filePath(root, path))])
    const found = await stat(file)
    return file.startsWith(folder.endsWith(sep) ? folder : folder + sep) && found.isFile() ? found.size : undefined
  } catch {
    return undefined
  }
}

/** Whether a text is an emoji, or has one. */
export const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u

/** What is lost of an icon or a cover. */
export const pictureLoss = async (root: string, node: FolderNode, given: unknown): Promise<string | undefined> => {
  if (given === undefined || given === null || given === '') return undefined
  const text = String(given)
  const isKnown =
    typeof given === 'string' &&
    (/^https?:\/\//.test(text) ||
      (!/^:.*:$/.test(text) &&
        (EMOJI.test(text) || (await isInside(root, resolveLink(node.file ?? '', text))) !== undefined)))
  return isKnown ? undefined : `${text} is no emoji, no address and no file of the folder`
}
