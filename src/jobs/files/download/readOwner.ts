/**
 * Reads a file again from its owner.
 *
 * @internal
 */
import { type Either, isLeft, right } from 'fp-ts/Either'
import type { Context } from '../../../core/call/context.js'
import type { NotionError } from '../../../core/call/error.js'
import { send } from '../../../core/call/send.js'
import { blockId, type Check, encodedSegment, id, pageId } from '../../../core/input/check.js'
import { queryCall } from '../../../core/input/queryCall.js'
import { field } from '../../../core/internal/orUndefined.js'
import { anyObject } from '../../../core/schema/combinators.js'
import { decodeWith } from '../../../core/schema/decode.js'
import { addressOf, type FileAddress, stableAddress } from './fileAddress.js'
import type { FileOwner } from './fileOwner.js'

/** The current file of an owner. */
export interface ReadFile {
  readonly address: FileAddress
  /** Its name in a files property or a file block. */
  readonly name?: string
}

const decode = decodeWith(anyObject)

/** The object that owns a file. Only the file is used, so nothing else is checked. */
const readObject = (
  ctx: Context,
  template: string,
  params: object,
  checks: { readonly [name: string]: Check },
): Promise<Either<NotionError, unknown>> =>
  send<unknown>(ctx, { op: 'downloadFile', kind: 'read', ...queryCall('GET', template, params, checks).call, decode })()

const readFileOf = (ctx: Context, owner: FileOwner): Promise<Either<NotionError, unknown>> => {
  switch (owner.type) {
    case 'block':
    case 'block_icon':
      return readObject(ctx, 'blocks/{block_id}', { block_id: owner.block_id }, { block_id: blockId })
    case 'page_icon':
    case 'page_cover':
      return readObject(ctx, 'pages/{page_id}', { page_id: owner.page_id }, { page_id: pageId })
    case 'page_property': {
      const { page_id, property_id } = owner
      const checks = { page_id: pageId, property_id: encodedSegment }
      return readObject(ctx, 'pages/{page_id}/properties/{property_id}', { page_id, property_id }, checks)
    }
    case 'comment_attachment':
      return readObject(ctx, 'comments/{comment_id}', { comment_id: owner.comment_id }, { comment_id: id })
  }
}

/** The files in the object that owns one. */
const candidates = (owner: FileOwner, object: unknown): ReadonlyArray<unknown> => {
  const content = field(object, `${field(object, 'type')}`)
  switch (owner.type) {
    case 'block':
      return [content]
    case 'block_icon':
      return [field(content, 'icon')]
    case 'page_icon':
      return [field(object, 'icon')]
    case 'page_cover':
      return [field(object, 'cover')]
    case 'page_property':
    case 'comment_attachment': {
      const list = field(object, owner.type === 'page_property' ? 'files' : 'attachments')
      return Array.isArray(list) ? list : []
    }
  }
}

/** The file of an owner among its current ones: a list may have changed in the meantime. */
const pick = (owner: FileOwner, files: ReadonlyArray<unknown>): unknown => {
  if (owner.type !== 'page_property' && owner.type !== 'comment_attachment') return files[0]
  const at = files[owner.index ?? 0]
  const known = addressOf(owner.file)
  if (!known) return at
  const same = files.filter((file) => {
    const address = addressOf(file)
    return address && stableAddress(address) === stableAddress(known)
  })
  // The list may contain the same file twice.
  return same.includes(at) ? at : same[0]
}

/** The current file of the owner; `undefined` if it no longer has one. */
export const readOwner = async (ctx: Context, owner: FileOwner): Promise<Either<NotionError, ReadFile | undefined>> => {
  const object = await readFileOf(ctx, owner)
  if (isLeft(object)) return object
  const file = pick(owner, candidates(owner, object.right))
  const address = addressOf(file)
  const name = field(file, 'name')
  return right(address && { address, ...(typeof name === 'string' && name !== '' && { name }) })
}
