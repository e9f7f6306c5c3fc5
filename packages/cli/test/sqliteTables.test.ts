import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { PropertyConfig } from 'notion-fp'
import { describe, expect, test } from 'vitest'
import { createStatements, tablesOf, uniqueNames } from '../src/exporting/sqliteTables.js'
import { unsafeCast } from '../src/unsafeCast.js'
import { aFolder, runCommand } from './support/command.js'

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

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const hasModule = major > 22 || (major === 22 && minor >= 13)

test('error: without SQLite, the command says what to install, and reads nothing; with it, there is a database', async () => {
  const cwd = aFolder()
  const args = ['export', '--everything', 'out', '--format', 'sqlite', '--simulator']
  const { code, err } = await runCommand(args, { cwd })
  if (hasModule) expect([code, err, existsSync(join(cwd, 'out', 'notion.sqlite'))]).toEqual([0, '', true])
  else {
    expect([code, err]).toEqual([1, expect.stringContaining('`npm install better-sqlite3@12` here, or use Node 22.13')])
    expect(readdirSync(join(cwd, 'out'))).toEqual(['.notion-fp'])
  }
})
