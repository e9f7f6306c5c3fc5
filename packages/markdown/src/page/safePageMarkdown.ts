/** Reads a page both as Markdown and as blocks, because Notion's Markdown endpoint omits content without saying so. */

import { type Context, dashedId, getPageMarkdown, type NotionError } from 'notion-fp'
import { type BlockLoss, type BlockNode, getBlockTree, type MissingPart } from 'notion-fp/blocks'
import { indent } from '../print/lines.js'
import { toMarkdown } from '../print/toMarkdown.js'
import { excerpt } from '../shared/excerpt.js'
import { contentOf, list, pushAll } from '../shared/json.js'
import type { PrintOptions } from '../shared/printOptions.js'
import { contentHash } from './contentHash.js'
import { blocksOf, compare, type Entry, type OneSided, writtenIn } from './inventory.js'
import { done, type Job, type Outcome } from './outcome.js'
import { referencesIn } from './referencesIn.js'

/** Parameters of {@link safePageMarkdown}. */
export interface SafePageMarkdownParams extends PrintOptions {
  /** The id of the page, with or without dashes, or its URL. */
  readonly page_id: string
  /** The maximum number of requests at the same time. Default 8. */
  readonly concurrency?: number | undefined
  /** Stops the job. */
  readonly signal?: AbortSignal | undefined
}

/** A block that only the Markdown of the endpoint or only the page has. */
export interface MarkdownDifference {
  /** Where it is missing: in the Markdown of the endpoint, or among the blocks of the page. */
  readonly missing_in: 'endpoint' | 'blocks'
  /** The type of the block, or `reference` for a tag with the address of a block. */
  readonly type: string
  /** The beginning of its text. */
  readonly text: string
  /** Its id, if known. */
  readonly block_id?: string
}

/** The content of a page as Markdown, with the parts that the endpoint omitted. */
export interface SafePageMarkdown {
  /** The content. */
  readonly markdown: string
  /** Its source: the Markdown of the endpoint with the blocks that it omits, or Markdown printed from the blocks. */
  readonly source: 'endpoint' | 'blocks'
  /** Identifies the Markdown of the endpoint: the `expected_hash` of `patchPageMarkdown`. */
  readonly hash: string
  /** The ids of the blocks that the endpoint omits and that were added, in order. */
  readonly filled: ReadonlyArray<string>
  /** The blocks in which the endpoint and the page differ, in order; empty if they do not. */
  readonly differences: ReadonlyArray<MarkdownDifference>
  /** Whether nothing is missing: each block of the page is in `markdown`, or in `losses`. */
  readonly complete: boolean
  /** The blocks that could not be read. */
  readonly missing: ReadonlyArray<MissingPart>
  /** The losses in the parts that were printed from blocks, and the blocks that can be read in neither way. */
  readonly losses: ReadonlyArray<BlockLoss>
  /** The number of requests, without retries. */
  readonly requests: number
}

/** The nodes of a tree by the ids of their blocks, without dashes. */
const nodesById = (nodes: ReadonlyArray<BlockNode>): ReadonlyMap<string, BlockNode> => {
  const found = new Map<string, BlockNode>()
  const waiting = [...nodes]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    found.set(node.block.id.replaceAll('-', ''), node)
    for (const child of node.children) waiting.push(child)
  }
  return found
}

/** The Markdown, with the blocks that the endpoint omits in place of their tags. */
const filledIn = (
  markdown: string,
  tree: ReadonlyArray<BlockNode>,
  options: PrintOptions,
): { readonly markdown: string; readonly filled: ReadonlyArray<string>; readonly losses: ReadonlyArray<BlockLoss> } => {
  const unknown = referencesIn(markdown).filter(({ tag }) => tag === 'unknown')
  const nodes = nodesById(tree)
  const filled: Array<string> = []
  const losses: Array<BlockLoss> = []
  const lines = new Map(
    unknown.flatMap(({ id, text }) => {
      const node = nodes.get(id)
      if (!node) return []
      const printed = toMarkdown([node], { ...options, dialect: 'notion' })
      const own = printed.markdown.replace(/\n$/, '')
      pushAll(losses, printed.losses)
      if (own === '') return []
      filled.push(node.block.id)
      return [[text, own] as const]
    }),
  )
  const written = markdown
    .split('\n')
    .map((line) => {
      const own = lines.get(line.trim())
      return own === undefined ? line : indent(own, /^\t*/.exec(line)?.[0] ?? '')
    })
    .join('\n')
  return { markdown: written, filled, losses }
}

