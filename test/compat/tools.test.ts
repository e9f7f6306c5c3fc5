/** npm packages that accept the official client: with asNotionClient, each does the same as with that client. */
import { Client, collectPaginatedAPI, isFullBlock, LogLevel } from '@notionhq/client'
import { appendBlocks, createNotionBuilder, createPage } from 'notion-helper'
import { crawler, pageToString } from 'notion-md-crawler'
import { NotionToMarkdown } from 'notion-to-md'
import { expect, test } from 'vitest'
import { asObject } from '../../packages/simulator/src/domain/values/json.js'
import { HOME, harness } from '../../packages/simulator/test/support/harness.js'
import { asNotionClient } from '../../src/compat/index.js'
import { createContext } from '../../src/core/context/createContext.js'
import { toPromise } from '../../src/core/context/interop.js'
import { unsafeCast } from '../../src/core/internal/unsafeCast.js'
import { getBlockChildren } from '../../src/ops/blocks/getBlockChildren.js'

const MARKDOWN = `# Title

Some **bold** and [a link](https://example.com).

1. one
2. two
3. three

- outer
  - inner

> quoted

\`\`\`js
const a = 1
\`\`\`

- [x] done
- [ ] to do

| a | b |
|---|---|
| 1 | 2 |

---
`

/** A workspace with a page of many kinds of blocks, the official client, and a context. */
const place = async () => {
  const { simulator } = await harness()
  const options = { auth: 'ntn_test', notionVersion: '2025-09-03' }
  const ctx = createContext({ ...options, logLevel: 'silent', retry: false, fetch: simulator.fetch })
  const official = new Client({ ...options, logLevel: LogLevel.ERROR, fetch: unsafeCast(simulator.fetch) })
  const ours: Client = asNotionClient(ctx)
  const page = await official.pages.create({
    parent: { page_id: HOME },
    properties: { title: { title: [{ text: { content: 'Guide' } }] } },
  })
  await official.pages.updateMarkdown({
    page_id: page.id,
    type: 'replace_content',
    replace_content: { new_str: MARKDOWN },
  })
  return { simulator, ctx, official, ours, page_id: page.id }
}

test('behavior: notion-to-md converts a page as with the official client, and again from the cache', async () => {
  const { ctx, official, ours, page_id } = await place()
  const convert = async (client: Client): Promise<object> => {
    const tool = new NotionToMarkdown({ notionClient: client })
    return tool.toMarkdownString(await tool.pageToMarkdown(page_id))
  }
  const expected = await convert(official)
  expect(JSON.stringify(expected)).toContain('3. three')
  expect(await convert(ours)).toEqual(expected)
  // It writes the numbers of a list into the blocks that it was given.
  expect(await convert(ours)).toEqual(expected)
  const children = await toPromise(getBlockChildren(ctx, { block_id: page_id }))
  expect(JSON.stringify(children)).not.toContain('"number"')
})

test('behavior: notion-md-crawler reads a page as with the official client', async () => {
  const { official, ours, page_id } = await place()
  const crawl = async (client: Client) => {
    const found: Array<string> = []
    // The types that it comes with are those of an older client.
    for await (const result of crawler({ client: unsafeCast(client) })(page_id)) {
      found.push(result.success ? pageToString(result.page) : JSON.stringify(result.failure))
    }
    return found
  }
  const expected = await crawl(official)
  expect(expected.join()).toContain('three')
  expect(await crawl(ours)).toEqual(expected)
})

/** The part of notion-helper's builder that is used here: its own types say `Object`. */
interface Builder {
  readonly parentPage: (page_id: string) => Builder
  readonly title: (property: string, text: string) => Builder
  readonly paragraph: (text: string) => Builder
  readonly build: () => { readonly content: Parameters<typeof createPage>[0]['data'] }
}

test('behavior: notion-helper creates a page of more than 100 blocks, and appends to it', async () => {
  const { simulator, ours } = await place()
  const start = unsafeCast<Builder>(createNotionBuilder({ limitChildren: false }))
    .parentPage(HOME)
    .title('title', 'Made')
  const { content } = Array.from({ length: 230 }, (_, line) => `line ${line}`)
    .reduce((page, line) => page.paragraph(line), start)
    .build()
  const made = asObject(await createPage({ data: content, client: ours }))
  const block_id = String(asObject(made.apiResponse).id)
  const paragraph = { object: 'block', type: 'paragraph', paragraph: { rich_text: [{ text: { content: 'the end' } }] } }
  await appendBlocks({ block_id, children: [paragraph], client: ours })
  const blocks = await collectPaginatedAPI(ours.blocks.children.list, { block_id })
  expect(blocks.filter(isFullBlock)).toHaveLength(231)
  expect(simulator.journal.every(({ status }) => status < 400)).toBe(true)
})
