/** Samples of blocks as the API returns them. */
import type { Block } from '../../src/ops/blocks/block.js'
import { anId, aText } from './fixtures.js'

/** What all blocks have, here of one that stands on a page. */
const common = {
  object: 'block',
  id: anId(10),
  parent: { type: 'page_id', page_id: anId() },
  created_time: '2026-01-02T03:04:00.000Z',
  last_edited_time: '2026-01-02T03:05:00.000Z',
  created_by: { object: 'user', id: anId(2) },
  last_edited_by: { object: 'user', id: anId(2) },
  has_children: false,
  in_trash: false,
} as const

const text = { rich_text: [aText('words')], color: 'default' } as const
const heading = { ...text, is_toggleable: false } as const
const external = {
  type: 'external',
  external: { url: 'https://example.com/a' },
  caption: [aText('a caption')],
} as const
const hosted = {
  type: 'file',
  file: { url: 'https://files.example.com/a?signature=1', expiry_time: '2026-01-02T04:04:00.000Z' },
  caption: [],
} as const
const meeting = {
  title: [aText('Weekly')],
  status: 'notes_ready',
  children: { summary_block_id: anId(11), notes_block_id: anId(12), transcript_block_id: anId(13) },
  calendar_event: {
    start_time: '2026-01-02T03:00:00.000Z',
    end_time: '2026-01-02T03:30:00.000Z',
    attendees: [anId(2)],
  },
  recording: { start_time: '2026-01-02T03:00:01.000Z' },
} as const

/** One block of each type that this library knows. */
export const blockSamples: ReadonlyArray<Block> = [
  { ...common, type: 'paragraph', paragraph: { ...text, icon: { type: 'emoji', emoji: '🧭' } } },
  { ...common, type: 'heading_1', heading_1: heading },
  { ...common, type: 'heading_2', heading_2: heading },
  { ...common, type: 'heading_3', heading_3: heading },
  { ...common, type: 'heading_4', heading_4: { ...heading, is_toggleable: true } },
  { ...common, type: 'bulleted_list_item', bulleted_list_item: text },
  {
    ...common,
    type: 'numbered_list_item',
    numbered_list_item: { ...text, list_start_index: 3, list_format: 'roman' },
  },
  { ...common, type: 'quote', quote: text },
  { ...common, type: 'to_do', to_do: { ...text, checked: true } },
  { ...common, type: 'toggle', has_children: true, toggle: text },
  { ...common, type: 'callout', callout: { ...text, icon: null } },
  { ...common, type: 'template', template: { rich_text: [aText('Add one')] } },
  { ...common, type: 'code', code: { rich_text: [aText('1 + 1')], caption: [], language: 'plain text' } },
  { ...common, type: 'equation', equation: { expression: 'e = mc^2' } },
  { ...common, type: 'divider', divider: {} },
  { ...common, type: 'breadcrumb', breadcrumb: {} },
  { ...common, type: 'table_of_contents', table_of_contents: { color: 'gray' } },
  { ...common, type: 'tab', tab: {} },
  { ...common, type: 'column_list', column_list: {} },
  { ...common, type: 'column', column: { width_ratio: 0.25 } },
  { ...common, type: 'table', table: { table_width: 2, has_column_header: true, has_row_header: false } },
  { ...common, type: 'table_row', table_row: { cells: [[aText('left')], []] } },
  { ...common, type: 'synced_block', synced_block: { synced_from: { type: 'block_id', block_id: anId(14) } } },
  { ...common, type: 'child_page', child_page: { title: 'A page' } },
  { ...common, type: 'child_database', child_database: { title: 'A database' } },
  { ...common, type: 'link_to_page', link_to_page: { type: 'page_id', page_id: anId(15) } },
  { ...common, type: 'link_preview', link_preview: { url: 'https://example.com/issue/1' } },
  { ...common, type: 'embed', embed: { url: 'https://example.com', caption: [] } },
  { ...common, type: 'bookmark', bookmark: { url: 'https://example.com', caption: [aText('a caption')] } },
  { ...common, type: 'image', image: external },
  { ...common, type: 'video', video: external },
  { ...common, type: 'pdf', pdf: hosted },
  { ...common, type: 'file', file: { ...hosted, name: 'a.txt' } },
  { ...common, type: 'audio', audio: hosted },
  { ...common, type: 'meeting_notes', meeting_notes: meeting },
  { ...common, type: 'transcription', transcription: { status: 'transcription_in_progress' } },
  { ...common, type: 'unsupported', unsupported: { block_type: 'button' } },
]

/** A paragraph, with changes for the test. */
export const aBlock = (over: Readonly<Record<string, unknown>> = {}) => ({
  ...common,
  type: 'paragraph',
  paragraph: text,
  ...over,
})
