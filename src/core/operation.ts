/**
 * Everything that an operation file needs, as one import: the types of its signature, the parameter checks, the codecs and the
 * cache tags.
 *
 * @internal
 */
export type { TaskEither } from 'fp-ts/TaskEither'
export type { Context } from './call/context.js'
export type { NotionError } from './call/error.js'
export type { InvalidInput } from './call/issues.js'
export type { NotionRequest } from './call/request.js'
export { send } from './call/send.js'
export {
  allRowsTag,
  childrenTag,
  objectTag,
  relatedTag,
  rowsTag,
  type Tag,
  treeTag,
  usersTag,
} from './call/tag.js'
export { bodyCall } from './input/bodyCall.js'
export { blockId, encodedSegment, id, optional, pageId, paging, propertyIds } from './input/check.js'
export { contentRule } from './input/limits.js'
export { queryCall } from './input/queryCall.js'
export { exclusive, needed, objects, record, withIssues } from './input/shape.js'
export { type List, listOf } from './objects/list.js'
export type { PageParams } from './pagination/readPages.js'
export { decodeWith } from './schema/decode.js'
export { once, repeatable } from './transport/writes.js'
