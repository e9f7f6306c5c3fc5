import { addBlocks, copyBlocks, vetBlocks } from '../blocks/build.js'
import { answerCover, answerIcon, cover, icon } from '../blocks/icon.js'
import { attach, demandSource } from '../blocks/media.js'
import { childBlocks } from '../blocks/request.js'
import { asArray, asObject, type Json, type JsonObject } from '../json.js'
import { splitHeading } from '../markdown/parse.js'
import { presentPage } from '../present/page.js'
import { kindOf, presentProperty, sourceOf } from '../properties/registry.js'
import { applyValues, clearRelations, initializeRow, type PlannedValue, planValues } from '../properties/values.js'
import { failedValidation, invalid } from '../server/errors.js'
import { type ApiRequest, bodyId, filterProperties, pathId, type Route } from '../server/route.js'
import { demandLive, findDatabase, findDataSource, findPage, parentRecord } from '../state/find.js'
import { ancestors, atEnd, detach, insertAt, liveChildren, type Position, stampNow, touch } from '../state/tree.js'
import type { DataSourceNode, PageNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import {
  boolean,
  type Check,
  demand,
  fields,
  object,
  oneOf,
  optional,
  problem,
  string,
  uuid,
} from '../validate/check.js'
import { afterBlock, parentCheck, trashChecks, wantsTrash } from './common.js'

const template: Check = (value, path) => [
  ...fields({ type: oneOf('none', 'default', 'template_id'), timezone: optional(string()) })(value, path),
  ...(asObject(value).type === 'template_id' ? fields({ template_id: uuid })(value, path) : []),
]

const position: Check = (value, path) => [
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
    template: optional(template),
    position: optional(position),
  },
  true,
)

/** The data source of a database that has one; with several, the API says which there are. */
const onlySource = (workspace: Workspace, id: string): DataSourceNode => {
  const database = findDatabase(workspace, id)
  const [first, second] = database.dataSources
  if (first === undefined || second !== undefined)
    throw invalid(
      `Databases with multiple data sources are not supported in this API version. Use a data_source_id as the parent instead.`,
      {
        error_type: 'multiple_data_sources_for_database',
        database_id: database.id,
        child_data_source_ids: database.dataSources,
        minimum_api_version: '2025-09-03',
      },
    )
  return findDataSource(workspace, first)
}

const findHome = (workspace: Workspace, parent: JsonObject): PageNode | DataSourceNode => {
  if (parent.data_source_id !== undefined) return findDataSource(workspace, bodyId(parent.data_source_id))
  if (parent.database_id !== undefined) return onlySource(workspace, bodyId(parent.database_id))
  if (parent.page_id !== undefined) return findPage(workspace, bodyId(parent.page_id))
  throw invalid(
    "Internal integrations aren't owned by a single user, so creating workspace-level private pages is not supported. Provide a parent page, data source or database.",
  )
}

const placeIn = (workspace: Workspace, home: PageNode | DataSourceNode, wanted: Json | undefined): Position => {
  const { type, after_block: after } = asObject(wanted)
  if (home.kind !== 'page') {
    if (wanted !== undefined) throw failedValidation('body', problem('body.position', 'not present', wanted))
    return atEnd
  }
  if (type === 'page_start') return { at: 'start' }
  return type === 'after_block' ? afterBlock(workspace, home, bodyId(asObject(after).id)) : atEnd
}

const EXCLUSIVE = ['children', 'content', 'markdown']

const demandOneContent = (body: JsonObject): void => {
  const given = EXCLUSIVE.filter((key) => body[key] !== undefined)
  const templated = body.template !== undefined && asObject(body.template).type !== 'none'
  const [first, second] = templated ? ['template', given[0]] : given
  if (second !== undefined)
    throw invalid(`body failed validation: body.${second} should be not present when body.${first} is.`)
}

