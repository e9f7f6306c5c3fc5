/**
 * The endpoints of the Markdown of a page. An asynchronous update responds with a task, and its error is the error of
 * the task.
 */
import { failedValidation, Refusal } from '../../domain/errors.js'
import { changeMarkdown } from '../../domain/markdown/changeMarkdown.js'
import { COMMANDS } from '../../domain/markdown/commands.js'
import { findContent, pageMarkdown } from '../../domain/markdown/pageMarkdown.js'
import { assertNotInTrash, findPage } from '../../domain/state/find.js'
import type { Workspace } from '../../domain/state/workspace.js'
import { assertValid, boolean, fields, oneOf, optional, problem, string } from '../../domain/validate/check.js'
import { asObject, asString, type JsonObject } from '../../domain/values/json.js'
import { errorBody } from '../errors.js'
import { type ApiRequest, pathId, type Route } from '../route.js'
import { deferred, statusOfResponse } from './asyncTasks.js'

const retrieve = (request: ApiRequest): JsonObject => {
  const { workspace, query } = request
  const transcript = query.get('include_transcript') ?? 'false'
  if (transcript !== 'true' && transcript !== 'false')
    throw failedValidation('query', problem('query.include_transcript', 'a boolean', transcript))
  const version = query.get('markdown_version') ?? 'v1'
  // Notion-flavored Markdown, v2, is not simulated: the response would have the wrong syntax.
  if (version !== 'v1') throw failedValidation('query', problem('query.markdown_version', '`"v1"`', version))
  return pageMarkdown(workspace, findContent(workspace, pathId(request, 'page_id')), transcript === 'true')
}

/** A refusal after the task was accepted is the error of the task. */
const deferErrors = (workspace: Workspace, run: () => JsonObject): JsonObject => {
  const name = 'PATCH /v1/pages/:page_id/markdown'
  try {
    return deferred(workspace, name, run())
  } catch (error) {
    if (error instanceof Refusal) return deferred(workspace, name, {}, errorBody(error))
    throw error
  }
}

const update = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  const page = findPage(workspace, pathId(request, 'page_id'))
  assertValid(oneOf(...Object.keys(COMMANDS)), body.type, 'body', 'body.type')
  const type = asString(body.type)
  assertValid(
    fields(
      {
        type: string(),
        [type]: COMMANDS[type] ?? fields({}),
        allow_async: optional(boolean),
        markdown_version: optional(oneOf('v1')),
      },
      true,
    ),
    body,
    'body',
  )
  assertNotInTrash(workspace, page)
  const run = (): JsonObject => {
    changeMarkdown(workspace, page, type, asObject(body[type]))
    return pageMarkdown(workspace, page)
  }
  return body.allow_async === true ? deferErrors(workspace, run) : run()
}

/** `/v1/pages/{page_id}/markdown` */
export const markdownRoutes: ReadonlyArray<Route> = [
  { method: 'GET', path: '/v1/pages/:page_id/markdown', handler: retrieve },
  { method: 'PATCH', path: '/v1/pages/:page_id/markdown', handler: update, statusOf: statusOfResponse },
]
