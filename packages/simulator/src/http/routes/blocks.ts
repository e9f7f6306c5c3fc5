import { addBlocks, assertAllowedChildren, isChild, validateBlocks } from '../../domain/blocks/addBlocks.js'
import { assertLinks } from '../../domain/blocks/links.js'
import { positionOf } from '../../domain/blocks/position.js'
import { childBlocks } from '../../domain/blocks/request.js'
import { BLOCK_TYPES } from '../../domain/blocks/types.js'
import { failedValidation, invalid } from '../../domain/errors.js'
import { assertAttachable, markAttached } from '../../domain/files/source.js'
import { originalOf, serializeBlock } from '../../domain/serialize/block.js'
import { listOf } from '../../domain/serialize/common.js'
import { assertNotInTrash, findBlock, findContainer } from '../../domain/state/find.js'
import { wantsTrash } from '../../domain/state/trash.js'
import { liveChildren, touch } from '../../domain/state/tree.js'
import type { BlockNode, DatabaseNode, PageNode } from '../../domain/state/types.js'
import { assertValid, fields, missing, optional, problem, string } from '../../domain/validate/check.js'
import { asArray, asObject, get, isArray, type JsonObject } from '../../domain/values/json.js'
import { paginate, queryPaging } from '../paging.js'
import { type ApiRequest, pathId, type Route } from '../route.js'
import { positionChecks, trashChecks } from './common.js'

const retrieve = (request: ApiRequest): JsonObject =>
  serializeBlock(request.workspace, findBlock(request.workspace, pathId(request, 'block_id')), request.version)

const typeOf = (node: BlockNode | PageNode | DatabaseNode): string =>
  node.kind === 'page' ? 'child_page' : node.kind === 'database' ? 'child_database' : node.type

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
  const type = typeOf(node)
  checkUpdate(request, type)
  const payload = get(body, type)
  const trash = wantsTrash(body)
  if (payload !== undefined && node.kind === 'block') {
    if (trash !== false) assertNotInTrash(workspace, node)
    if (asObject(payload).is_toggleable === false && liveChildren(workspace, node).length > 0)
      throw invalid('A heading with children cannot stop being a toggle. Remove its children first.')
    assertAttachable(workspace, payload)
    assertAttachable(workspace, asObject(payload).icon)
    const patched = BLOCK_TYPES.get(type)?.patch(workspace, node.payload, asObject(payload))
    markAttached(workspace, payload)
    markAttached(workspace, asObject(payload).icon)
    if (patched !== undefined) node.payload = patched
  }
  if (trash !== undefined) node.inTrash = trash
  touch(workspace, node)
  return serializeBlock(workspace, node, version)
}

const remove = (request: ApiRequest): JsonObject => {
  const { workspace } = request
  const node = findBlock(workspace, pathId(request, 'block_id'))
  node.inTrash = true
  touch(workspace, node)
  return serializeBlock(workspace, node, request.version)
}

const listChildren = (request: ApiRequest): JsonObject => {
  const { workspace } = request
  const paging = queryPaging(request)
  const parent = findBlock(workspace, pathId(request, 'block_id'))
  // The rows of a database are not children of its block.
  if (parent.kind === 'database') return listOf('block', [])
  const holder = (parent.kind === 'block' ? originalOf(workspace, parent) : undefined) ?? parent
  const part = paginate(liveChildren(workspace, holder).filter(isChild), paging, (child) => child.id)
  const results = part.items.map((child) => serializeBlock(workspace, child, request.version))
  return listOf('block', results, part.next)
}

/** The maximum number of blocks in the response to an append. */
const SHOWN = 100

const append = (request: ApiRequest): JsonObject => {
  const { workspace, body, version } = request
  const id = pathId(request, 'block_id')
  assertValid(fields({ children: childBlocks, ...positionChecks(version) }, true), body, 'body')
  const parent = findContainer(workspace, id)
  assertNotInTrash(workspace, parent)
  const children = asArray(body.children)
  assertAllowedChildren(parent, children)
  validateBlocks(workspace, children)
  assertLinks(children)
  const position = positionOf(workspace, parent, body)
  const created = addBlocks(workspace, parent, children, position)
  parent.claimsChildren = false
  touch(workspace, parent)
  // The response also contains the blocks after the new ones.
  const live = liveChildren(workspace, parent).filter(isChild)
  const first = live.findIndex((child) => child.id === created[0]?.id)
  const shown = first < 0 ? [] : live.slice(first, first + Math.max(SHOWN, created.length))
  return listOf(
    'block',
    shown.map((child) => serializeBlock(workspace, child, version)),
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