const findTemplate = (
  workspace: Workspace,
  home: PageNode | DataSourceNode,
  wanted: JsonObject,
): PageNode | undefined => {
  if (wanted.type === undefined || wanted.type === 'none') return undefined
  if (home.kind !== 'data_source') throw invalid('Templates can only be applied to pages in a data source.')
  if (wanted.type === 'template_id') return findPage(workspace, bodyId(wanted.template_id))
  if (home.defaultTemplate === undefined) throw invalid(`Data source ${home.id} has no default template.`)
  return findPage(workspace, home.defaultTemplate)
}

const contentOf = (body: JsonObject): { readonly title: string; readonly children: ReadonlyArray<Json> } => {
  if (typeof body.markdown !== 'string') return { title: '', children: asArray(body.children ?? body.content) }
  const titled = asObject(body.properties)
  return splitHeading(body.markdown, Object.keys(titled).length === 0)
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

/** A page that has become something of its own is no longer taken for a database. */
const settle = (node: PageNode | DataSourceNode): void => {
  if (node.kind === 'page') node.placeholder = false
}

const titleValue = (source: DataSourceNode | undefined, title: string): JsonObject => {
  const name = source?.properties.get('title')?.name ?? 'title'
  return title === '' ? {} : { [name]: { title: [{ text: { content: title } }] } }
}

const create = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  demand(createCheck, body, 'body')
  demandOneContent(body)
  const home = findHome(workspace, asObject(body.parent))
  demandLive(workspace, home)
  const source = home.kind === 'data_source' ? home : undefined
  const content = contentOf(body)
  const values = planValues(workspace, source, { ...titleValue(source, content.title), ...asObject(body.properties) })
  const place = placeIn(workspace, home, body.position)
  const model = findTemplate(workspace, home, asObject(body.template))
  vetBlocks(workspace, content.children)
  demandSource(workspace, body.icon)
  demandSource(workspace, body.cover)

  const page = emptyPage(workspace, parentRecord(home))
  page.icon = answerIcon(workspace, body.icon)
  page.cover = answerCover(workspace, body.cover)
  attach(workspace, body.icon)
  attach(workspace, body.cover)
  workspace.nodes.set(page.id, page)
  insertAt(home.kind === 'page' ? home.children : home.rows, [page.id], place)
  settle(home)
  writeValues(workspace, page, source, values)
  addBlocks(workspace, page, content.children, atEnd)
  const answer = presentPage(workspace, page, request.version, filterProperties(request))
  // A template is applied after the answer, as the API does it.
  if (model !== undefined) applyTemplate(workspace, page, model)
  return answer
}

const writeValues = (
  workspace: Workspace,
  page: PageNode,
  source: DataSourceNode | undefined,
  values: ReadonlyArray<PlannedValue>,
): void => {
  applyValues(workspace, page, source, values)
  if (source !== undefined) initializeRow(page, source)
}

const isBlank = (value: Json | undefined): boolean =>
  value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0)

const applyTemplate = (workspace: Workspace, page: PageNode, model: PageNode): void => {
  const numbered = new Set(
    [...(sourceOf(workspace, page)?.properties.values() ?? [])]
      .filter((each) => each.type === 'unique_id')
      .map((each) => each.id),
  )
  for (const [id, value] of model.values)
    if (isBlank(page.values.get(id)) && !numbered.has(id)) page.values.set(id, value)
  page.icon = page.icon ?? model.icon
  page.cover = page.cover ?? model.cover
  copyBlocks(workspace, model, page)
}

const retrieve = (request: ApiRequest): JsonObject => {
  const page = findPage(request.workspace, pathId(request, 'page_id'))
  return presentPage(request.workspace, page, request.version, filterProperties(request))
}

const eraseContent = (workspace: Workspace, page: PageNode): void => {
  for (const child of liveChildren(workspace, page)) child.inTrash = true
  page.claimsChildren = false
}

