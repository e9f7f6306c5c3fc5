import { failedValidation, invalid, Refusal } from '../../domain/errors.js'
import { applyCommand, COMMANDS } from '../../domain/markdown/commands.js'
import { parseWithExisting } from '../../domain/markdown/parseBlocks.js'
import { existingIds, existingIn, reconcileChildren } from '../../domain/markdown/reconcile.js'
import {
  type Chunk,
  chunksOf,
  MAX_DEPTH,
  referenceTo,
  shownChildren,
  unknownIn,
} from '../../domain/markdown/renderBlocks.js'
import { assertNotInTrash, findPage } from '../../domain/state/find.js'
import { isNotShared } from '../../domain/state/notShared.js'
import { plainTitle } from '../../domain/state/title.js'
import { liveChildren, touch } from '../../domain/state/tree.js'
import type { BlockNode, DatabaseNode, Node, PageNode } from '../../domain/state/types.js'
import type { Workspace } from '../../domain/state/workspace.js'
import { assertValid, boolean, fields, oneOf, optional, problem, string } from '../../domain/validate/check.js'
import { asObject, asString, type JsonObject } from '../../domain/values/json.js'
import { errorBody } from '../errors.js'
import { type ApiRequest, pathId, type Route } from '../route.js'
import { deferred, statusOfResponse } from './asyncTasks.js'

/** The maximum number of rendered blocks; the others are named by id, to be retrieved separately. */
const MAX_WRITTEN = 20_000

const sizeOf = (workspace: Workspace, node: Node, depth = 0): number =>
  node.kind !== 'block' || depth > MAX_DEPTH
    ? 1
    : liveChildren(workspace, node).reduce((sum, child) => sum + sizeOf(workspace, child, depth + 1), 1)

/** The number of rendered chunks: as many as the limit allows, and at least one. */
const writtenOf = (workspace: Workspace, chunks: ReadonlyArray<Chunk>): number => {
  let total = 0
  const over = chunks.findIndex(({ node }) => {
    total += sizeOf(workspace, node)
    return total > MAX_WRITTEN
  })
  return over < 0 ? chunks.length : Math.max(1, over)
}

const pageMarkdown = (workspace: Workspace, container: BlockNode | PageNode, transcript = false): JsonObject => {
  const chunks = chunksOf(workspace, container, { depth: 0, transcript })
  const written = writtenOf(workspace, chunks)
  const left = chunks.slice(written).map(({ node }) => node)
  const unknown = unknownIn(workspace, container)
  return {
    object: 'page_markdown',
    id: container.id,
    markdown: [
      ...chunks.slice(0, written).map(({ text }) => text),
      ...left.map((node) => referenceTo(workspace, node)),
    ].join('\n'),
    truncated: left.length > 0 || unknown.some((node) => isNotShared(workspace, node)),
    unknown_block_ids: [...new Set([...unknown, ...left].map(({ id }) => id))],
  }
}

/** A page, or a block that was omitted from the Markdown of its page. */
const find = (request: ApiRequest): BlockNode | PageNode => {
  const id = pathId(request, 'page_id')
  const node = request.workspace.nodes.get(id)
  return node?.kind === 'block' && node.shared ? node : findPage(request.workspace, id)
}

const retrieve = (request: ApiRequest): JsonObject => {
  const transcript = request.query.get('include_transcript') ?? 'false'
  if (transcript !== 'true' && transcript !== 'false')
    throw failedValidation('query', problem('query.include_transcript', 'a boolean', transcript))
  return pageMarkdown(request.workspace, find(request), transcript === 'true')
}

/** The number of unchanged chunks at the start of a text, and where they end. */
const unchangedAtStart = (
  chunks: ReadonlyArray<Chunk>,
  text: string,
): { readonly count: number; readonly end: number } => {
  let [count, end] = [0, 0]
  for (const chunk of chunks) {
    const next = end + chunk.text.length
    // A deeper line would become a child of the unchanged block.
    const whole = next === text.length || (text[next] === '\n' && text[next + 1] !== '\t')
    if (!text.startsWith(chunk.text, end) || !whole) break
    end = Math.min(next + 1, text.length)
    count += 1
  }
  return { count, end }
}

