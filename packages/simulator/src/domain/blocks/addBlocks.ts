/** Adds new blocks with their descendants to a parent. A heading that gets children becomes a toggle. */
import { invalid } from '../errors.js'
import { assertAttachable, markAttached } from '../files/fileSource.js'
import { parentRecord } from '../state/find.js'
import { insertAt, type Position, stampNow } from '../state/tree.js'
import type { BlockNode, DatabaseNode, DataSourceNode, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { asArray, asObject, get, type Json, type JsonObject } from '../values/json.js'
import { BLOCK_TYPES } from './blockTypes.js'
import { MEDIA_TYPES } from './media.js'
import { childrenOfRequest, typeOfRequest } from './request.js'

/** Throws a refusal for checked children that name uploads which cannot be attached. Changes nothing. */
export const validateBlocks = (workspace: Workspace, children: ReadonlyArray<Json>): void => {
  for (const child of children.map(asObject)) {
    const type = typeOfRequest(child) ?? ''
    const payload = asObject(child[type])
    if (MEDIA_TYPES.has(type)) assertAttachable(workspace, payload)
    if (payload.icon !== undefined) assertAttachable(workspace, payload.icon)
    validateBlocks(workspace, childrenOfRequest(child))
  }
}

const HEADING = /^heading_/

/** Whether a block can have children; a heading can only if it is a toggle. */
const takesChildren = (parent: BlockNode | PageNode): boolean => {
  if (parent.kind === 'page') return true
  if (HEADING.test(parent.type)) return parent.payload.is_toggleable === true
  return (BLOCK_TYPES.get(parent.type)?.nesting ?? 'none') !== 'none'
}

const REQUIRED_PARENTS: Readonly<Record<string, string>> = { column: 'column_list', table_row: 'table' }
const REQUIRED_CHILDREN: Readonly<Record<string, string>> = {
  column_list: 'column',
  table: 'table_row',
  tab: 'paragraph',
}

/** Throws a refusal for children that a parent cannot have, such as rows outside a table. */
export const assertAllowedChildren = (parent: BlockNode | PageNode, children: ReadonlyArray<Json>): void => {
  if (!takesChildren(parent)) throw invalid('Block does not support children.')
  const parentType = parent.kind === 'page' ? 'page' : parent.type
  const requiredChild = REQUIRED_CHILDREN[parentType]
  for (const child of children.map(asObject)) {
    const type = typeOfRequest(child) ?? ''
    if (requiredChild !== undefined && type !== requiredChild)
      throw invalid(`${parentType} blocks can only have ${requiredChild} blocks as children.`)
    if (REQUIRED_PARENTS[type] !== undefined && REQUIRED_PARENTS[type] !== parentType)
      throw invalid(`${type} blocks can only be children of ${REQUIRED_PARENTS[type]} blocks.`)
    if (parentType !== 'table' || parent.kind === 'page') continue
    const cells = asArray(asObject(child.table_row).cells).length
    if (cells !== parent.payload.table_width)
      throw invalid(`Number of cells in table row must match the table width of the parent table.`)
  }
}

const createBlock = (workspace: Workspace, parent: BlockNode | PageNode, request: JsonObject): BlockNode => {
  const type = typeOfRequest(request) ?? ''
  const payload = asObject(get(request, type))
  const serialized = BLOCK_TYPES.get(type)?.serialize(workspace, payload) ?? {}
  const children = childrenOfRequest(request)
  const block: BlockNode = {
    kind: 'block',
    id: workspace.newId(),
    parent: parentRecord(parent),
    ...stampNow(workspace),
    inTrash: false,
    shared: true,
    type,
    payload: HEADING.test(type) && children.length > 0 ? { ...serialized, is_toggleable: true } : serialized,
    children: [],
    claimsChildren: false,
  }
  markAttached(workspace, payload)
  markAttached(workspace, payload.icon)
  workspace.nodes.set(block.id, block)
  block.children.push(...children.map((child) => createBlock(workspace, block, asObject(child)).id))
  return block
}

/** Creates checked children with their descendants, and adds them to a parent. */
export const addBlocks = (
  workspace: Workspace,
  parent: BlockNode | PageNode,
  children: ReadonlyArray<Json>,
  position: Position,
): ReadonlyArray<BlockNode> => {
  const created = children.map((child) => createBlock(workspace, parent, asObject(child)))
  insertAt(
    parent.children,
    created.map(({ id }) => id),
    position,
  )
  return created
}

/** Copies blocks and their descendants, as for a template. */
export const copyBlocks = (workspace: Workspace, from: BlockNode | PageNode, to: BlockNode | PageNode): void => {
  for (const id of from.children) {
    const child = workspace.nodes.get(id)
    if (child?.kind !== 'block' || child.inTrash) continue
    const copied: BlockNode = {
      ...child,
      id: workspace.newId(),
      parent: parentRecord(to),
      ...stampNow(workspace),
      children: [],
    }
    workspace.nodes.set(copied.id, copied)
    to.children.push(copied.id)
    copyBlocks(workspace, child, copied)
  }
}

/** A node that can be a child of a page. */
export type Child = BlockNode | PageNode | DatabaseNode

/** Whether a node can be a child: a data source is part of its database instead. */
export const isChild = (node: Child | DataSourceNode): node is Child => node.kind !== 'data_source'
