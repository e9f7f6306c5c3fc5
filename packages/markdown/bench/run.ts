/**
 * What this package keeps, asks for and costs, beside notion-to-md and martian, in one run and on one corpus.
 *
 * `npm run bench --workspace @notion-fp/markdown`
 */
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { createSimulator } from '@notion-fp/simulator'
import { Client } from '@notionhq/client'
import { markdownToBlocks } from '@tryfabric/martian'
import { build } from 'esbuild'
import { fromMarkdown as parse } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { mathFromMarkdown } from 'mdast-util-math'
import { gfm } from 'micromark-extension-gfm'
import { math } from 'micromark-extension-math'
import { type Context, createContext } from 'notion-fp'
import { appendTree, getBlockTree, toBlockRequests } from 'notion-fp/blocks'
import { NotionToMarkdown } from 'notion-to-md'
import { toMarkdown } from '../src/index.js'
import { documentParser } from '../src/read/parse.js'
import { fromMarkdown } from '../src/read.js'
import { unsafeCast } from '../src/shared/unsafeCast.js'
import { comparable } from '../test/trees.js'
import { DOCUMENTS, PAGES } from './corpus.js'

const PAGE = '0f0e0d0c-0b0a-4908-8706-050403020100'

/** A Notion with an empty page, and its clients. */
const aNotion = async () => {
  const simulator = createSimulator()
  await simulator.load({ pages: [{ id: PAGE, title: 'Page' }] })
  const counter = { requests: 0 }
  const fetch = (...given: Parameters<typeof simulator.fetch>): ReturnType<typeof simulator.fetch> => {
    counter.requests++
    return simulator.fetch(...given)
  }
  const ctx = createContext({ auth: 'ntn_bench', fetch, rateLimit: false, cache: false, logger: () => undefined })
  // The client describes a response more narrowly than the types of this machine.
  return { ctx, client: new Client({ auth: 'ntn_bench', fetch: unsafeCast(fetch), logger: () => undefined }), counter }
}

