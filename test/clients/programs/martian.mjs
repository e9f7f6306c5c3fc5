/** Blocks that are made from Markdown are accepted, and come back with the same texts. */
import assert from 'node:assert/strict'
import { Client } from '@notionhq/client-2'
import { markdownToBlocks, markdownToRichText } from '@tryfabric/martian'

const MARKDOWN = `# Title

Some **bold**, *slanted*, ~~struck~~ and \`code\`, with [a link](https://example.com) and $a + b$.

1. one
2. two

- outer
  - inner

- [x] done
- [ ] to do

> quoted
> twice

> [!NOTE]
> worth knowing

\`\`\`typescript
const a = 1
\`\`\`

| a | b |
|---|---|
| 1 | 2 |

![An image](https://example.com/a.png)

$$
e = mc^2
$$

---
`

const [baseUrl, home] = process.argv.slice(2)
const client = new Client({ auth: 'ntn_local', baseUrl })

/** All that someone reads in blocks, in order. */
const textsIn = (value) => {
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (value === null || typeof value !== 'object') return []
  if (value.type === 'text' && value.text !== undefined) return value.text.content === '' ? [] : [value.text.content]
  if (value.type === 'equation' && value.equation !== undefined) return [value.equation.expression]
  return Object.values(value).flatMap(textsIn)
}

/** Blocks with those in them, as they are stored. */
const stored = async (block_id) => {
  const { results } = await client.blocks.children.list({ block_id })
  const whole = results.map(async (block) => ({
    type: block.type,
    [block.type]: block[block.type],
    children: block.has_children ? await stored(block.id) : [],
  }))
  return Promise.all(whole)
}

const children = markdownToBlocks(MARKDOWN)
const title = markdownToRichText('A **bold** title')
const page = await client.pages.create({ parent: { page_id: home }, properties: { title: { title } }, children })
assert.equal(page.properties.title.title.map((run) => run.plain_text).join(''), 'A bold title')
const blocks = await stored(page.id)
assert.deepEqual(
  blocks.map(({ type }) => type),
  children.map(({ type }) => type),
)
assert.deepEqual(textsIn(blocks), textsIn(children))
assert.ok(textsIn(blocks).includes('inner'))
