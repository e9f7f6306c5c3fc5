/** The files of a page, a tree of blocks, a block or a comment. */
import { isObject } from '../../../core/internal/json.js'
import { field } from '../../../core/internal/orUndefined.js'
import { unsafeCast } from '../../../core/internal/unsafeCast.js'
import type { FileObject } from '../../../core/objects/file.js'
import type { BlockOrPartial } from '../../../ops/blocks/block.js'
import type { CommentOrPartial } from '../../../ops/comments/comment.js'
import type { Page, PartialPage } from '../../../ops/pages/page.js'
import type { BlockNode, BlockTree } from '../../blocks/tree/blockTree.js'
import { addressOf, keyOf, nameOfAddress } from './fileAddress.js'
import type { FileOwner } from './fileOwner.js'

/** A file, with its owner. */
export interface FoundFile {
  /**
   * Identifies the file in its place, and does not change with its signed address: the ids of the owner, a hash of the address without its
   * signature, and the name in the address. It is a relative path that any file system accepts.
   */
  readonly key: string
  /** The name in a files property or a file block, otherwise that in the address. */
  readonly name: string
  /** Whether the file is hosted by Notion, so that its address expires; otherwise it is an external file. */
  readonly hosted: boolean
  /** The `file` for `downloadFile`. */
  readonly owner: FileOwner & { readonly file: FileObject }
}

/** The objects that can contain files. */
export type FileSource = Page | PartialPage | BlockTree | BlockNode | BlockOrPartial | CommentOrPartial

/** The file at a place, if there is one: an icon may be an emoji. */
const found = (place: FileOwner, file: unknown, ...ids: ReadonlyArray<string>): ReadonlyArray<FoundFile> => {
  const address = addressOf(file)
  if (!address) return []
  const given = field(file, 'name')
  const name = typeof given === 'string' && given !== '' ? given : nameOfAddress(address.url)
  // An object with the address of a file is a file, even if its `type` is missing.
  const source = unsafeCast<FileObject>(
    field(file, 'type') === undefined ? { type: 'file', file: field(file, 'file') } : file,
  )
  const key = keyOf(ids, address)
  return [{ key, name, hosted: address.hosted, owner: { ...place, file: source } }]
}

/** The types of blocks that hold a file. */
const MEDIA = ['image', 'video', 'audio', 'pdf', 'file']

const filesOfBlock = (block: unknown): ReadonlyArray<FoundFile> => {
  const block_id = `${field(block, 'id')}`
  const type = `${field(block, 'type')}`
  const content = field(block, type)
  return [
    ...(MEDIA.includes(type) ? found({ type: 'block', block_id }, content, block_id) : []),
    ...found({ type: 'block_icon', block_id }, field(content, 'icon'), block_id, 'icon'),
  ]
}

const listIn = (value: unknown, name: string): ReadonlyArray<unknown> => {
  const list = field(value, name)
  return Array.isArray(list) ? list : []
}

const filesOfPage = (page: unknown): ReadonlyArray<FoundFile> => {
  const page_id = `${field(page, 'id')}`
  const properties = field(page, 'properties')
  return [
    ...found({ type: 'page_icon', page_id }, field(page, 'icon'), page_id, 'icon'),
    ...found({ type: 'page_cover', page_id }, field(page, 'cover'), page_id, 'cover'),
    ...Object.values(isObject(properties) ? properties : {}).flatMap((value) => {
      const property_id = `${field(value, 'id')}`
      const list = field(value, 'type') === 'files' ? listIn(value, 'files') : []
      return list.flatMap((file, index) =>
        found({ type: 'page_property', page_id, property_id, index }, file, page_id, property_id),
      )
    }),
  ]
}

const filesOfComment = (comment: unknown): ReadonlyArray<FoundFile> => {
  const comment_id = `${field(comment, 'id')}`
  return listIn(comment, 'attachments').flatMap((file, index) =>
    found({ type: 'comment_attachment', comment_id, index }, file, comment_id),
  )
}

const filesOfObject = (source: unknown): ReadonlyArray<FoundFile> => {
  const object = field(source, 'object')
  if (object === 'page') return filesOfPage(source)
  return object === 'comment' ? filesOfComment(source) : filesOfBlock(source)
}

/** The files of a tree, in order. Not recursive: a tree may be nested deeper than the stack allows. */
const filesIn = (source: unknown): ReadonlyArray<FoundFile> => {
  const files: Array<FoundFile> = []
  const waiting = [source]
  while (waiting.length > 0) {
    const one = waiting.pop()
    const children = field(one, 'children')
    const isNode = Array.isArray(children)
    files.push(...(isNode ? filesOfBlock(field(one, 'block')) : filesOfObject(one)))
    if (isNode) for (const child of [...children].reverse()) waiting.push(child)
  }
  return files
}

/** The place of a file as text: a tree may contain a block in two places. */
const placeKey = ({ owner: { file: _, ...place } }: FoundFile): string => JSON.stringify(place)

/**
 * The files with unique keys: a property may contain the same file twice.
 *
 * @param known How often each key occurred before; updated by this function.
 * @internal
 */
export const withOwnKeys = (
  files: ReadonlyArray<FoundFile>,
  known: Map<string, Set<string>> = new Map(),
): ReadonlyArray<FoundFile> =>
  files.flatMap((file) => {
    const places = known.get(file.key) ?? new Set()
    known.set(file.key, places)
    const place = placeKey(file)
    if (places.has(place)) return []
    places.add(place)
    return [places.size === 1 ? file : { ...file, key: file.key.replace(/[^/]*$/, `${places.size}~$&`) }]
  })

/**
 * The files of a page (its icon, cover and properties, without its content), of a tree of blocks, a block or a comment, in order. These are
 * hosted and external files, but not emojis and Notion's own icons.
 *
 * @param source A page, tree, block or comment as it was read.
 * @returns Each file with its key and its owner, for `downloadFile`.
 * @example
 * import { type Context, getBlock } from 'notion-fp'
 * import { filesOf } from 'notion-fp/files'
 * import { pipe, TE } from 'notion-fp/fp'
 *
 * const fileNames = (ctx: Context, block_id: string) =>
 *   pipe(
 *     getBlock(ctx, { block_id }),
 *     TE.map((block) => filesOf(block).map(({ name }) => name)),
 *   )
 */
export const filesOf = (source: FileSource): ReadonlyArray<FoundFile> => withOwnKeys(filesIn(source))
