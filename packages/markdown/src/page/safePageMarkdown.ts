import { type Context, getPageMarkdown, type NotionError } from 'notion-fp'
import { type BlockLoss, type BlockNode, getBlockTree, type MissingPart } from 'notion-fp/blocks'
import { toMarkdown } from '../print/toMarkdown.js'
import type { PrintOptions } from '../shared/printOptions.js'
import { hashOf, inventoryOf, referencesIn } from './pageText.js'
import { done, type Job, type Outcome } from './task.js'

/** Parameters of {@link safePageMarkdown}. */
export interface SafePageMarkdownParams extends PrintOptions {
  /** The id of the page, with or without dashes, or its URL. */
  readonly page_id: string
  /** The maximum number of requests at the same time. Default 8. */
  readonly concurrency?: number | undefined
  /** Stops the job. */
  readonly signal?: AbortSignal | undefined
}

/** A kind of block of which the endpoint wrote another number than the page has. */
export interface MarkdownDifference {
  /** The kind, such as `divider`. */
  readonly kind: string
  /** How many the Markdown of the endpoint has. */
  readonly endpoint: number
  /** How many the page has. */
  readonly blocks: number
}

/** The content of a page as Markdown, with what the endpoint left out. */
export interface SafePageMarkdown {
  /** The content. */
  readonly markdown: string
  /** What it is: that of the endpoint with the blocks that it does not write, or printed from the blocks. */
  readonly source: 'endpoint' | 'blocks'
  /** Identifies the Markdown of the endpoint: the `expected_hash` of `patchPageMarkdown`. */
  readonly hash: string
  /** The ids of the blocks that the endpoint does not write and that were filled in, in order. */
  readonly filled: ReadonlyArray<string>
  /** Where the endpoint disagrees with the blocks of the page; empty if it does not. */
  readonly differences: ReadonlyArray<MarkdownDifference>
  /** Whether nothing is missing. */
  readonly complete: boolean
  /** The blocks that could not be read. */
  readonly missing: ReadonlyArray<MissingPart>
  /** What is lost in the parts that were printed from blocks. */
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

/** Markdown in which the tags of blocks that the endpoint does not write are those blocks. */
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
      losses.push(...printed.losses)
      if (own === '') return []
      filled.push(node.block.id)
      return [[text, own] as const]
    }),
  )
  const written = markdown
    .split('\n')
    .map((line) => {
      const own = lines.get(line.trim())
      return own === undefined ? line : own.replace(/^(?=.)/gm, /^\t*/.exec(line)?.[0] ?? '')
    })
    .join('\n')
  return { markdown: written, filled, losses }
}

const differencesOf = (endpoint: string, blocks: string): ReadonlyArray<MarkdownDifference> => {
  const [theirs, ours] = [inventoryOf(endpoint), inventoryOf(blocks)]
  return [...new Set([...theirs.keys(), ...ours.keys()])].flatMap((kind) => {
    const [written, present] = [theirs.get(kind) ?? 0, ours.get(kind) ?? 0]
    return written === present ? [] : [{ kind, endpoint: written, blocks: present }]
  })
}

const read = async (
  ctx: Context,
  { page_id, concurrency, signal, ...options }: SafePageMarkdownParams,
): Promise<Outcome<NotionError, SafePageMarkdown>> => {
  const [page, tree] = await Promise.all([
    getPageMarkdown(ctx, { page_id })(),
    getBlockTree(ctx, { block_id: page_id, concurrency, signal })(),
  ])
  if (page._tag === 'Left') return page
  if (tree._tag === 'Left') return tree
  const { markdown: given, truncated } = page.right
  const { children, missing, complete, requests } = tree.right
  const printed = toMarkdown(children, { ...options, dialect: 'notion' })
  const own = filledIn(given, children, options)
  const differences = differencesOf(own.markdown, printed.markdown)
  const common = { hash: hashOf(given), differences, missing, requests: requests + 1 }
  // What the blocks do not have is not an omission of the endpoint.
  const isWhole = !truncated && differences.every(({ endpoint, blocks }) => endpoint >= blocks)
  if (isWhole || !complete)
    return done({
      ...common,
      ...own,
      source: 'endpoint' as const,
      complete: isWhole && (complete || differences.length === 0),
    })
  const { markdown, losses } = printed
  return done({ ...common, markdown, losses, source: 'blocks' as const, filled: [], complete })
}

/**
 * Reads the content of a page as Markdown, and makes sure that nothing is left out.
 *
 * The endpoint for Markdown writes links, bookmarks and embeds as tags without an address, and cuts long pages; some pages were seen to be
 * cut without a sign. So the blocks of the page are read as well and counted. Tags without content are filled in; where blocks are missing,
 * the Markdown is printed from the blocks instead, and `differences` says of which kind.
 *
 * @param ctx The context to send the requests with.
 * @param params The page, and where files and other pages are.
 * @returns The content, with one request for the Markdown and one for each 100 children of each block. Fails with a `NotionError`.
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
