/**
 * What the file of an operation is made of, for one import: the types of its signature, the request and what is checked of it
 * before it is sent, the codec at its end, and the tags of what it reads and writes.
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
export { agentId, blockId, encodedSegment, id, optional, pageId, paging, propertyIds, viewId } from './input/check.js'
export { contentRule } from './input/limits.js'
export { queryCall } from './input/queryCall.js'
export { exclusive, needed, objects, record, refusing } from './input/shape.js'
export { type List, listOf } from './objects/list.js'
export type { PageParams } from './pagination/readPages.js'
export { decodeWith } from './schema/decode.js'
