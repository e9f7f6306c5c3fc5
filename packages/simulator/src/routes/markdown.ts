import { addBlocks } from '../blocks/build.js'
import { asArray, asObject, asString, type Json, type JsonObject } from '../json.js'
import { parseMarkdown } from '../markdown/parse.js'
import { renderMarkdown, unknownBlocks } from '../markdown/render.js'
import { invalid } from '../server/errors.js'
import { type ApiRequest, pathId, type Route } from '../server/route.js'
import { demandLive, findContainer, notFound } from '../state/find.js'
import { atEnd, liveChildren, touch } from '../state/tree.js'
import type { BlockNode, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { boolean, type Check, demand, fields, list, oneOf, optional, string } from '../validate/check.js'
import { deferred, statusOfAnswer } from './asyncTasks.js'

const present = (workspace: Workspace, container: BlockNode | PageNode): JsonObject => ({
  object: 'page_markdown',
  id: container.id,
  markdown: renderMarkdown(workspace, container),
  truncated: false,
  unknown_block_ids: unknownBlocks(workspace, container),
})

const find = (request: ApiRequest): BlockNode | PageNode => {
  const id = pathId(request, 'page_id')
  const node = request.workspace.nodes.get(id)
  if (node === undefined) throw notFound(request.workspace, 'page', id)
  return findContainer(request.workspace, id)
}

const retrieve = (request: ApiRequest): JsonObject => present(request.workspace, find(request))

const deleting = { allow_deleting_content: optional(boolean) }

const COMMANDS: Readonly<Record<string, Check>> = {
  insert_content: fields({
    content: string(),
    after: optional(string()),
    position: optional(fields({ type: oneOf('start', 'end') })),
  }),
  replace_content_range: fields({ content: string(), content_range: string(), ...deleting }),
  update_content: fields({
    content_updates: list(
      fields({ old_str: string(), new_str: string(), replace_all_matches: optional(boolean) }),
      100,
      1,
    ),
    ...deleting,
  }),
  replace_content: fields({ new_str: string(), ...deleting }),
}

const absent = (text: string): Error =>
  invalid(`Could not find the text ${JSON.stringify(text)} in the content of the page.`)

/** A range is a text, or a beginning and an end with three dots between. */
const rangeOf = (markdown: string, range: string): readonly [number, number] => {
  const wanted = range.replace(/\n$/, '')
  const exact = markdown.indexOf(wanted)
  if (exact >= 0) return [exact, exact + wanted.length]
  const [head = '', tail = ''] = wanted.split('...')
  const start = markdown.indexOf(head)
  const end = start < 0 || tail === '' ? -1 : markdown.indexOf(tail, start + head.length)
  if (end < 0) throw absent(range)
  return [start, end + tail.length]
}

const inserted = (markdown: string, command: JsonObject): string => {
  const content = asString(command.content)
  if (asObject(command.position).type === 'start') return `${content}\n${markdown}`
  if (typeof command.after !== 'string') return `${markdown}\n${content}`
  const [, end] = rangeOf(markdown, command.after)
  return `${markdown.slice(0, end)}\n${content}${markdown.slice(end)}`
}

const updated = (markdown: string, updates: ReadonlyArray<Json>): string =>
  updates.map(asObject).reduce((text, { old_str: old, new_str: next, replace_all_matches: all }) => {
    const parts = text.split(asString(old))
    if (asString(old) === '' || parts.length < 2) throw absent(asString(old))
    if (parts.length > 2 && all !== true)
      throw invalid(
        `The text ${JSON.stringify(old ?? '')} occurs more than once. Set replace_all_matches to replace them all.`,
      )
    return parts.join(asString(next))
  }, markdown)

const rewritten = (markdown: string, type: string, command: JsonObject): string => {
  if (type === 'insert_content') return inserted(markdown, command)
  if (type === 'update_content') return updated(markdown, asArray(command.content_updates))
  if (type === 'replace_content') return asString(command.new_str)
  const [start, end] = rangeOf(markdown, asString(command.content_range))
  return `${markdown.slice(0, start)}${asString(command.content)}${markdown.slice(end)}`
}

/** Child pages and databases are not content that Markdown rewrites; they stay where they are. */
const replaceContent = (workspace: Workspace, container: BlockNode | PageNode, children: ReadonlyArray<Json>): void => {
  for (const child of liveChildren(workspace, container)) if (child.kind === 'block') child.inTrash = true
  addBlocks(workspace, container, children, atEnd)
}

const update = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  const container = find(request)
  demand(oneOf(...Object.keys(COMMANDS)), body.type, 'body', 'body.type')
  const type = asString(body.type)
  demand(
    fields({ type: string(), [type]: COMMANDS[type] ?? fields({}), allow_async: optional(boolean) }, true),
    body,
    'body',
  )
  demandLive(workspace, container)
  const lines = renderMarkdown(workspace, container)
    .split('\n')
    .filter((line) => !/^<(page|database) url=/.test(line))
    .join('\n')
  const children = parseMarkdown(rewritten(lines, type, asObject(body[type])))
  replaceContent(workspace, container, children)
  container.claimsChildren = false
  touch(workspace, container)
  const answer = present(workspace, container)
  return body.allow_async === true ? deferred(workspace, 'PATCH /v1/pages/:page_id/markdown', answer) : answer
}

/** `/v1/pages/{page_id}/markdown` */
export const markdownRoutes: ReadonlyArray<Route> = [
  { method: 'GET', path: '/v1/pages/:page_id/markdown', handler: retrieve },
  { method: 'PATCH', path: '/v1/pages/:page_id/markdown', handler: update, statusOf: statusOfAnswer },
]
