import { addBlocks, validateBlocks } from '../../../domain/blocks/addBlocks.js'
import { cover, icon, serializeCover, serializeIcon } from '../../../domain/blocks/icon.js'
import { assertLinks } from '../../../domain/blocks/links.js'
import { afterBlock } from '../../../domain/blocks/position.js'
import { childBlocks } from '../../../domain/blocks/request.js'
import { failedValidation, invalid } from '../../../domain/errors.js'
import { assertAttachable, markAttached } from '../../../domain/files/source.js'
import { splitHeading } from '../../../domain/markdown/parseBlocks.js'
import { applyValues, initializeRow, planValues } from '../../../domain/properties/values.js'
import { WORKSPACE_PARENT } from '../../../domain/seed/seedNodes.js'
import { serializePage } from '../../../domain/serialize/page.js'
import { assertNotInTrash, parentRecord } from '../../../domain/state/find.js'
import { atEnd, insertAt, type Position, stampNow, touch } from '../../../domain/state/tree.js'
import type { DataSourceNode, PageNode } from '../../../domain/state/types.js'
import type { Workspace } from '../../../domain/state/workspace.js'
import {
  assertValid,
  boolean,
  type Check,
  fields,
  object,
  oneOf,
  optional,
  problem,
  string,
  uuid,
} from '../../../domain/validate/check.js'
import { bodyId } from '../../../domain/values/id.js'
import { asArray, asObject, type Json, type JsonObject } from '../../../domain/values/json.js'
import { type ApiRequest, filterProperties } from '../../route.js'
import { deferred } from '../asyncTasks.js'
import { parentCheck } from '../common.js'
import { assertRowLimit, assertValueLimits } from './limits.js'
import { confirmPage, findParent, isWorkspaceTop } from './parent.js'
import { applyTemplate, findTemplate, templateCheck } from './template.js'

const positionCheck: Check = (value, path) => [
  ...fields({ type: oneOf('after_block', 'page_start', 'page_end') })(value, path),
  ...(asObject(value).type === 'after_block' ? fields({ after_block: fields({ id: uuid }) })(value, path) : []),
]

const createCheck: Check = fields(
  {
    parent: optional(parentCheck('page_id', 'database_id', 'data_source_id', 'workspace')),
    properties: optional(object),
    icon: optional(icon),
    cover: optional(cover),
    children: optional(childBlocks),
    content: optional(childBlocks),
    markdown: optional(string()),
    allow_async: optional(boolean),
    template: optional(templateCheck('none', 'default', 'template_id')),
    position: optional(positionCheck),
  },
  true,
)

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

const EXCLUSIVE = ['children', 'content', 'markdown']

const assertOneContent = (body: JsonObject): void => {
  if (body.allow_async === true && body.markdown === undefined)
    throw invalid('allow_async is only supported when creating a page with markdown.')
  const given = EXCLUSIVE.filter((key) => body[key] !== undefined)
  const templated = body.template !== undefined && asObject(body.template).type !== 'none'
  const [first, second] = templated ? ['template', given[0]] : given
  if (second !== undefined)
    throw invalid(`body failed validation: body.${second} should be not present when body.${first} is.`)
}

interface Content {
  readonly title: string
  readonly children: ReadonlyArray<Json>
}

const contentOf = (body: JsonObject, source: DataSourceNode | undefined): Content => {
  if (typeof body.markdown !== 'string') return { title: '', children: asArray(body.children ?? body.content) }
  const titles = ['title', source?.properties.get('title')?.name ?? 'title']
  const named = Object.keys(asObject(body.properties)).some((key) => titles.includes(key))
  return splitHeading(body.markdown, !named)
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
  values: new Map(),
  icon: null,
  cover: null,
  publicUrl: null,
  isLocked: false,
  isArchived: false,
  url: undefined,
  placeholder: false,
  isTemplate: false,
})

const titleValue = (source: DataSourceNode | undefined, title: string): JsonObject => {
  const name = source?.properties.get('title')?.name ?? 'title'
  return title === '' ? {} : { [name]: { title: [{ text: { content: title } }] } }
}

/** `POST /v1/pages` */
export const createPage = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  assertValid(createCheck, body, 'body')
  assertOneContent(body)
  const parent = parentOf(workspace, asObject(body.parent))
  const source = parent?.kind === 'data_source' ? parent : undefined
  const content = contentOf(body, source)
  const values = planValues(workspace, source, { ...titleValue(source, content.title), ...asObject(body.properties) })
  const place = positionIn(workspace, parent, body.position)
  const model = findTemplate(workspace, parent, asObject(body.template))
  validateBlocks(workspace, content.children)
  if (body.markdown === undefined) assertLinks(content.children)
  assertAttachable(workspace, body.icon)
  assertAttachable(workspace, body.cover)

  const page = emptyPage(workspace, parent === undefined ? WORKSPACE_PARENT : parentRecord(parent))
  assertValueLimits(workspace, page, values)
  page.icon = serializeIcon(workspace, body.icon)
  page.cover = serializeCover(workspace, body.cover)
  markAttached(workspace, body.icon)
  markAttached(workspace, body.cover)
  workspace.nodes.set(page.id, page)
  if (parent !== undefined) {
    insertAt(parent.kind === 'page' ? parent.children : parent.rows, [page.id], place)
    confirmPage(parent)
    if (parent.kind === 'page') touch(workspace, parent)
  }
  applyValues(workspace, page, source, values)
  if (source !== undefined) initializeRow(page, source)
  addBlocks(workspace, page, content.children, atEnd)
  const response = serializePage(workspace, page, request.version, filterProperties(request))
  // A template is applied after the response, as by the API.
  if (model !== undefined) applyTemplate(workspace, page, model)
  return body.allow_async === true ? deferred(workspace, 'POST /v1/pages', response) : response
}
