/**
 * `npx tsx scripts/checkSqlite.ts`: exports to SQLite with better-sqlite3, and `examples/sync-to-sqlite`. It is compiled where no build of
 * it exists, and so is not installed with everything else but into a temporary folder, with its types; BETTER_SQLITE3 names a folder
 * that has both already. Where they cannot be installed and loaded, this says so and passes.
 */
import { deepStrictEqual } from 'node:assert'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { buildCommand } from '../packages/cli/build.mjs'
import { inTemporaryFolder } from './support/packed.js'
import { copyProject, packForProjects, unpackAll, versionIn } from './support/projects.js'
import { DATA_SOURCE, standIn, TOKEN, type Trial, tryProject } from './support/trials.js'

const run = promisify(execFile)
const EXAMPLE = 'sync-to-sqlite'
const MINUTES = 8

const PAGE = '0f0e0d0c0b0a49088706050403020100'

interface Database {
  readonly prepare: (sql: string) => { readonly all: () => ReadonlyArray<object> }
  readonly close: () => void
}

/** What the example names of better-sqlite3: the same versions for both checks. */
const PACKAGES = ['better-sqlite3', '@types/better-sqlite3'].map((name) => `${name}@${versionIn(EXAMPLE, name)}`)

/** The better-sqlite3 that is installed in a folder. */
const sqliteIn = (folder: string): (new (file: string) => Database) =>
  createRequire(join(folder, 'index.js'))('better-sqlite3')

/** Installs better-sqlite3; says why it cannot be used. */
const install = async (folder: string): Promise<string | undefined> => {
  await writeFile(join(folder, 'package.json'), '{"private":true}')
  try {
    await run('npm', ['install', '--no-audit', '--no-fund', ...PACKAGES], {
      cwd: folder,
      timeout: MINUTES * 60_000,
      shell: process.platform === 'win32',
      // Where it has to be compiled, that is much faster: it is tried here, not measured. The warning, which `-Wall` asks for and
      // nobody reads, takes GCC twice as long in a file of this length as all the rest.
      env: { ...process.env, CFLAGS: '-O0 -Wno-misleading-indentation', CXXFLAGS: '-O0' },
    })
    // With the headers that npm was told to use, it may have been compiled for another version of Node.
    const Sqlite = sqliteIn(folder)
    new Sqlite(':memory:').close()
    return undefined
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message.split('\n').slice(0, 3).join('\n') : String(thrown)
  }
}

const check = async (folder: string, command: string): Promise<void> => {
  const Sqlite = sqliteIn(folder)
  const out = join(await mkdtemp(join(tmpdir(), 'notion-fp-sqlite-out-')), 'export')
  const args = [command, 'export', PAGE, out, '--format', 'sqlite,csv', '--simulator']
  await run(process.execPath, args, { cwd: folder })
  const database = new Sqlite(join(out, 'notion.sqlite'))
  const all = (sql: string): ReadonlyArray<object> => database.prepare(sql).all()
  deepStrictEqual(all('SELECT Name, Points, Stage, Tags, Due, "Due (end)" FROM Tasks WHERE Points = 2'), [
    {
      Name: 'Choose water lilies 🪷',
      Points: 2,
      Stage: 'Idea',
      Tags: '["shop","garden"]',
      Due: '2026-04-01',
      'Due (end)': null,
    },
  ])
  deepStrictEqual(
    all(
      'SELECT p.Name AS project, count(*) AS tasks FROM "Tasks.Project" l JOIN Projects p ON p.id = l.related_id GROUP BY p.id ORDER BY p.Name',
    ),
    [
      { project: 'Greenhouse', tasks: 3 },
      { project: 'Pond', tasks: 2 },
    ],
  )
  deepStrictEqual(all('SELECT title, path FROM pages WHERE parent_id IS NULL'), [{ title: 'Home', path: 'Home' }])
  deepStrictEqual(
    all(
      "SELECT type, text FROM blocks JOIN pages ON pages.id = page_id WHERE title = 'Home' ORDER BY position LIMIT 2",
    ),
    [
      { type: 'heading_2', text: 'Today' },
      { type: 'to_do', text: 'Water the tomatoes' },
    ],
  )
  deepStrictEqual(all("SELECT json_extract(notion_page, '$.object') AS object FROM Tasks LIMIT 1"), [
    { object: 'page' },
  ])
  deepStrictEqual(all('SELECT title, table_name FROM data_sources ORDER BY title'), [
    { title: 'Projects', table_name: 'Projects' },
    { title: 'Tasks', table_name: 'Tasks' },
  ])
  database.close()
  await rm(join(out, '..'), { recursive: true, force: true })
}

/** The example, with the packed packages. */
const TRIALS: ReadonlyArray<Trial> = [
  {
    prints: [
      'Changes: 500 rows written, 0 removed',
      'Changes: 2 rows written, 0 removed',
      'Removals: 0 rows written, 1 removed',
      'Task 1, renamed',
      'Task 501',
    ],
  },
  {
    env: { NOTION_TOKEN: TOKEN, NOTION_DATA_SOURCE_ID: DATA_SOURCE },
    prints: ['Changes: 2 rows written, 0 removed', 'Removals: 0 rows written, 0 removed', 'Grace'],
  },
  {
    env: { NOTION_TOKEN: TOKEN, NOTION_DATA_SOURCE_ID: DATA_SOURCE },
    prints: ['Changes: 0 rows written, 0 removed', 'Grace'],
  },
  { env: { NOTION_TOKEN: TOKEN }, prints: ['Set NOTION_DATA_SOURCE_ID'], fails: true },
]

const checkExample = async (temporary: string, sqlite: string): Promise<boolean> => {
  const modules = join(temporary, 'packages', 'node_modules')
  unpackAll(packForProjects(temporary), modules)
  const project = copyProject(EXAMPLE, temporary, [modules, 'node_modules', sqlite])
  const notion = await standIn(temporary)
  try {
    return await tryProject(EXAMPLE, project, TRIALS, notion.env)
  } finally {
    await notion.close()
  }
}

const given = process.env.BETTER_SQLITE3
const folder = given ?? (await mkdtemp(join(tmpdir(), 'notion-fp-sqlite-')))
const dist = await mkdtemp(join(tmpdir(), 'notion-fp-sqlite-cli-'))
try {
  const why = given === undefined ? await install(folder) : undefined
  if (why === undefined) {
    await buildCommand(dist)
    await check(folder, join(dist, 'main.js'))
    console.log('An export to SQLite with better-sqlite3 has all rows, links, pages and blocks.')
    if (!(await inTemporaryFolder((temporary) => checkExample(temporary, join(folder, 'node_modules')))))
      process.exitCode = 1
  } else
    console.log(
      `SKIPPED: ${PACKAGES[0]} cannot be used here, so exports to SQLite and the example are NOT CHECKED: ${why}`,
    )
} finally {
  await rm(dist, { recursive: true, force: true })
  if (given === undefined) await rm(folder, { recursive: true, force: true })
}
