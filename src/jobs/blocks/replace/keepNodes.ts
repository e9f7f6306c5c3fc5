/**
 * Existing blocks among the new content: they are kept, or written again as far as possible.
 *
 * @internal
 */
import { isRecord, type JsonObject } from '../../../core/internal/json.js'
import { field, tryTo } from '../../../core/internal/orUndefined.js'
import { unsafeCast } from '../../../core/internal/unsafeCast.js'
import type { Block } from '../../../ops/blocks/block.js'
import type { BlockTreeRequest } from '../blockTreeRequest.js'
import { LEAST_CHILDREN } from '../requestLimits.js'
import type { BlockNode } from '../tree/blockTree.js'
import { writableBlock } from '../writableBlock.js'

/** A block to write, or one that was read, with its children. */
export type ContentBlock = BlockTreeRequest | BlockNode

/**
 * A block that was read, in the form in which it would be written, with its hosted files, which no request can contain.
 */
export const writtenAs = (block: Block): { readonly type: string; readonly content: JsonObject } | undefined => {
  // The interfaces of blocks have no index signature, which a `JsonObject` needs.
  const written = writableBlock(unsafeCast(block), () => undefined)
  if (!written) return undefined
  const { type, content, hosted } = written
  const read: unknown = Reflect.get(block, block.type)
  const files = hosted.map(({ at: [key], file }) => (key === undefined ? { file } : { [key]: { type: 'file', file } }))
  const { file_upload, ...rest } = content
  const isHosted = hosted.some(({ at }) => at.length === 0)
  // Fields that the API cannot set are compared nevertheless, if the new content has them.
  const [start, format] = [field(read, 'list_start_index'), field(read, 'list_format')]
  return {
    type,
    content: Object.assign(
      isHosted ? { ...rest, type: 'file' } : { ...content },
      ...files,
      start !== undefined && { list_start_index: start },
      format !== undefined && { list_format: format },
    ),
  }
}

/** Stands for a block that can be kept but not written. */
const reference = (id: string): JsonObject => ({ type: 'divider', divider: { [REFERENCE]: id } })

/** The field of the stand-in with the id of the block. */
const REFERENCE = '(block)'

/** The id of the block that a request stands for, if it does. */
export const referenceOf = (content: JsonObject): string | undefined => {
  const id = content[REFERENCE]
  return typeof id === 'string' ? id : undefined
}

const isNode = (given: unknown): given is BlockNode =>
  isRecord(given) && isRecord(given.block) && typeof given.block.id === 'string' && Array.isArray(given.children)

const requestOf = ({ block, children, missing, skipped }: BlockNode, references: Set<string>): JsonObject => {
  const written = writtenAs(block)
  const isCopy = block.type === 'synced_block' && isRecord(written?.content.synced_from)
  const isPartial = missing !== undefined || (skipped !== undefined && !isCopy)
  if (!written || isPartial || (!isCopy && children.length < (LEAST_CHILDREN[written.type] ?? 0))) {
    references.add(block.id)
    return reference(block.id)
  }
  const { list_start_index: _, list_format: __, ...content } = written.content
  const below = isCopy ? [] : children.map((child) => requestOf(child, references))
  return { type: written.type, [written.type]: { ...content, ...(below.length > 0 && { children: below }) } }
}

/** New content as requests only, and the ids of the blocks that some of them stand for. */
export const withoutNodes = (
  children: ReadonlyArray<ContentBlock>,
): { readonly requests: ReadonlyArray<BlockTreeRequest>; readonly references: ReadonlySet<string> } => {
  const references = new Set<string>()
  const convert = (): ReadonlyArray<unknown> =>
    children.map((child) => (isNode(child) ? requestOf(child, references) : child))
  // A value that is nested too deep to convert is reported as not a block.
  return { requests: unsafeCast(tryTo(convert, children)), references }
}
