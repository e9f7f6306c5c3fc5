/** Files in the folder of an import, and the icons and covers that front matter names. */
import { realpath, stat } from 'node:fs/promises'
import { sep } from 'node:path'
import { resolveLink } from '../names/links.js'
import { filePath } from './folderImport.js'
import type { FolderNode } from './scanFolder.js'

/** The size of a file of the folder; `undefined` if it does not exist, or is outside of the folder. */
export const isInside = async (root: string, path: string | undefined): Promise<number | undefined> => {
  if (path === undefined) return undefined
  try {
    // The real path: a symbolic link may lead out of the folder.
    const [folder, file] = await Promise.all([realpath(root), realpath(filePath(root, path))])
    const found = await stat(file)
    return file.startsWith(folder.endsWith(sep) ? folder : folder + sep) && found.isFile() ? found.size : undefined
  } catch {
    return undefined
  }
}

/** Whether a text is an emoji, or has one. */
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u

/** An icon or a cover of front matter. A file is named by its path in the folder. */
export type Picture =
  | { readonly type: 'external'; readonly url: string }
  | { readonly type: 'emoji'; readonly emoji: string }
  | { readonly type: 'file'; readonly path: string }

/** What front matter names as an icon or a cover; `undefined` if there is no such thing. */
export const findPicture = async (
  root: string,
  node: FolderNode,
  what: 'icon' | 'cover',
  given: unknown,
): Promise<Picture | undefined> => {
  // A custom emoji is written as `:name:`, which does not contain its id.
  if (typeof given !== 'string' || /^:.*:$/.test(given)) return undefined
  if (/^https?:\/\//.test(given)) return { type: 'external', url: given }
  const path = resolveLink(node.file ?? '', given)
  if (path !== undefined && (await isInside(root, path)) !== undefined) return { type: 'file', path }
  return what === 'icon' && EMOJI.test(given) ? { type: 'emoji', emoji: given } : undefined
}

/** What is lost of an icon or a cover. */
export const pictureLoss = async (
  root: string,
  node: FolderNode,
  what: 'icon' | 'cover',
  given: unknown,
): Promise<string | undefined> => {
  if (given === undefined || given === null || given === '') return undefined
  if (await findPicture(root, node, what, given)) return undefined
  return what === 'icon'
    ? `${String(given)} is no emoji, no address and no file of the folder`
    : `${String(given)} is no address and no file of the folder`
}
