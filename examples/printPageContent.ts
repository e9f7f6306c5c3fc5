/** Prints the content of a page, blocks within blocks included. */

import {
  type Block,
  type Context,
  collect,
  getBlockChildren,
  isFullBlock,
  isFullPage,
  type NotionError,
  search,
} from 'notion-fp'
import { pipe, TE } from 'notion-fp/fp'
import { formatPageTitle, plainText } from 'notion-fp/props'
import { type Example, say } from './support/example.js'

const MARKS: { readonly [type: string]: string } = {
  heading_1: '# ',
  bulleted_list_item: '• ',
  to_do: '☐ ',
  callout: '! ',
}

const wordsOf = (block: Block): string => {
  switch (block.type) {
    case 'paragraph':
      return plainText(block.paragraph.rich_text)
    case 'heading_1':
      return plainText(block.heading_1.rich_text)
    case 'bulleted_list_item':
      return plainText(block.bulleted_list_item.rich_text)
    case 'to_do':
      return plainText(block.to_do.rich_text) + (block.to_do.checked ? ' (done)' : '')
    case 'callout':
      return plainText(block.callout.rich_text)
    case 'code':
      return plainText(block.code.rich_text)
    case 'child_database':
      return `[database] ${block.child_database.title}`
    case 'child_page':
      return `[page] ${block.child_page.title}`
    default:
      return `[${block.type}]`
  }
}

const printChildren = (ctx: Context, block_id: string, indent: string): TE.TaskEither<NotionError, void> =>
  pipe(
    collect(getBlockChildren)(ctx, { block_id }),
    TE.flatMap(
      TE.traverseSeqArray((block) => {
        if (!isFullBlock(block)) return TE.right(undefined)
        say(`${indent}${MARKS[block.type] ?? ''}${wordsOf(block)}`)
        const inside = block.has_children && block.type !== 'child_page' && block.type !== 'child_database'
        return inside ? printChildren(ctx, block.id, `${indent}  `) : TE.right(undefined)
      }),
    ),
    TE.asUnit,
  )

export const printPageContent: Example = (ctx) =>
  pipe(
    search(ctx, { query: 'Launch week', filter: { property: 'object', value: 'page' } }),
    TE.flatMap(({ results }) => {
      const page = results.find(isFullPage)
      if (!page) return TE.fromIO(() => say('no page of that name yet: search finds new pages after a while'))
      say(formatPageTitle(page))
      return printChildren(ctx, page.id, '  ')
    }),
  )
