/** Creates the pages and databases of a folder without their content, so that links between files have ids to lead to. */
import type { CoverRequest, IconRequest, PropertyValuesRequest } from 'notion-fp'
import { writeProps } from 'notion-fp/props'
import { unsafeCast } from '../unsafeCast.js'
import type { Schema } from '../values/findProperty.js'
import { noteFront, updateDatabaseFront, updateFront } from './editedFront.js'
import { folderSchema, valueSchema } from './folderSchema.js'
import type { ImportPlace } from './journal.js'
import { frontOf, orderedChildren, planId, readNode } from './readNode.js'
import { rowValues } from './rowValues.js'
import type { FolderNode, Front } from './scanFolder.js'
import { coverOf, iconOf } from './uploads.js'
import { isStopped, noteFailure, schemaAround, type Writing } from './writing.js'

/** The icon and the cover of front matter. */
interface Pictures {
  readonly icon?: IconRequest
  readonly cover?: CoverRequest
}

const picturesOf = async (run: Writing, node: FolderNode, front: Front): Promise<Pictures> => {
  const icon = await iconOf(run, node, front.notion_icon)
  const cover = await coverOf(run, node, front.notion_cover)
  return { ...(icon && { icon }), ...(cover && { cover }) }
}

const createDatabase = async (
  run: Writing,
  node: FolderNode,
  parentId: string,
  front: Front,
  pictures: Pictures,
): Promise<void> => {
  const { journal, ids, sources, formerIds, counts } = run
  const { properties } = folderSchema(front, () => undefined)
  const edited = await noteFront(run, node, front, [])
  const created = await journal.createDatabase(node.key, parentId, node.title, {
    // It comes from a file, of an export or written by hand: Notion checks it.
    initial_data_source: { properties: unsafeCast(properties) },
    ...pictures,
    ...(front.notion_is_inline === true && { is_inline: true }),
  })
  if (created._tag === 'Left') return noteFailure(run, node, created.left)
  const updated = edited && (await updateDatabaseFront(run, node, created.right.id, front, pictures, edited))
  if (updated?._tag === 'Left') return noteFailure(run, node, updated.left)
  ids.set(node, created.right.id)
  sources.set(node, { id: created.right.source, schema: valueSchema(front), front })
  counts.databases++
  if (typeof front.notion_id === 'string') formerIds.set(front.notion_id, created.right.source)
}

/** The properties of a new page, and the names of all properties that its front matter sets. */
const propertiesOf = (
  { job }: Writing,
  node: FolderNode,
  front: Front,
  schema: Schema | undefined,
): { readonly properties: PropertyValuesRequest; readonly names: ReadonlyArray<string> } => {
  if (!schema)
    return {
      properties: { title: { title: node.title === '' ? [] : [{ text: { content: node.title } }] } },
      names: [],
    }
  const nothing = (): void => undefined
  const { values, props, relations, files } = rowValues(front, schema, node.title, job.allowsNew, nothing, nothing)
  return {
    // Each value was read with the type of its property.
    properties: writeProps(props)(unsafeCast(values)),
    names: [...Object.keys(values), ...[...relations, ...files].map(([name]) => name)],
  }
}

const createPage = async (
  run: Writing,
  node: FolderNode,
  parentId: string,
  front: Front,
  pictures: Pictures,
  schema: Schema | undefined,
): Promise<void> => {
  const { journal, ids, formerIds, counts } = run
  const titleName = schema ? (Object.values(schema).find(({ type }) => type === 'title')?.name ?? 'Name') : 'title'
  const place: ImportPlace = schema ? { data_source_id: parentId, title_property: titleName } : { page_id: parentId }
  const { properties, names } = propertiesOf(run, node, front, schema)
  const edited = await noteFront(run, node, front, names)
  const created = await journal.createPage(node.key, place, node.title, {
    properties,
    ...pictures,
  })
  if (created._tag === 'Left') return noteFailure(run, node, created.left)
  const request = { properties, ...pictures }
  const updated = edited && (await updateFront(run, node, created.right, front, request, names, edited, schema))
  if (updated?._tag === 'Left') return noteFailure(run, node, updated.left)
  ids.set(node, created.right)
  if (typeof front.notion_id === 'string') formerIds.set(front.notion_id, created.right)
  if (schema) counts.rows++
  else counts.pages++
}

const createNode = async (run: Writing, node: FolderNode, parent: FolderNode | undefined): Promise<void> => {
  const { job, ids, sources } = run
  const front = (await frontOf(job, node)) ?? {}
  const parentId = parent === undefined ? job.target.id : (sources.get(parent)?.id ?? ids.get(parent) ?? '')
  const pictures = await picturesOf(run, node, front)
  return node.kind === 'data_source'
    ? createDatabase(run, node, parentId, front, pictures)
    : createPage(run, node, parentId, front, pictures, schemaAround(run, parent))
}

/** Creates nodes and those in them, in the order in which the content links to them. */
export const createNodes = async (
  run: Writing,
  nodes: ReadonlyArray<FolderNode>,
  parent?: FolderNode,
): Promise<void> => {
  const { job, names, ids, problems } = run
  for (const node of nodes) {
    if (isStopped(run)) return
    await createNode(run, node, parent)
    if (!ids.has(node)) {
      if (node.children.length > 0)
        problems.push({ file: node.file ?? node.key, message: 'what is in it was not imported' })
      continue
    }
    const { linked } = await readNode(job, node, names, () => planId(0))
    await createNodes(run, orderedChildren(node, linked), node)
  }
}
