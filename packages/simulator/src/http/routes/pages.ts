/** The endpoints of pages, apart from those of their properties and their Markdown. */
import { cover, icon } from '../../domain/blocks/icon.js'
import { childBlocks } from '../../domain/blocks/request.js'
import { invalid } from '../../domain/errors.js'
import { createPage } from '../../domain/pages/createPage.js'
import { movePage } from '../../domain/pages/movePage.js'
import { templateCheck, type WrittenPage } from '../../domain/pages/template.js'
import { updatePage } from '../../domain/pages/updatePage.js'
import { serializePage } from '../../domain/serialize/page.js'
import { findPage } from '../../domain/state/find.js'
import {
  assertValid,
  boolean,
  type Check,
  fields,
  object,
  oneOf,
  optional,
  string,
  uuid,
} from '../../domain/validate/check.js'
import { asObject, type JsonObject } from '../../domain/values/json.js'
import type { Version } from '../../domain/version.js'
import { type ApiRequest, filterProperties, pathId, type Route } from '../route.js'
import { deferred, statusOfResponse } from './asyncTasks.js'
import { parentCheck, readOnlyChecks, trashChecks } from './common.js'

const positionCheck: Check = (value, path) => [
  ...fields({ type: oneOf('after_block', 'page_start', 'page_end') })(value, path),
  ...(asObject(value).type === 'after_block' ? fields({ after_block: fields({ id: uuid }) })(value, path) : []),
]

const createCheck: Check = fields(
  {
    ...readOnlyChecks('page'),
    in_trash: optional(oneOf(false)),
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

/** The response contains the page without its template. */
const respond = (request: ApiRequest, { page, applyTemplate }: WrittenPage): JsonObject => {
  const response = serializePage(request.workspace, page, request.version, filterProperties(request))
  applyTemplate()
  return response
}

const create = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  assertValid(createCheck, body, 'body')
  assertOneContent(body)
  const response = respond(request, createPage(workspace, body, filterProperties(request)))
  return body.allow_async === true ? deferred(workspace, 'POST /v1/pages', response) : response
}

const retrieve = (request: ApiRequest): JsonObject => {
  const page = findPage(request.workspace, pathId(request, 'page_id'))
  return serializePage(request.workspace, page, request.version, filterProperties(request))
}

const updateCheck = (version: Version): Check =>
  fields(
    {
      ...readOnlyChecks('page'),
      parent: optional(object),
      properties: optional(object),
      icon: optional(icon),
      cover: optional(cover),
      is_locked: optional(boolean),
      is_archived: optional(boolean),
      template: optional(templateCheck('default', 'template_id')),
      erase_content: optional(boolean),
      ...trashChecks(version),
    },
    true,
  )

const update = (request: ApiRequest): JsonObject => {
  const { workspace, body, version } = request
  const id = pathId(request, 'page_id')
  assertValid(updateCheck(version), body, 'body')
  return respond(request, updatePage(workspace, findPage(workspace, id), body, filterProperties(request)))
}

const move = (request: ApiRequest): JsonObject => {
  const { workspace, body, version } = request
  const id = pathId(request, 'page_id')
  assertValid(fields({ parent: parentCheck('page_id', 'data_source_id') }, true), body, 'body')
  const page = findPage(workspace, id)
  movePage(workspace, page, asObject(body.parent))
  return serializePage(workspace, page, version)
}

/** `/v1/pages` */
export const pageRoutes: ReadonlyArray<Route> = [
  { method: 'POST', path: '/v1/pages', handler: create, statusOf: statusOfResponse },
  { method: 'GET', path: '/v1/pages/:page_id', handler: retrieve },
  { method: 'PATCH', path: '/v1/pages/:page_id', handler: update },
  { method: 'POST', path: '/v1/pages/:page_id/move', handler: move },
]