const update = (request: ApiRequest): JsonObject => {
  const { workspace, body, version } = request
  const id = pathId(request, 'page_id')
  demand(
    fields(
      {
        properties: optional(object),
        icon: optional(icon),
        cover: optional(cover),
        is_locked: optional(boolean),
        is_archived: optional(boolean),
        template: optional(template),
        erase_content: optional(boolean),
        ...trashChecks(version),
      },
      true,
    ),
    body,
    'body',
  )
  const page = findPage(workspace, id)
  const trash = wantsTrash(body)
  if (trash === undefined || Object.keys(body).some((key) => key !== 'in_trash' && key !== 'archived')) {
    if (trash !== false) demandLive(workspace, page)
  }
  const source = sourceOf(workspace, page)
  const values = planValues(workspace, source, asObject(body.properties))
  const model =
    body.template === undefined ? undefined : findTemplate(workspace, source ?? page, asObject(body.template))
  demandSource(workspace, body.icon)
  demandSource(workspace, body.cover)

  applyValues(workspace, page, source, values)
  if (values.some(({ property }) => property.type === 'title')) page.url = undefined
  if (body.icon !== undefined) page.icon = answerIcon(workspace, body.icon)
  if (body.cover !== undefined) page.cover = answerCover(workspace, body.cover)
  attach(workspace, body.icon)
  attach(workspace, body.cover)
  if (typeof body.is_locked === 'boolean') page.isLocked = body.is_locked
  if (typeof body.is_archived === 'boolean') page.isArchived = body.is_archived
  if (body.erase_content === true) eraseContent(workspace, page)
  if (trash !== undefined) page.inTrash = trash
  touch(workspace, page)
  const answer = presentPage(workspace, page, version, filterProperties(request))
  if (model !== undefined) applyTemplate(workspace, page, model)
  return answer
}

const PORTABLE = new Set(['rich_text', 'number', 'checkbox', 'url', 'email', 'phone_number', 'date', 'people', 'files'])

const carried = (workspace: Workspace, page: PageNode, old: Property, property: Property): Json | undefined => {
  const value = page.values.get(old.id)
  if (value === undefined || PORTABLE.has(property.type)) return value
  if (property.type !== 'select' && property.type !== 'multi_select') return undefined
  return kindOf(property).store(workspace, property, presentProperty(workspace, page, old)[old.type] ?? null)
}

/** The values that mean the same in another place: the title, and properties of the same name and type. */
const carriedValues = (
  workspace: Workspace,
  page: PageNode,
  from: DataSourceNode | undefined,
  to: DataSourceNode | undefined,
): Map<string, Json> => {
  if (from === to) return page.values
  const values = new Map<string, Json>([['title', page.values.get('title') ?? []]])
  for (const property of to?.properties.values() ?? []) {
    const old = [...(from?.properties.values() ?? [])].find(
      (each) => each.name === property.name && each.type === property.type,
    )
    const value = old === undefined ? undefined : carried(workspace, page, old, property)
    if (value !== undefined) values.set(property.id, value)
  }
  return values
}

const move = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  const id = pathId(request, 'page_id')
  demand(fields({ parent: parentCheck('page_id', 'data_source_id') }, true), body, 'body')
  const page = findPage(workspace, id)
  demandLive(workspace, page)
  const home = findHome(workspace, asObject(body.parent))
  demandLive(workspace, home)
  if (home.id === page.id || ancestors(workspace, home).some((above) => above.id === page.id))
    throw invalid(`Cannot move page ${page.id} into itself or one of its descendants.`)
  const source = home.kind === 'data_source' ? home : undefined
  const before = sourceOf(workspace, page)
  if (before !== undefined && before !== source) clearRelations(workspace, page, before)
  page.values = carriedValues(workspace, page, before, source)
  detach(workspace, page)
  page.parent = parentRecord(home)
  settle(home)
  settle(page)
  insertAt(home.kind === 'page' ? home.children : home.rows, [page.id], atEnd)
  if (source !== undefined) initializeRow(page, source)
  touch(workspace, page)
  return presentPage(workspace, page, request.version)
}

/** `/v1/pages` */
export const pageRoutes: ReadonlyArray<Route> = [
  { method: 'POST', path: '/v1/pages', handler: create },
  { method: 'GET', path: '/v1/pages/:page_id', handler: retrieve },
  { method: 'PATCH', path: '/v1/pages/:page_id', handler: update },
  { method: 'POST', path: '/v1/pages/:page_id/move', handler: move },
]
