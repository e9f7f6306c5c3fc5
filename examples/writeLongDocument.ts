/** Writes a document of more than 1,000 nested blocks while requests fail, and reads it back. */
import { type Context, createPage } from 'notion-fp'
import {
  type AppendPlan,
  appendTree,
  type BlockNode,
  type BlockTreeRequest,
  getBlockTree,
  planAppend,
} from 'notion-fp/blocks'
import { pipe, TE } from 'notion-fp/fp'
import { richText, title } from 'notion-fp/props'
import { type Example, type ExampleError, say } from './support/example.js'
import { counted, styled } from './support/style.js'

const text = (content: string) => richText(content).rich_text

const times = <A>(count: number, make: (number: number) => A): ReadonlyArray<A> =>
  Array.from({ length: count }, (_, index) => make(index + 1))

/** A chapter: a heading that can be toggled, with sections, a table, and columns with a list in them. */
const chapter = (number: number): BlockTreeRequest => ({
  heading_1: {
    rich_text: text(`Chapter ${number}`),
    children: [
      ...times(8, (section) => ({
        toggle: {
          rich_text: text(`Section ${number}.${section}`),
          children: times(9, (line) => ({
            paragraph: { rich_text: text(`Line ${line} of section ${number}.${section}.`) },
          })),
        },
      })),
      {
        table: {
          table_width: 2,
          has_column_header: true,
          children: times(12, (row) => ({ table_row: { cells: [text(`Row ${row}`), text(`${number * row}`)] } })),
        },
      },
    ],
  },
})

const columnList: BlockTreeRequest = {
  column_list: {
    children: times(2, (number) => ({
      column: {
        children: times(3, (item) => ({
          bulleted_list_item: {
            rich_text: text(`Item ${item} of column ${number}`),
            children: [{ to_do: { rich_text: text('Check') } }],
          },
        })),
      },
    })),
  },
}

const book: ReadonlyArray<BlockTreeRequest> = [...times(12, chapter), columnList]

/** The number of blocks in a tree. */
const countOf = (nodes: ReadonlyArray<BlockNode>): number =>
  nodes.reduce((sum, { children }) => sum + 1 + countOf(children), 0)

const secondsSince = (started: number): string => ((performance.now() - started) / 1000).toFixed(1)

const write = (ctx: Context, block_id: string, plan: AppendPlan): TE.TaskEither<ExampleError, void> => {
  const started = performance.now()
  return pipe(
    appendTree(ctx, { block_id, plan, ids: 'first_level' }),
    TE.map(({ blocks, requests, retries }) => {
      const survived = retries + requests - plan.requests.length - 1
      say(
        `written:   ${counted(blocks)} blocks in ${requests} requests, ${survived} failures on the way, ${secondsSince(started)} s`,
      )
    }),
  )
}

const readBack = (ctx: Context, block_id: string): TE.TaskEither<ExampleError, void> => {
  const started = performance.now()
  return pipe(
    getBlockTree(ctx, { block_id }),
    TE.map(({ children, complete, requests }) => {
      const whole = complete ? styled('green', 'nothing is missing') : styled('red', 'something is missing')
      say(
        `read back: ${counted(countOf(children))} blocks in ${requests} requests, ${secondsSince(started)} s: ${whole}`,
      )
    }),
  )
}

export const writeLongDocument: Example = (ctx, { page_id, disturb }) =>
  pipe(
    TE.fromEither(planAppend(book)),
    TE.bindTo('plan'),
    TE.bindW('page', () => createPage(ctx, { parent: { page_id }, properties: { title: title('A long document') } })),
    TE.tapIO(({ plan: { parents, cost } }) => () => {
      say(`planned:   ${counted(parents.length)} blocks in ${cost.requests} requests`)
      disturb(true)
    }),
    TE.flatMap(({ plan, page }) =>
      pipe(
        write(ctx, page.id, plan),
        TE.flatMap(() => readBack(ctx, page.id)),
      ),
    ),
    TE.tapIO(() => () => disturb(false)),
  )
