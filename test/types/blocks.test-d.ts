/** What the compiler accepts and refuses of blocks and rich text, read and written. Nothing here runs. */
import type { Block, BlockOrPartial } from '../../src/ops/blocks/block.js'
import type { BlockRequest } from '../../src/ops/blocks/blockRequest.js'
import type { UpdateBlockParams } from '../../src/ops/blocks/updateBlock.js'

const rich_text = [{ text: { content: 'words' } }]

export const creatable: ReadonlyArray<BlockRequest> = [
  { paragraph: { rich_text } },
  { object: 'block', type: 'heading_4', heading_4: { rich_text, is_toggleable: true, children: [{ divider: {} }] } },
  { to_do: { rich_text, checked: true, color: 'red_background' } },
  { toggle: { rich_text, children: [{ toggle: { rich_text, children: [{ toggle: { rich_text } }] } }] } },
  {
    toggle: { rich_text, children: [{ table: { table_width: 1, children: [{ table_row: { cells: [rich_text] } }] } }] },
  },
  { column_list: { children: [{ column: { children: [{ paragraph: { rich_text } }], width_ratio: 0.5 } }] } },
  { tab: { children: [{ paragraph: { rich_text, icon: { emoji: '🧭' }, children: [{ divider: {} }] } }] } },
  { image: { external: { url: 'https://example.com/a.png' }, caption: rich_text } },
  { file: { file_upload: { id: 'an id' }, name: 'a.txt' } },
  { code: { rich_text, language: 'typescript' } },
  { synced_block: { synced_from: null, children: [{ paragraph: { rich_text } }] } },
  { paragraph: { rich_text: [{ mention: { date: { start: '2026-03-11' } } }, { equation: { expression: 'x' } }] } },
]

export const refused: ReadonlyArray<BlockRequest> = [
  // @ts-expect-error a misspelt type
  { paragraf: { rich_text } },
  // @ts-expect-error a misspelt field
  { paragraph: { rich_text, colour: 'red' } },
  // @ts-expect-error a misspelt field deep inside
  { paragraph: { rich_text: [{ text: { content: 'words', lnk: null } }] } },
  // @ts-expect-error a field that is missing
  { code: { rich_text } },
  // @ts-expect-error two contents in one block
  { paragraph: { rich_text }, quote: { rich_text } },
  // @ts-expect-error another type than the content's
  { type: 'quote', paragraph: { rich_text } },
  // @ts-expect-error a third level of children
  { toggle: { rich_text, children: [{ toggle: { rich_text, children: [{ toggle: { rich_text, children: [] } }] } }] } },
  // @ts-expect-error columns below the first level
  { toggle: { rich_text, children: [{ column_list: { children: [] } }] } },
  // @ts-expect-error a table without its rows
  { table: { table_width: 2 } },
  // @ts-expect-error a tab that is no paragraph
  { tab: { children: [{ quote: { rich_text } }] } },
  // @ts-expect-error a file that Notion keeps cannot be sent
  { image: { file: { url: 'https://example.com/a.png' } } },
  // @ts-expect-error two files in one block
  { image: { external: { url: 'https://example.com/a.png' }, file_upload: { id: 'an id' } } },
  // @ts-expect-error only createPage makes a page
  { child_page: { title: 'A page' } },
  // @ts-expect-error a link cannot be mentioned as a preview
  { paragraph: { rich_text: [{ mention: { link_preview: { url: 'https://example.com' } } }] } },
]

export const updates: ReadonlyArray<UpdateBlockParams> = [
  { block_id: 'an id', in_trash: true },
  { block_id: 'an id', paragraph: { color: 'blue' } },
  { block_id: 'an id', type: 'table', table: { has_row_header: true } },
  { block_id: 'an id', column: { width_ratio: 0.25 }, in_trash: false },
  // @ts-expect-error children cannot be changed
  { block_id: 'an id', toggle: { rich_text, children: [] } },
  // @ts-expect-error nor the width of a table
  { block_id: 'an id', table: { table_width: 3 } },
  // @ts-expect-error nor two contents at once
  { block_id: 'an id', paragraph: { rich_text }, quote: { rich_text } },
  // @ts-expect-error nor a page
  { block_id: 'an id', child_page: { title: 'A page' } },
]

// A whole block is told from a partial one, and one type from the others, by its type alone.
export const languageOf = (block: BlockOrPartial): string | undefined =>
  block.type === 'code' ? block.code.language : block.type === undefined ? block.id : block.type

// Of a block that is not known or damaged only the id is certain; of the others, all that they have in common.
export const createdTime = (block: Block): string | undefined =>
  typeof block.created_time === 'string' ? block.created_time : undefined
