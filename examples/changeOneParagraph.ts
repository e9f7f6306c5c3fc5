/** Changes one paragraph of a long document: one write, whatever its length. */
import { createPage } from 'notion-fp'
import { appendTree, type BlockTreeRequest, getBlockTree, replaceContent } from 'notion-fp/blocks'
import { pipe, TE } from 'notion-fp/fp'
import { richText, title } from 'notion-fp/props'
import { type Example, say } from './support/example.js'
import { counted } from './support/style.js'

const LINES = 1000

const line = (content: string): BlockTreeRequest => ({ paragraph: { rich_text: richText(content).rich_text } })

const lines = Array.from({ length: LINES }, (_, index) => line(`Line ${index + 1}`))

export const changeOneParagraph: Example = (ctx, { page_id, disturb }) =>
  pipe(
    createPage(ctx, { parent: { page_id }, properties: { title: title('A document to edit') } }),
    TE.tapIO(() => () => disturb(true)),
    TE.tap(({ id }) => appendTree(ctx, { block_id: id, children: lines, ids: 'first_level' })),
    TE.flatMap(({ id }) =>
      pipe(
        getBlockTree(ctx, { block_id: id }),
        TE.flatMap(({ children }) => {
          const changed = children.map((node, index) => (index === 499 ? line('Line 500, corrected') : node))
          return replaceContent(ctx, { block_id: id, children: changed })
        }),
      ),
    ),
    TE.tapIO(() => () => disturb(false)),
    TE.map(({ plan, requests, retries }) => {
      const { update, insert, delete: deleted, keep, cost } = plan
      say(
        `of ${counted(LINES)} paragraphs ${keep.length} stay, ${update.length} is updated, ${insert.length} inserted, ${deleted.length} deleted`,
      )
      say(`${cost.requests} request writes, ${requests - cost.requests} read; ${retries} failures on the way`)
    }),
  )
