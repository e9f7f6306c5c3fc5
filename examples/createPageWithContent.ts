/** Creates a page with headings, to-dos, a list within a list, code and a callout. */
import { type BlockRequest, createPage } from 'notion-fp'
import { pipe, TE } from 'notion-fp/fp'
import { richText, title } from 'notion-fp/props'
import { type Example, say } from './support/example.js'

const text = (content: string) => richText(content).rich_text

const content: ReadonlyArray<BlockRequest> = [
  { heading_1: { rich_text: text('Launch week') } },
  { paragraph: { rich_text: text('What has to happen, and in which order.') } },
  { to_do: { rich_text: text('Freeze the plan'), checked: true } },
  { to_do: { rich_text: text('Tell everybody') } },
  {
    bulleted_list_item: {
      rich_text: text('On the day'),
      children: [{ bulleted_list_item: { rich_text: text('Breakfast at nine') } }],
    },
  },
  { code: { language: 'typescript', rich_text: text('await launch()') } },
  { callout: { icon: { type: 'emoji', emoji: '🚀' }, rich_text: text('No changes after Thursday.') } },
]

export const createPageWithContent: Example = (ctx, { page_id }) =>
  pipe(
    createPage(ctx, {
      parent: { type: 'page_id', page_id },
      icon: { type: 'emoji', emoji: '🗓️' },
      properties: { title: title('Launch week') },
      children: content,
    }),
    TE.map(({ id }) => say(`created ${id} with ${content.length} blocks at its top`)),
  )
