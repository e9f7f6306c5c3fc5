import type { PropertyConfig } from 'notion-fp'
import { describe, expect, test } from 'vitest'
import { createStatements, tablesOf, uniqueNames } from '../../src/exporting/sqliteTables.js'
import { unsafeCast } from '../../src/unsafeCast.js'

const schema = (types: Readonly<Record<string, string>>): Readonly<Record<string, PropertyConfig>> =>
  unsafeCast(
    Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { name, type, id: name, [type]: {} }])),
  )

describe('tables', () => {
  test('default: typed columns, dates with their end, relations with a table of their own', () => {
    const types = {
      Name: 'title',
      Points: 'number',
      Done: 'checkbox',
      Due: 'date',
      Sum: 'formula',
      Project: 'relation',
      Go: 'button',
    }
    const tables = tablesOf('Tasks', schema(types), uniqueNames([]))
    expect(createStatements(tables)).toEqual([
      'CREATE TABLE "Tasks" (id TEXT PRIMARY KEY, "Name" TEXT, "Points" REAL, "Done" INTEGER, "Due" TEXT, "Due (end)" TEXT, "Sum", "Project" TEXT, notion_url TEXT, notion_created_time TEXT, notion_last_edited_time TEXT, notion_page TEXT)',
      'CREATE TABLE "Tasks.Project" (row_id TEXT, related_id TEXT, position INTEGER, PRIMARY KEY (row_id, position))',
      'CREATE INDEX "Tasks.Project related" ON "Tasks.Project" (related_id)',
    ])
  })

  test('behavior: names that SQLite does not tell apart, or has itself, are others', () => {
    const tableName = uniqueNames(['pages'])
    expect(['Pages', 'Tasks', 'tasks', '', 'sqlite_x', 'a"b'].map(tableName)).toEqual([
      'Pages 2',
      'Tasks',
      'tasks 2',
      'Untitled',
      '_sqlite_x',
      'a"b',
    ])
    const { columns, table } = tablesOf(
      'a"b',
      schema({ ID: 'rich_text', Due: 'date', 'due (END)': 'rich_text' }),
      tableName,
    )
    expect(columns.map(({ name }) => name)).toEqual(['ID 2', 'Due', 'Due (end)', 'due (END) 2'])
    expect(createStatements({ table, columns, links: [] })[0]).toMatch(
      /^CREATE TABLE "a""b 2" \(id TEXT PRIMARY KEY, "ID 2" TEXT/,
    )
  })
})