/** The number of unchanged chunks at the end of a text, and where they start; not before `from`. */
const unchangedAtEnd = (
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

/** The pages and databases below a node that a text no longer contains. */
const lostNodes = (
  workspace: Workspace,
  node: Node,
  kept: ReadonlySet<string>,
): ReadonlyArray<PageNode | DatabaseNode> => {
  if (kept.has(node.id) || node.kind === 'data_source') return []
  if (node.kind !== 'block') return [node]
  return shownChildren(workspace, node).flatMap((child) => lostNodes(workspace, child, kept))
}

/** What is not shared is not named. */
const nameOf = (workspace: Workspace, node: Node): string => (isNotShared(workspace, node) ? '' : plainTitle(node))

const assertNothingLost = (workspace: Workspace, lost: ReadonlyArray<PageNode | DatabaseNode>): void => {
  if (lost.length === 0) return
  const items = lost
    .map((node) => `- ${node.kind}: ${JSON.stringify(nameOf(workspace, node))} (id: ${node.id})`)
    .join('\n')
  throw invalid(
    `This operation would delete ${lost.length} child page(s) or database(s):\n${items}\n\nTo proceed, either:\n1. Include these items in new_str using <page url="..."> or <database url="..."> tags, OR\n2. Set allow_deleting_content: true to confirm deletion.`,
  )
}

/**
 * Makes the content of a page equal to a text. Equal blocks are kept with their ids, blocks of the same type are
 * updated in place. Child pages and databases are removed only if that is allowed.
 */
const rewrite = (
  workspace: Workspace,
  page: PageNode,
  chunks: ReadonlyArray<Chunk>,
  text: string,
  allowLoss: boolean,
): void => {
  const head = unchangedAtStart(chunks, text)
  const rest = chunks.slice(head.count)
  const tail = unchangedAtEnd(rest, text, head.end)
  const replaced = rest.slice(0, rest.length - tail.count)
  const requested = parseWithExisting(text.slice(head.end, tail.start))
  const kept = existingIds(requested)
  const known = existingIn(workspace, page)
  if (!allowLoss)
    assertNothingLost(
      workspace,
      replaced.flatMap(({ node }) => lostNodes(workspace, node, kept)),
    )
  const [before, after] = [chunks.slice(0, head.count), rest.slice(replaced.length)].map((all) =>
    all.map(({ node }) => node.id),
  )
  const placed = new Set([...(before ?? []), ...(after ?? [])])
  reconcileChildren(workspace, page, requested, { known, placed }, replaced, before, after)
}

const change = (workspace: Workspace, page: PageNode, type: string, command: JsonObject): JsonObject => {
  const chunks = chunksOf(workspace, page)
  const text = applyCommand(chunks.map((chunk) => chunk.text).join('\n'), type, command)
  rewrite(workspace, page, chunks, text.replace(/\n+$/, ''), command.allow_deleting_content === true)
  touch(workspace, page)
  return pageMarkdown(workspace, page)
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
    fields({ type: string(), [type]: COMMANDS[type] ?? fields({}), allow_async: optional(boolean) }, true),
    body,
    'body',
  )
  assertNotInTrash(workspace, page)
  const run = (): JsonObject => change(workspace, page, type, asObject(body[type]))
  return body.allow_async === true ? deferErrors(workspace, run) : run()
}

/** `/v1/pages/{page_id}/markdown` */
export const markdownRoutes: ReadonlyArray<Route> = [
  { method: 'GET', path: '/v1/pages/:page_id/markdown', handler: retrieve },
  { method: 'PATCH', path: '/v1/pages/:page_id/markdown', handler: update, statusOf: statusOfResponse },
]
