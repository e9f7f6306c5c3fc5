import { addBlocks } from '../blocks/build.js'
import { asArray, asObject, asString, type Json, type JsonObject } from '../json.js'
import { parseMarkdown } from '../markdown/parse.js'
import { type Chunk, chunksOf, MAX_DEPTH, unknownBlocks } from '../markdown/render.js'
import { invalid } from '../server/errors.js'
import { type ApiRequest, pathId, type Route } from '../server/route.js'
import { demandLive, findContainer, notFound } from '../state/find.js'
import { atEnd, liveChildren, type Position, touch } from '../state/tree.js'
import type { BlockNode, Node, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { boolean, type Check, demand, fields, list, oneOf, optional, string } from '../validate/check.js'
import { deferred, statusOfAnswer } from './asyncTasks.js'

/** The most blocks that are written out; what follows is named by id, to be asked for by itself. */
const MAX_WRITTEN = 20_000

const sizeOf = (workspace: Workspace, node: Node, depth = 0): number =>
  node.kind !== 'block' || depth > MAX_DEPTH
    ? 1
    : liveChildren(workspace, node).reduce((sum, child) => sum + sizeOf(workspace, child, depth + 1), 1)

/** How many chunks are written out: as many as the limit lets through, and always one. */
const writtenOf = (workspace: Workspace, chunks: ReadonlyArray<Chunk>): number => {
  let total = 0
  const over = chunks.findIndex(({ node }) => {
    total += sizeOf(workspace, node)
    return total > MAX_WRITTEN
  })
  return over < 0 ? chunks.length : Math.max(1, over)
}

const present = (workspace: Workspace, container: BlockNode | PageNode): JsonObject => {
  const chunks = chunksOf(workspace, container)
  const written = writtenOf(workspace, chunks)
  const left = chunks.slice(written).map(({ node }) => node.id)
  return {
    object: 'page_markdown',
    id: container.id,
    markdown: chunks
      .slice(0, written)
      .map(({ text }) => text)
      .join('\n'),
    truncated: left.length > 0,
    unknown_block_ids: [...unknownBlocks(workspace, container), ...left],
  }
}

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

/** How many chunks a text begins with, and where it goes on after them. */
const keptAtStart = (chunks: ReadonlyArray<Chunk>, text: string): { readonly count: number; readonly end: number } => {
  let [count, end] = [0, 0]
  for (const chunk of chunks) {
    const next = end + chunk.text.length
    // A line that stands deeper would become a child of what is kept.
    const whole = next === text.length || (text[next] === '\n' && text[next + 1] !== '\t')
    if (!text.startsWith(chunk.text, end) || !whole) break
    end = Math.min(next + 1, text.length)
    count += 1
  }
  return { count, end }
}

/** How many chunks a text ends with, and where they begin; `from` is where it is looked at. */
const keptAtEnd = (
  chunks: ReadonlyArray<Chunk>,
  text: string,
  from: number,
): { readonly count: number; readonly start: number } => {
  let [count, start] = [0, text.length]
  for (const chunk of [...chunks].reverse()) {
    const end = count === 0 ? start : start - 1
    const next = end - chunk.text.length
    const whole = next === from || (next > from && text[next - 1] === '\n')
    if (next < from || !whole || !text.startsWith(chunk.text, next)) break
    start = next
    count += 1
  }
  return { count, start }
}

/** Where something new goes that stands in the place of a child. */
const placeOf = (container: BlockNode | PageNode, before: Chunk | undefined, first: Chunk | undefined): Position => {
  if (before !== undefined) return { at: 'after', id: before.node.id }
  const index = first === undefined ? -1 : container.children.indexOf(first.node.id)
  const above = container.children[index - 1]
  if (index === 0) return { at: 'start' }
  return above === undefined ? atEnd : { at: 'after', id: above }
}

/**
 * Makes the content of a page say what a text says. What is the same at its beginning and at its end stays, with its
 * ids; child pages and databases are not content, and stay where they are.
 */
const rewrite = (
  workspace: Workspace,
  container: BlockNode | PageNode,
  chunks: ReadonlyArray<Chunk>,
  text: string,
): void => {
  const head = keptAtStart(chunks, text)
  const rest = chunks.slice(head.count)
  const tail = keptAtEnd(rest, text, head.end)
  const replaced = rest.slice(0, rest.length - tail.count)
  const place = placeOf(container, chunks[head.count - 1], rest[0])
  for (const { node } of replaced) node.inTrash = true
  addBlocks(workspace, container, parseMarkdown(text.slice(head.end, tail.start)), place)
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
  const chunks = chunksOf(workspace, container).filter(({ node }) => node.kind === 'block')
  const lines = chunks.map(({ text }) => text).join('\n')
  rewrite(workspace, container, chunks, rewritten(lines, type, asObject(body[type])).replace(/\n+$/, ''))
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
