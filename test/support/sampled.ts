/** What the samples of operations have in common. */
import type { Block } from '../../src/ops/blocks/block.js'
import type { PageMarkdown } from '../../src/ops/pages/pageMarkdown.js'
import { aDatabase, aDataSource } from './dataSources.js'
import { aPage, aUser } from './fixtures.js'
import { idOf } from './seen.js'

export const page_id = idOf('PAGE')
export const block_id = idOf('BLOCK')
export const database_id = idOf('DATABASE')
export const data_source_id = idOf('DATA_SOURCE')
export const user_id = idOf('USER')
export const comment_id = idOf('COMMENT')
export const file_upload_id = idOf('FILE_UPLOAD')
export const view_id = idOf('VIEW')
export const agent_id = idOf('AGENT')
export const session_id = idOf('SESSION')
export const pageParent = { type: 'page_id', page_id: idOf('PARENT') } as const
export const rowsParent = { type: 'data_source_id', data_source_id: idOf('PARENT') } as const
export const at = '2026-03-11T10:00:00.000Z'
export const somebody = { object: 'user', id: user_id } as const
export const aBlock = (id: string): Block => ({
  object: 'block',
  id,
  parent: pageParent,
  created_time: at,
  last_edited_time: at,
  created_by: somebody,
  last_edited_by: somebody,
  has_children: false,
  type: 'divider',
  divider: {},
})
export const rich_text = [{ text: { content: 'words' } }] as const
export const user = aUser({ id: user_id })
export const client = { client_id: 'client', client_secret: 'secret' } as const
export const source = aDataSource({ id: data_source_id, parent: { type: 'database_id', database_id } })
export const database = aDatabase({
  id: database_id,
  parent: pageParent,
  data_sources: [{ id: data_source_id, name: 'Tasks' }],
})
export const aRow = aPage({ id: page_id, parent: rowsParent })
export const aSubpage = aPage({ id: page_id, parent: pageParent })
export const aMarkdown: PageMarkdown = {
  object: 'page_markdown',
  id: page_id,
  markdown: '',
  truncated: false,
  unknown_block_ids: [],
}
export const newOption = { Stage: { select: { name: 'New' } } } as const
