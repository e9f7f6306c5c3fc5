/**
 * Creates pages: in a page, in a data source, or at the top of the workspace. Everything is checked before anything
 * changes.
 */
import { addBlocks, validateBlocks } from '../blocks/addBlocks.js'
import { assertLinks } from '../blocks/assertLinks.js'
import { serializeCover, serializeIcon } from '../blocks/icon.js'
import { afterBlock } from '../blocks/position.js'
import { failedValidation, invalid } from '../errors.js'
import { assertAttachable, markAttached } from '../files/fileSource.js'
import { namesPage, splitHeading, withoutExisting } from '../markdown/parseBlocks.js'
import { requestedProperties } from '../properties/shown.js'
import { applyValues, initializeRow, planValues } from '../properties/values.js'
import { assertNotInTrash, parentRecord, WORKSPACE_PARENT } from '../state/find.js'
import { atEnd, insertAt, type Position, stampNow, touch } from '../state/tree.js'
import type { DataSourceNode, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { problem } from '../validate/check.js'
import { bodyId } from '../values/id.js'
import { asArray, asObject, type Json, type JsonObject } from '../values/json.js'
import { assertRowLimit, assertValueLimits } from './limits.js'
import { confirmPage, findParent, isWorkspaceTop } from './parent.js'
import { applyTemplate, findTemplate, type WrittenPage } from './template.js'

/** The parent of a new page; undefined at the top of the workspace. */
type Parent = PageNode | DataSourceNode | undefined

const parentOf = (workspace: Workspace, requested: JsonObject): Parent => {
  if (isWorkspaceTop(workspace, requested)) return undefined
  const parent = findParent(workspace, requested)
  assertNotInTrash(workspace, parent)
  assertRowLimit(workspace, parent)
  return parent
}

const positionIn = (workspace: Workspace, parent: Parent, position: Json | undefined): Position => {
  const { type, after_block: after } = asObject(position)
  if (parent?.kind !== 'page') {
    if (position !== undefined) throw failedValidation('body', problem('body.position', 'not present', position))
    return atEnd
  }
  if (type === 'page_start') return { at: 'start' }
  return type === 'after_block' ? afterBlock(workspace, parent, bodyId(asObject(after).id)) : atEnd
}

interface Content {
  readonly title: string
  readonly children: ReadonlyArray<Json>
}

const contentOf = (request: JsonObject, source: DataSourceNode | undefined): Content => {
  if (typeof request.markdown !== 'string') return { title: '', children: asArray(request.children ?? request.content) }
  const titles = ['title', source?.properties.get('title')?.name ?? 'title']
  const named = Object.keys(asObject(request.properties)).some((key) => titles.includes(key))
  const content = splitHeading(request.markdown, !named)
  if (namesPage([...content.children])) throw invalid('Failed to parse markdown content')
  return { title: content.title, children: content.children.flatMap(withoutExisting) }
}

const emptyPage = (workspace: Workspace, parent: JsonObject): PageNode => ({
  kind: 'page',
  id: workspace.newId(),
  parent,
  ...stampNow(workspace),
  inTrash: false,
  shared: true,
  children: [],
  claimsChildren: false,
  values: new Map([['title', []]]),
  icon: null,
  cover: null,
  publicUrl: null,
  url: undefined,
  isLocked: false,
  isArchived: false,
  placeholder: false,
  isTemplate: false,
})

const titleValue = (source: DataSourceNode | undefined, title: string): JsonObject => {
  const name = source?.properties.get('title')?.name ?? 'title'
  return title === '' ? {} : { [name]: { title: [{ text: { content: title } }] } }
}

/** Creates a page from a checked request; the response is to have the properties of `filterProperties`. */
export const createPage = (
  workspace: Workspace,
  request: JsonObject,
  filterProperties: ReadonlyArray<string> = [],
): WrittenPage => {
  const parent = parentOf(workspace, asObject(request.parent))
  const source = parent?.kind === 'data_source' ? parent : undefined
  const content = contentOf(request, source)
  const values = planValues(workspace, source, {
    ...titleValue(source, content.title),
    ...asObject(request.properties),
  })
  requestedProperties(workspace, source, filterProperties)
  const place = positionIn(workspace, parent, request.position)
  const model = findTemplate(workspace, parent, asObject(request.template))
  validateBlocks(workspace, content.children)
  if (request.markdown === undefined) assertLinks(content.children)
  assertAttachable(workspace, request.icon)
  assertAttachable(workspace, request.cover)

  const page = emptyPage(workspace, parent === undefined ? WORKSPACE_PARENT : parentRecord(parent))
  assertValueLimits(workspace, page, values)
  page.icon = serializeIcon(workspace, request.icon)
  page.cover = serializeCover(workspace, request.cover)
  markAttached(workspace, request.icon)
  markAttached(workspace, request.cover)
  workspace.nodes.set(page.id, page)
  if (parent !== undefined) {
    insertAt(parent.kind === 'page' ? parent.children : parent.rows, [page.id], place)
    confirmPage(parent)
    if (parent.kind === 'page') touch(workspace, parent)
  }
  applyValues(workspace, page, source, values)
  if (source !== undefined) initializeRow(page, source)
  addBlocks(workspace, page, content.children, atEnd)
  return { page, applyTemplate: () => applyTemplate(workspace, page, model) }
}
