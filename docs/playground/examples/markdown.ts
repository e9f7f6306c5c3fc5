// Markdown to a page, and the page to Markdown again. What one of them does not have is listed, not lost in silence.
import { toMarkdown } from '@notion-fp/markdown'
import { fromMarkdown } from '@notion-fp/markdown/read'
import { createContext, createPage, toPromise } from 'notion-fp'
import { appendTree, getBlockTree } from 'notion-fp/blocks'
import { title } from 'notion-fp/props'

const ctx = createContext({ auth: 'ntn_playground' })

const source = `## Punch

- 12 lemons
- 2 kg of sugar
  - brown, if there is any

| jug | litres |
|-----|-------:|
| A   |      3 |

> [!TIP]
> Serve it **cold**.
`

const { children, losses } = fromMarkdown(source)
console.log('Lost on the way in:', losses)

const parent = { page_id: '0f0e0d0c0b0a49088706050403020100' }
const page = await toPromise(createPage(ctx, { parent, properties: { title: title('Recipes') } }))
const written = await appendTree(ctx, { block_id: page.id, children })()
if (written._tag === 'Left') throw new Error(written.left.message)

const tree = await getBlockTree(ctx, { block_id: page.id })()
if (tree._tag === 'Left') throw new Error(tree.left.message)
const printed = toMarkdown(tree.right)
console.log(printed.markdown)
console.log('Lost on the way out:', printed.losses)
