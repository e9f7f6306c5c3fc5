/** The endpoints of blocks, which also accept the ids of pages and databases. */
import { isChild } from '../../domain/blocks/addBlocks.js'
import { appendBlocks } from '../../domain/blocks/appendBlocks.js'
import { BLOCK_TYPES } from '../../domain/blocks/blockTypes.js'
import { childBlocks } from '../../domain/blocks/request.js'
import { trashBlock, typeAsBlock, updateBlock } from '../../domain/blocks/updateBlock.js'
import { failedValidation, invalid } from '../../domain/errors.js'
import { originalOf, serializeBlock } from '../../domain/serialize/block.js'
import { listOf } from '../../domain/serialize/common.js'
import { findBlock, findContainer, notFound } from '../../domain/state/find.js'
import { isTrashed, liveChild } from '../../domain/state/tree.js'
import { assertValid, fields, missing, optional, problem, string } from '../../domain/validate/check.js'
import { asObject, get, isArray, type JsonObject } from '../../domain/values/json.js'
import { pageOfIds, queryPaging } from '../paging.js'
import { type ApiRequest, pathId, type Route } from '../route.js'
import { positionChecks, trashChecks } from './common.js'

const retrieve = (request: ApiRequest): JsonObject =>
  serializeBlock(request.workspace, findBlock(request.workspace, pathId(request, 'block_id')), request.version)

const checkUpdate = (request: ApiRequest, type: string): void => {
  const { body, version } = request
  const known = BLOCK_TYPES.get(type)
  const stated = get(body, 'type')
  const payload = get(body, type)
  if (stated !== undefined && (payload === undefined || typeof stated !== 'string'))
    throw failedValidation('body', [
      ...(payload === undefined ? missing(`body.${type}`) : []),
      ...problem('body.type', 'not present', stated),
    ])
  const checks = {
    ...trashChecks(version),
    object: optional(string()),
    type: optional(string()),
    [type]: optional(known?.update ?? fields({})),
  }
  const others = Object.keys(body).filter((key) => BLOCK_TYPES.has(key) && key !== type)
  if (others.length > 0 && payload === undefined) throw failedValidation('body', missing(`body.${type}`))
  assertValid(fields(checks, true), body, 'body')
  if (payload === undefined) return
  if (known?.updatable !== true) throw invalid(`Block type ${type} is not supported for updates via the API.`)
  const children = get(asObject(payload), 'children')
  // Clients send a block back as they created it: an empty list is ignored.
  if (children !== undefined && !(isArray(children) && children.length === 0))
    throw failedValidation('body', problem(`body.${type}.children`, 'not present', children))
}

const update = (request: ApiRequest): JsonObject => {
  const { workspace, body, version } = request
  const node = findBlock(workspace, pathId(request, 'block_id'))
  checkUpdate(request, typeAsBlock(node))
  updateBlock(workspace, node, body)
  return serializeBlock(workspace, node, version)
}

const remove = (request: ApiRequest): JsonObject => {
  const { workspace } = request
  const node = findBlock(workspace, pathId(request, 'block_id'))
  trashBlock(workspace, node)
  return serializeBlock(workspace, node, request.version)
}

const listChildren = (request: ApiRequest): JsonObject => {
  const { workspace } = request
  const paging = queryPaging(request)
  const parent = findBlock(workspace, pathId(request, 'block_id'))
  // What is in the trash can be retrieved, and its children cannot be listed.
  if (parent.kind === 'page' && isTrashed(workspace, parent)) throw notFound(workspace, 'block', parent.id)
  // The rows of a database are not children of its block.
  if (parent.kind === 'database') return listOf('block', [])
  const holder = (parent.kind === 'block' ? originalOf(workspace, parent) : undefined) ?? parent
  const part = pageOfIds(holder.children, paging, (id) => {
    const child = liveChild(workspace, id)
    return child !== undefined && isChild(child) ? child : undefined
  })
  const results = part.items.map((child) => serializeBlock(workspace, child, request.version))
  return listOf('block', results, part.next)
}

const append = (request: ApiRequest): JsonObject => {
  const { workspace, body, version } = request
  const id = pathId(request, 'block_id')
  assertValid(fields({ children: childBlocks, ...positionChecks(version) }, true), body, 'body')
  const appended = appendBlocks(workspace, findContainer(workspace, id), body)
  return listOf(
    'block',
    appended.map((child) => serializeBlock(workspace, child, version)),
  )
}

/** `/v1/blocks` */
export const blockRoutes: ReadonlyArray<Route> = [
  { method: 'GET', path: '/v1/blocks/:block_id', handler: retrieve },
  { method: 'PATCH', path: '/v1/blocks/:block_id', handler: update },
  { method: 'DELETE', path: '/v1/blocks/:block_id', handler: remove },
  { method: 'GET', path: '/v1/blocks/:block_id/children', handler: listChildren },
  { method: 'PATCH', path: '/v1/blocks/:block_id/children', handler: append },
]