const differencesOf = ({ leftOut, added }: OneSided): ReadonlyArray<MarkdownDifference> => {
  const shown =
    (missing_in: MarkdownDifference['missing_in']) =>
    ({ type, text, id }: Entry): MarkdownDifference => ({
      missing_in,
      type,
      text: excerpt(text),
      ...(id !== undefined && { block_id: dashedId(id) }),
    })
  return [...leftOut.map(shown('endpoint')), ...added.map(shown('blocks'))]
}

/** The tags of blocks that could not be read as blocks either. */
const unknownLosses = (markdown: string, tree: ReadonlyArray<BlockNode>): ReadonlyArray<BlockLoss> => {
  const nodes = nodesById(tree)
  return referencesIn(markdown).flatMap(({ tag, id }) =>
    tag === 'unknown' && !nodes.has(id)
      ? [
          {
            block_id: dashedId(id),
            type: 'unsupported',
            what: 'block',
            why: 'it is not shared, or Notion does not return it',
          },
        ]
      : [],
  )
}

/** The parts of blocks that the endpoint does not write. */
const endpointLosses = (tree: ReadonlyArray<BlockNode>): ReadonlyArray<BlockLoss> =>
  [...nodesById(tree).values()].flatMap(({ block: { id, type }, block }) =>
    type === 'code' && list(contentOf(block).caption).length > 0
      ? [{ block_id: id, type, what: 'caption', why: 'the API does not write it' }]
      : [],
  )

const read = async (
  ctx: Context,
  { page_id, concurrency, signal, ...options }: SafePageMarkdownParams,
): Promise<Outcome<NotionError, SafePageMarkdown>> => {
  const [page, tree] = await Promise.all([
    getPageMarkdown(ctx, { page_id })(),
    getBlockTree(ctx, {
      block_id: page_id,
      concurrency,
      signal,
      enter: { synced_copy: 'inline' },
      on_missing: 'keep',
    })(),
  ])
  if (page._tag === 'Left') return page
  if (tree._tag === 'Left') return tree
  const { markdown: given } = page.right
  const { children, missing, complete, requests } = tree.right
  const written = writtenIn(given)
  const named = new Set(referencesIn(given).flatMap(({ tag, id }) => (tag === 'unknown' ? [id] : [])))
  const compared = compare(blocksOf(children, named), written)
  const unknown = unknownLosses(given, children)
  const common = { hash: contentHash(given), differences: differencesOf(compared), missing, requests: requests + 1 }
  const isComplete = complete && unknown.length === 0
  if (compared.leftOut.length === 0) {
    const own = filledIn(given, children, options)
    const losses = [...own.losses, ...endpointLosses(children), ...unknown]
    return done({ ...common, ...own, losses, source: 'endpoint' as const, complete: isComplete })
  }
  const { markdown, losses } = toMarkdown(children, { ...options, dialect: 'notion' })
  return done({
    ...common,
    markdown,
    losses: [...losses, ...unknown],
    source: 'blocks' as const,
    filled: [],
    complete: isComplete,
  })
}

/**
 * Reads the content of a page as Markdown, and makes sure that nothing is omitted.
 *
 * The Markdown endpoint writes links, bookmarks and embeds as tags without an address, and truncates long pages, sometimes without saying
 * so. Therefore the blocks of the page are read as well, and both are compared block by block, by ids, types and texts in order. Tags
 * without content are replaced by their blocks; if blocks are missing, the Markdown is printed from the blocks instead, and `differences`
 * lists them. So each block of the page is in `markdown` or in `losses`.
 *
 * @param ctx The context to send the requests with.
 * @param params The page, and the addresses of files and other pages.
 * @returns The content, after one request for the Markdown and one per 100 children of each block. Fails with a `NotionError`.
 * @example
 * import { safePageMarkdown } from '@notion-fp/markdown/page'
 * import type { Context } from 'notion-fp'
 *
 * const contentOf = async (ctx: Context, page_id: string) => {
 *   const page = await safePageMarkdown(ctx, { page_id })()
 *   if (page._tag === 'Right') console.log(page.right.markdown, page.right.differences)
 *   return page
 * }
 */
export const safePageMarkdown =
  (ctx: Context, params: SafePageMarkdownParams): Job<NotionError, SafePageMarkdown> =>
  () =>
    read(ctx, params)
