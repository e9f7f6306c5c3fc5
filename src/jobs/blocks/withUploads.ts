import { isObject } from '../../core/internal/json.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import type { BlockUpload } from './blockLoss.js'

/**
 * Inserts the ids of uploaded files into blocks from `toBlockRequest`, `toBlockRequests` or `fromMarkdown` of `@notion-fp/markdown`.
 *
 * @param request The `request` or the `children` that the uploads belong to.
 * @param uploads The uploads.
 * @param ids The ids of the uploaded files, in the same order. A file without an id is left unchanged: `planAppend` reports it.
 * @returns A copy with the ids.
 * @example
 * import type { Block } from 'notion-fp'
 * import { toBlockRequest, withUploads } from 'notion-fp/blocks'
 *
 * // The ids of the files that were uploaded, by name.
 * const uploaded = new Map<string, string>()
 * const complete = (block: Block) => {
 *   const { request, uploads } = toBlockRequest(block)
 *   return withUploads(request, uploads, uploads.map(({ name }) => uploaded.get(name)))
 * }
 */
export const withUploads = <A>(
  request: A,
  uploads: ReadonlyArray<Pick<BlockUpload, 'at'>>,
  ids: ReadonlyArray<string | undefined>,
): A => {
  const root: { [key: string]: unknown } = { request }
  const copies = new Set<unknown>()
  uploads.forEach(({ at }, index) => {
    const id = ids[index]
    if (id === undefined) return
    let holder = root
    for (const key of ['request', ...at, 'file_upload']) {
      const value = holder[key]
      if (!isObject(value)) return
      // Each object on the path is copied once.
      const copy: { [key: string]: unknown } = copies.has(value)
        ? value
        : // An array has no index signature, and is accessed by its indices as names.
          unsafeCast(Array.isArray(value) ? [...value] : { ...value })
      copies.add(copy)
      holder[key] = copy
      holder = copy
    }
    holder.id = id
  })
  // Only ids were inserted, so the copy has the type of the request.
  return unsafeCast(root.request)
}
