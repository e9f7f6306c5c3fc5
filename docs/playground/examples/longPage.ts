// A document of 1,301 nested blocks, written while requests fail, and read back whole.
// Choose faults above the editor, and see in Requests how each of them is survived. The same seed brings the same faults in each run,
// so that runs can be compared.
import { createContext } from 'notion-fp'
import { appendTree, type BlockNode, type BlockTreeRequest, getBlockTree, planAppend } from 'notion-fp/blocks'
import { richText } from 'notion-fp/props'

const ctx = createContext({ auth: 'ntn_playground', rateLimit: { perMinute: 1_000 } })

const text = (content: string) => richText(content).rich_text

const section = (number: number): BlockTreeRequest => ({
  toggle: {
    rich_text: text(`Section ${number}`),
    children: Array.from({ length: 12 }, (_, line) => ({
      paragraph: { rich_text: text(`Line ${line + 1} of section ${number}`) },
    })),
  },
})
const chapters = Array.from({ length: 100 }, (_, index) => section(index + 1))
const book: BlockTreeRequest = { toggle: { rich_text: text('A long document'), children: chapters } }

const plan = planAppend([book])
if (plan._tag === 'Right') console.log('Planned:', plan.right.cost)

const block_id = '0f0e0d0c0b0a49088706050403020100'
const written = await appendTree(ctx, { block_id, children: [book], ids: 'first_level' })()
if (written._tag === 'Left') throw new Error(written.left.message)
const { blocks, requests, retries, ids } = written.right
console.log(`Written: ${blocks} blocks in ${requests} requests, ${retries} retries`)

const countOf = (nodes: ReadonlyArray<BlockNode>): number =>
  nodes.reduce((sum, { children }) => sum + 1 + countOf(children), 0)

const read = await getBlockTree(ctx, { block_id: ids[0]?.id ?? '' })()
if (read._tag === 'Left') throw new Error(read.left.message)
console.log(`Read back: ${countOf(read.right.children)} blocks below it in ${read.right.requests} requests`)