const wordsIn = (value: unknown): ReadonlySet<string> =>
  new Set(
    JSON.stringify(value)
      .replace(/\\[ntr"]/g, ' ')
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  )

/** What a reader of a document sees: its texts, code and equations, without the markers of alerts. */
const textIn = (markdown: string): ReadonlyArray<string> => {
  const body = markdown.replace(/^---\n[\s\S]*?\n---\n/, '')
  const extensions = [gfm(), math()]
  const mdastExtensions = [gfmFromMarkdown(), mathFromMarkdown()]
  const texts: Array<string> = []
  const waiting: Array<object> = [parse(body, { extensions, mdastExtensions })]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if ('children' in node && Array.isArray(node.children)) waiting.push(...node.children)
    if ('value' in node && 'type' in node && node.type !== 'html')
      texts.push(String(node.value).replace(/^\[!\w+\]/, ''))
    if ('alt' in node) texts.push(String(node.alt))
  }
  return texts
}

/** The share of the words of a text that are in another. */
const kept = (text: unknown, shown: unknown): number => {
  const all = [...wordsIn(text)]
  const there = JSON.stringify(shown)
  return all.filter((word) => there.includes(word)).length / Math.max(all.length, 1)
}

/** The median processor time of some runs, in milliseconds. */
const timed = (work: () => unknown): number => {
  const times = Array.from({ length: 7 }, () => {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  }).sort((one, other) => one - other)
  return times[3] ?? 0
}

const size = async (contents: string): Promise<number> => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: resolve('.'), loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    write: false,
    logLevel: 'silent',
    tsconfigRaw: {},
  })
  return gzipSync(outputFiles.map(({ text }) => text).join('')).length
}

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`

/** Whether the API accepts what martian makes, 100 blocks at a time, as its documentation says. */
const martianWrites = async (blocks: ReadonlyArray<unknown>): Promise<number | undefined> => {
  const { client, counter } = await aNotion()
  try {
    for (let at = 0; at < blocks.length; at += 100) {
      // Its types are those of an older client.
      const children: Parameters<typeof client.blocks.children.append>[0]['children'] = JSON.parse(
        JSON.stringify(blocks.slice(at, at + 100)),
      )
      await client.blocks.children.append({ block_id: PAGE, children })
    }
    return counter.requests
  } catch {
    return undefined
  }
}

const oursWrites = async (markdown: string): Promise<number | undefined> => {
  const { ctx, counter } = await aNotion()
  const { children } = fromMarkdown(markdown, { files: ({ url }) => new URL(url, 'https://example.com/').href })
  const result = await appendTree(ctx, { block_id: PAGE, children })()
  return result._tag === 'Right' ? counter.requests : undefined
}

const reading = async (): Promise<void> => {
  const rows = await Promise.all(
    Object.entries(DOCUMENTS).map(async ([name, markdown]) => {
      const theirs = markdownToBlocks(markdown)
      const ours = fromMarkdown(markdown)
      const [theirRequests, ourRequests] = [await martianWrites(theirs), await oursWrites(markdown)]
      return {
        document: name,
        'words kept': percent(kept(textIn(markdown), ours.children)),
        'by martian': percent(kept(textIn(markdown), theirs)),
        requests: ourRequests ?? 'refused',
        'of martian': theirRequests ?? 'refused',
        losses: ours.losses.length,
        'losses of martian': 'not listed',
        ms: timed(() => fromMarkdown(markdown)).toFixed(1),
        'ms of martian': timed(() => markdownToBlocks(markdown)).toFixed(1),
      }
    }),
  )
  console.log('Reading Markdown')
  console.table(rows)
}

/** The share of the blocks of a page that come back from Markdown. */
const returning = (original: ReadonlyArray<unknown>, markdown: string): number => {
  const flat = (blocks: ReadonlyArray<unknown>): ReadonlyArray<string> =>
    blocks.flatMap((block) => {
      const { children = [], ...own } = Object(block)
      return [JSON.stringify(own), ...flat(children)]
    })
  const left = [...flat(comparable(fromMarkdown(markdown).children))]
  const all = flat(comparable(original))
  const found = all.filter((block) => {
    const at = left.indexOf(block)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
  return found.length / Math.max(all.length, 1)
}

const oursPrints = async (ctx: Context) => {
  const tree = await getBlockTree(ctx, { block_id: PAGE })()
  if (tree._tag === 'Left') throw new Error(tree.left.message)
  return { tree: tree.right, ...toMarkdown(tree.right) }
}

const printing = async (): Promise<void> => {
  const rows: Array<object> = []
  for (const [name, children] of Object.entries(PAGES)) {
    const { ctx, client, counter } = await aNotion()
    const written = await appendTree(ctx, { block_id: PAGE, children })()
    if (written._tag === 'Left') throw new Error(written.left.message)
    counter.requests = 0
    const before = process.cpuUsage()
    const { tree, markdown, losses } = await oursPrints(ctx)
    const ourTime = process.cpuUsage(before).user / 1000
    const ourRequests = counter.requests
    counter.requests = 0
    const start = process.cpuUsage()
    const converter = new NotionToMarkdown({ notionClient: client })
    const theirs = converter.toMarkdownString(await converter.pageToMarkdown(PAGE)).parent ?? ''
    const theirTime = process.cpuUsage(start).user / 1000
    const original = toBlockRequests(tree.children).children
    rows.push({
      page: name,
      'blocks that come back': percent(returning(original, markdown)),
      'from notion-to-md': percent(returning(original, theirs)),
      requests: ourRequests,
      'of notion-to-md': counter.requests,
      losses: losses.length,
      'losses of notion-to-md': 'not listed',
      ms: ourTime.toFixed(1),
      'ms of notion-to-md': theirTime.toFixed(1),
    })
  }
  console.log('Printing pages, with the requests to read them')
  console.table(rows)
}

/** A document of a number of lines. */
const linesOf = (count: number): string =>
  '# Heading\n\n- [ ] a task with **bold** words\n\nA text with a [link](https://example.com).\n\n'.repeat(count / 6)

/** The processor time of one run, in milliseconds. */
const once = (work: () => unknown): number => {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** The time for documents of many lines, and the share of it that is that of the parser, which is not ours. */
const growing = (): void => {
  const rows = [1000, 10_000, 100_000].map((lines) => {
    const markdown = linesOf(lines)
    const parsed = documentParser({})(markdown)
    const [own, all] = [once(() => fromMarkdown(parsed)), once(() => fromMarkdown(markdown))]
    const notion = markdown.replaceAll('\n\n', '\n')
    return {
      lines,
      ms: all.toFixed(0),
      'share of the parser': percent(1 - own / all),
      'ms of the dialect notion, without the parser': once(() => fromMarkdown(notion, { dialect: 'notion' })).toFixed(
        0,
      ),
    }
  })
  console.log('Long documents')
  console.table(rows)
}

const sizes = async (): Promise<void> => {
  console.log('Size, minified and gzipped')
  console.table({
    toMarkdown: kilobytes(await size(`export { toMarkdown } from './src/index.ts'`)),
    toHtml: kilobytes(await size(`export { toHtml } from './src/index.ts'`)),
    'notion-to-md': kilobytes(await size(`export { NotionToMarkdown } from 'notion-to-md'`)),
    fromMarkdown: kilobytes(await size(`export { fromMarkdown } from './src/read.ts'`)),
    martian: kilobytes(await size(`export { markdownToBlocks } from '@tryfabric/martian'`)),
  })
}

await reading()
growing()
await printing()
await sizes()
