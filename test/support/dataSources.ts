/** Samples of databases and data sources as the API returns them, created anew by each call. */

import type { DataSource, PartialDataSource } from '../../src/ops/data_sources/dataSource.js'
import type { Database } from '../../src/ops/databases/database.js'
import { anId, aText } from './fixtures.js'

/** A data source of the database `anId(4)`, with a title property. */
export const aDataSource = (over: Partial<DataSource> = {}): DataSource => ({
  object: 'data_source',
  id: anId(3),
  created_time: '2026-01-02T03:04:00.000Z',
  last_edited_time: '2026-01-02T03:05:00.000Z',
  created_by: { object: 'user', id: anId(2) },
  last_edited_by: { object: 'user', id: anId(2) },
  title: [aText('Tasks')],
  description: [],
  parent: { type: 'database_id', database_id: anId(4) },
  database_parent: { type: 'page_id', page_id: anId(5) },
  is_inline: false,
  in_trash: false,
  archived: false,
  properties: { Name: { id: 'title', name: 'Name', description: null, type: 'title', title: {} } },
  icon: null,
  cover: null,
  url: 'https://www.notion.so/00000000000040008000000000000003',
  public_url: null,
  ...over,
})

/** A data source of which the connection may only see the schema. */
export const aPartialDataSource = (): PartialDataSource => ({
  object: 'data_source',
  id: anId(3),
  properties: { Name: { id: 'title', name: 'Name', description: null, type: 'title', title: {} } },
})

/** A database in the page `anId(5)`, with one data source. */
export const aDatabase = (over: Partial<Database> = {}): Database => ({
  object: 'database',
  id: anId(4),
  created_time: '2026-01-02T03:04:00.000Z',
  last_edited_time: '2026-01-02T03:05:00.000Z',
  title: [aText('Tasks')],
  description: [],
  parent: { type: 'page_id', page_id: anId(5) },
  data_sources: [{ id: anId(3), name: 'Tasks' }],
  is_inline: false,
  in_trash: false,
  archived: false,
  is_locked: false,
  icon: null,
  cover: null,
  url: 'https://www.notion.so/00000000000040008000000000000004',
  public_url: null,
  ...over,
})

/** A tag without the dashes of its id. */
export const aTag = (kind: 'object' | 'children' | 'rows', number: number): string =>
  `${kind}:${anId(number).replaceAll('-', '')}`
