/** Changes the content of a page by a command on its Markdown. Blocks whose text stays the same keep their ids. */
import { invalid } from '../errors.js'
import { isNotShared } from '../state/isNotShared.js'
import { plainTitle } from '../state/title.js'
import { touch } from '../state/tree.js'
import type { DatabaseNode, Node, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import type { JsonObject } from '../values/json.js'
import { applyCommand } from './commands.js'
import { parseWithExisting } from './parseBlocks.js'
import { existingIds, existingIn, reconcileChildren } from './reconcile.js'
import { type Chunk, chunksOf, shownChildren } from './renderBlocks.js'

/** The number of unchanged chunks at the start of a text, and where they end. */
const unchangedAtStart = (
  chunks: ReadonlyArray<Chunk>,
  text: string,
): { readonly count: number; readonly end: number } => {
  let [count, end] = [0, 0]
  for (const chunk of chunks) {
    const next = end + chunk.text.length
    // A deeper line would become a child of the unchanged block.
    const isWholeLine = next === text.length || (text[next] === '\n' && text[next + 1] !== '\t')
    if (!text.startsWith(chunk.text, end) || !isWholeLine) break
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
    const isWholeLine = next === from || (next > from && text[next - 1] === '\n')
    if (next < from || !isWholeLine || !text.startsWith(chunk.text, next)) break
    start = next
    count += 1
  }
  return { count, start }
}

/** The pages and databases below a node that a text no longer contains. */
const lostNodes = (
  workspace: Workspace,
  node: Node,
  referenced: ReadonlySet<string>,
): ReadonlyArray<PageNode | DatabaseNode> => {
  if (referenced.has(node.id) || node.kind === 'data_source') return []
  if (node.kind !== 'block') return [node]
  return shownChildren(workspace, node).flatMap((child) => lostNodes(workspace, child, referenced))
}

/** The title of a node; empty when the connection cannot see it. */
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
  const referenced = existingIds(requested)
  const known = existingIn(workspace, page)
  if (!allowLoss)
    assertNothingLost(
      workspace,
      replaced.flatMap(({ node }) => lostNodes(workspace, node, referenced)),
    )
  const [before, after] = [chunks.slice(0, head.count), rest.slice(replaced.length)].map((all) =>
    all.map(({ node }) => node.id),
  )
  const placed = new Set([...(before ?? []), ...(after ?? [])])
  reconcileChildren(workspace, page, requested, { known, placed }, replaced, before, after)
}

/** Changes the content of a page by a checked command of a type. */
export const changeMarkdown = (workspace: Workspace, page: PageNode, type: string, command: JsonObject): void => {
  const chunks = chunksOf(workspace, page)
  const inPart = workspace.quirks.updatesContentInPart === true
  const text = applyCommand(chunks.map((chunk) => chunk.text).join('\n'), type, command, inPart)
  rewrite(workspace, page, chunks, text.replace(/\n+$/, ''), command.allow_deleting_content === true)
  touch(workspace, page)
}
