// One paragraph of a long document changes: one write, whatever the length. The other blocks keep their ids and comments.
import { createContext, createPage, toPromise } from 'notion-fp'
import { appendTree, type BlockTreeRequest, getBlockTree, replaceContent } from 'notion-fp/blocks'
import { richText, title } from 'notion-fp/props'

const ctx = createContext({ auth: 'ntn_playground' })
const line = (content: string): BlockTreeRequest => ({ paragraph: { rich_text: richText(content).rich_text } })

const parent = { page_id: '0f0e0d0c0b0a49088706050403020100' }
const { id } = await toPromise(createPage(ctx, { parent, properties: { title: title('To edit') } }))
const lines = Array.from({ length: 300 }, (_, index) => line(`Line ${index + 1}`))
await appendTree(ctx, { block_id: id, children: lines, ids: 'first_level' })()

const tree = await getBlockTree(ctx, { block_id: id })()
if (tree._tag === 'Left') throw new Error(tree.left.message)

const wanted = tree.right.children.map((node, index) => (index === 149 ? line('Line 150, corrected') : node))
const replaced = await replaceContent(ctx, { block_id: id, children: wanted })()
if (replaced._tag === 'Left') throw new Error(replaced.left.message)

const { keep, update, insert, delete: removed } = replaced.right.plan
console.log(`${keep.length} blocks stay, ${update.length} updated, ${insert.length} new, ${removed.length} deleted`)
