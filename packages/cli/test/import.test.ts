import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { faults, type JsonObject } from '@notion-fp/simulator'
import { createContext } from 'notion-fp'
import { appendTree, getBlockTree } from 'notion-fp/blocks'
import { fileOf, uploadFile } from 'notion-fp/files'
import { afterEach, describe, expect, test } from 'vitest'
import { journalFile } from '../src/importing/journal.js'
import { readFront } from '../src/importing/scanFolder.js'
import { schemaFinder } from '../src/importing/schemaFinder.js'
import { aFolder, hasScript, lines, runCommand, runInTerminal, serve } from './support/command.js'

const HOME = '0f0e0d0c-0b0a-4908-8706-050403020100'
const TARGET = '1f1e1d1c-1b1a-4918-9716-151413121110'
const TASKS = '2f2e2d2c-2b2a-4928-a726-252423222120'
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const open: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

const start = async (contents: JsonObject = { pages: [{ id: TARGET, title: 'Target' }] }) => {
  const { simulator, env, close } = await serve(contents, { now: () => new Date() })
  open.push(close)
  const run = (args: ReadonlyArray<string>, options: Parameters<typeof runCommand>[1] = {}) =>
    runCommand(args, { ...options, env: { ...env, ...options.env } })
  const ctx = createContext({ auth: 'ntn_test', baseUrl: String(env.NOTION_BASE_URL), rateLimit: false })
  const writes = () =>
    simulator.journal.filter(({ method, path }) => method !== 'GET' && !/\/(query|search)$/.test(path))
  /** The blocks of a page, as types and texts, and the pages in it. */
  const contentOf = async (block_id: string) => {
    const tree = await getBlockTree(ctx, { block_id })()
    if (tree._tag === 'Left') throw new Error(tree.left.message)
    return tree.right.children.map(({ block }) => block)
  }
  const pagesIn = async (block_id: string): Promise<ReadonlyArray<readonly [title: string, id: string]>> =>
    (await contentOf(block_id)).flatMap((block) =>
      block.type === 'child_page' ? [[block.child_page.title, block.id]] : [],
    )
  return { simulator, env, run, ctx, writes, contentOf, pagesIn }
}

const aTree = (files: Readonly<Record<string, string | Buffer>>): string => {
  const folder = join(aFolder(), 'my notes')
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

const NOTES = {
  'Plan.md':
    '---\ntitle: The plan\nnotion_icon: 🗺️\nextra: 1\n---\n\nFirst\n\n[Steps](<Plan/Next steps.md> "child_page")\n\nThen [steps](<Plan/Next steps.md>)\n\n![](a%20b.png)\n',
  'Plan/Next steps.md': 'Back to [the plan](../Plan.md)\n\n![](../a%20b.png)\n',
  'Plan/Deep/Below.md': '\n- one\n  - two\n',
  'a b.png': PIXEL,
  '.obsidian/x.md': 'hidden',
}

describe('import of Markdown', () => {
  test('default: folders are pages in pages, links lead to them, files are uploaded once, losses are named', async () => {
    const { run, writes, contentOf, pagesIn, simulator } = await start()
    const folder = aTree(NOTES)
    const plan = await run(['import', folder, '--into', TARGET, '--dry-run'])
    expect([plan.code, lines(plan.out)[0]]).toMatchObject([0, { written: false, pages: 4, files: 1, losses: 1 }])
    expect(plan.err).toContain('lost: Plan.md: property extra: only rows')
    expect(writes()).toEqual([])
    const { code, out } = await run(['import', folder, '--into', TARGET, '--yes'])
    expect([code, lines(out)[0]]).toMatchObject([
      0,
      { written: true, pages: 4, files: 1, failed: 0, blocks: lines(plan.out)[0]?.blocks },
    ])
    const [plan_ = ['', '']] = await pagesIn(TARGET)
    expect(plan_[0]).toBe('The plan')
    const content = await contentOf(plan_[1])
    // The page in the page is where the Markdown has it.
    expect(content.map(({ type }) => type)).toEqual(['paragraph', 'child_page', 'paragraph', 'image', 'child_page'])
    const [steps] = (await pagesIn(plan_[1])).filter(([title]) => title === 'Next steps')
    expect(JSON.stringify(content[2])).toContain(`notion.so/${steps?.[1].replaceAll('-', '')}`)
    expect(JSON.stringify(await contentOf(steps?.[1] ?? ''))).toContain(`notion.so/${plan_[1].replaceAll('-', '')}`)
    expect((await pagesIn(plan_[1])).map(([title]) => title).sort()).toEqual(['Deep', 'Next steps'])
    expect(simulator.journal.filter(({ path }) => path === '/v1/file_uploads').length).toBe(1)
    expect(JSON.stringify(lines((await run(['get', plan_[1], '--raw'])).out))).toContain('🗺️')
  })

  test('params: into a data source, front matter is properties, checked before anything is written', async () => {
    const { run, writes } = await start({
      databases: [
        {
          title: 'Tasks',
          data_source_id: TASKS,
          properties: { Name: 'title', Points: 'number', Stage: ['Todo'], Due: 'date' },
        },
      ],
    })
    const folder = aTree({
      'a.md': '---\nPoints: 3\nStage: Todo\nDue: {start: 2026-05-01, end: 2026-05-04}\n---\nText',
      'b.md': '---\nPoints: many\n---\n',
    })
    const wrong = await run(['import', folder, '--into', TASKS, '--yes'])
    expect([wrong.code, wrong.err]).toEqual([64, expect.stringContaining('b.md: Points (number) should be a number')])
    writeFileSync(join(folder, 'b.md'), '---\nStage: New\n---\n')
    expect((await run(['import', folder, '--into', TASKS, '--yes'])).err).toContain('"New" is not an option of Stage')
    expect(writes()).toEqual([])
    const { out } = await run(['import', folder, '--into', TASKS, '--yes', '--allow-new-options'])
    expect(lines(out)[0]).toMatchObject({ rows: 2, pages: 0, blocks: 1, losses: 0 })
    expect(lines((await run(['query', TASKS, '--sort', 'Name', '--fields', 'Name,Points,Stage,Due'])).out)).toEqual([
      { Name: 'a', Points: 3, Stage: 'Todo', Due: '2026-05-01/2026-05-04' },
      { Name: 'b', Points: null, Stage: 'New', Due: null },
    ])
  })

  test('params: notes of Obsidian, and one file', async () => {
    const { run, pagesIn, contentOf } = await start()
    const folder = aTree({ 'One.md': 'See [[Two]] and ==this==', 'sub/Two.md': 'Text' })
    await run(['import', folder, '--into', TARGET, '--dialect', 'obsidian', '--yes'])
    const pages = await pagesIn(TARGET)
    const [[, sub = ''] = []] = pages.filter(([title]) => title === 'sub')
    const [[, two = ''] = []] = await pagesIn(sub)
    const [[, one = ''] = []] = pages
    expect(JSON.stringify(await contentOf(one))).toContain(`"page":{"id":"${two}"`)
    const file = await run(['import', join(folder, 'One.md'), '--into', TARGET, '--yes', '--dialect', 'obsidian'])
    expect(lines(file.out)[0]).toMatchObject({ pages: 1, losses: 1 })
  })

  test.each([
    ['the creation of pages', /^\/v1\/pages$/],
    ['the writing of content', /\/children$/],
  ])('behavior: killed during %s, the same command goes on, and nothing is there twice', async (_, path) => {
    const { run, simulator, contentOf, pagesIn } = await start()
    const names = Array.from({ length: 8 }, (__, index) => `Page ${index}`)
    const folder = aTree(
      Object.fromEntries(
        names.map((name) => [`${name}.md`, `Content of ${name}\n\n![](p.png)`]).concat([['p.png', 'x']]),
      ),
    )
    writeFileSync(join(folder, 'p.png'), PIXEL)
    simulator.setConditions({ latency: 20 })
    let count = 0
    const killed = await run(['import', folder, '--into', TARGET, '--yes'], {
      onStart: (kill) => {
        simulator.onRequest((request) => {
          if (request.method !== 'GET' && path.test(request.path) && ++count === 4) kill('SIGKILL')
        })
      },
    })
    expect(killed.code).toBe(null)
    simulator.setConditions({})
    const { code, out, err } = await run(['import', folder, '--into', TARGET, '--yes'])
    expect([code, lines(out)[0]]).toMatchObject([0, { failed: 0 }])
    expect(err).toContain('Continuing an import that was stopped.')
    const pages = await pagesIn(TARGET)
    expect(pages.map(([title]) => title)).toEqual(names)
    for (const [title, id] of pages) {
      const [text, image, ...more] = await contentOf(id)
      expect([JSON.stringify(text).includes(`Content of ${title}`), image?.type, more]).toEqual([true, 'image', []])
    }
    expect(simulator.journal.filter(({ path: each }) => each === '/v1/file_uploads').length).toBe(1)
  })

  test('behavior: responses that are lost make nothing twice', async () => {
    const { run, simulator, pagesIn, contentOf } = await start()
    const folder = aTree(
      Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`P${index}.md`, `Text ${index}`])),
    )
    const match = ({ method }: { readonly method: string }): boolean => method !== 'GET'
    simulator.setConditions({
      faults: [
        { ...faults.droppedAfterCommit, chance: 0.15, match },
        { ...faults.unavailableAfterCommit, chance: 0.1, match },
        { ...faults.badGateway, chance: 0.1 },
        { ...faults.rateLimited, chance: 0.05, headers: { 'retry-after': '0' } },
      ],
      seed: 3,
    })
    let last = await run(['import', folder, '--into', TARGET, '--yes'], { env: { NOTION_RETRY_ATTEMPTS: '5' } })
    for (let again = 0; again < 4 && last.code !== 0; again++)
      last = await run(['import', folder, '--into', TARGET, '--yes'], { env: { NOTION_RETRY_ATTEMPTS: '5' } })
    expect([last.code, last.err]).toMatchObject([0, expect.anything()])
    simulator.setConditions({})
    const pages = await pagesIn(TARGET)
    expect(pages.map(([title]) => title).sort()).toEqual(Array.from({ length: 12 }, (_, index) => `P${index}`).sort())
    for (const [, id] of pages) expect((await contentOf(id)).length).toBe(1)
  })

  test('error: files that are missing or outside, front matter that is not YAML, and no target', async () => {
    const { run, writes } = await start()
    const folder = aTree({ 'sub/a.md': '![](gone.png)\n\n![](../../secret.png)', 'b.md': '---\na: [\n---\n' })
    writeFileSync(join(folder, '..', 'secret.png'), PIXEL)
    const { code, err } = await run(['import', folder, '--into', TARGET, '--yes'])
    expect(code).toBe(64)
    expect(err).toContain('has 3 problems; nothing was written.')
    expect(err).toContain('sub/a.md:1: there is no file gone.png in the folder')
    expect(err).toContain('sub/a.md:3: there is no file ../../secret.png in the folder')
    expect(err).toContain('b.md:1: its front matter is not YAML')
    expect((await run(['import', folder])).err).toContain('--into should name')
    expect((await run(['import', join(folder, 'none'), '--into', TARGET])).err).toContain('There is no ')
    expect((await run(['import', aFolder(), '--into', TARGET])).err).toContain('There are no Markdown files')
    expect((await run(['import', folder, '--into', TARGET, '--format', 'csv'])).code).toBe(64)
    expect((await run(['import', join(folder, 'b.md'), '--into', '9f9e9d9c-9b9a-4998-a796-959493929190'])).code).toBe(4)
    expect(writes()).toEqual([])
  })
})

/** The Markdown files of an export, without what differs between two places. */
const comparable = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .sort()
      .map((file) => [
        file,
        readFileSync(join(folder, file), 'utf8')
          .replace(/"?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"?/g, '(id)')
          .replace(/^notion_(url|created_time|last_edited_time): .*\n/gm, '')
          .replace(/^---\n[\s\S]*?\n---\n/, (front) => front.split('\n').sort().join('\n'))
          // Neither rows nor related pages have an order.
          .replace(/(^- \[.*\n)+/m, (rows) => rows.split('\n').sort().join('\n')),
      ]),
  )

test('behavior: what was exported and imported elsewhere is the same, but for what was reported', async () => {
  const { run, ctx } = await start({
    pages: [
      { id: TARGET, title: 'Target' },
      {
        id: HOME,
        title: 'Home',
        icon: '🏡',
        markdown: '# One\n- a\n\t- b\n\t\t- [x] c\n> quote\n\n```js\nx\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |',
        pages: [{ title: 'Below 100%', markdown: '**bold** and `code`', pages: [{ title: 'Deep' }] }],
        databases: [
          { title: 'Projects', rows: [{ Name: 'Apollo', $markdown: 'About it' }, { Name: 'Gemini' }] },
          {
            title: 'Tasks',
            data_source_id: TASKS,
            properties: {
              Name: 'title',
              Points: 'number',
              Stage: ['Todo', 'Done'],
              Tags: { multi_select: ['a', 'b'] },
              Due: 'date',
              Done: 'checkbox',
              Project: { relation: 'Projects' },
            },
            rows: [
              {
                Name: 'Write',
                Points: 1.5,
                Stage: 'Done',
                Tags: ['a', 'b'],
                Due: '2026-05-01',
                Done: true,
                Project: ['Apollo', 'Gemini'],
              },
              { Name: 'Read: all?', Due: ['2026-05-02', '2026-05-04'], $markdown: 'What is *in* it', $icon: '📖' },
            ],
          },
        ],
      },
    ],
  })
  const uploaded = await uploadFile(ctx, { data: PIXEL, filename: 'pixel one.png' })()
  if (uploaded._tag === 'Left') throw new Error(uploaded.left.message)
  await appendTree(ctx, {
    block_id: HOME,
    children: [{ image: fileOf(uploaded.right) }, { paragraph: { rich_text: [{ text: { content: 'end' } }] } }],
  })()
  const first = join(aFolder(), 'first')
  const exported = await run(['export', HOME, first])
  expect([exported.code, exported.err]).toEqual([0, ''])
  const imported = await run(['import', first, '--into', TARGET, '--yes'])
  expect([imported.code, imported.err, lines(imported.out)[0]]).toMatchObject([
    0,
    '',
    { pages: 3, databases: 2, rows: 4, files: 1, failed: 0 },
  ])
  const second = join(aFolder(), 'second')
  await run(['export', TARGET, second])
  const copy = join(second, 'Target')
  expect(Object.keys(comparable(copy))).toEqual(Object.keys(comparable(first)))
  for (const [file, text] of Object.entries(comparable(first)))
    expect([file, comparable(copy)[file]?.replaceAll('../files/', 'files/')]).toEqual([
      file,
      text.replaceAll('../files/', 'files/'),
    ])
})

describe('import of rows', () => {
  const CSV =
    'Name,Points,When,Kind,Link,OK,Text\nA,1,2026-05-01,x,https://a.org,true,"one, two"\nB,2.5,2026-05-02/2026-05-03,y,https://b.org,no,three\nA,,,x,,,\nC,3,,y,,yes,"li\nne"\n'

  test('default: into a page, a new database whose properties follow from the rows', async () => {
    const { run, writes, contentOf } = await start()
    const file = join(aFolder(), 'my rows.csv')
    writeFileSync(file, CSV)
    const plan = await run(['import', file, '--into', TARGET])
    expect(lines(plan.out)[0]).toMatchObject({
      written: false,
      database: 'my rows',
      rows: 4,
      properties: {
        Name: 'title',
        Points: 'number',
        When: 'date',
        Kind: 'select: x, y',
        Link: 'url',
        OK: 'checkbox',
        Text: 'rich_text',
      },
    })
    expect(writes()).toEqual([])
    const { code, out } = await run(['import', file, '--into', TARGET, '--yes'])
    expect([code, lines(out)[0]]).toMatchObject([0, { created: 4, failed: 0 }])
    const [block] = await contentOf(TARGET)
    const rows = lines((await run(['query', String(block?.id), '--fields', 'Name,Points,When,Kind,OK,Text'])).out)
    expect(rows).toContainEqual({
      Name: 'B',
      Points: 2.5,
      When: '2026-05-02/2026-05-03',
      Kind: 'y',
      OK: false,
      Text: 'three',
    })
    expect(rows.filter(({ Name }) => Name === 'A').length).toBe(2)
    expect((await run(['import', file, '--into', TARGET, '--key', 'Name'])).code).toBe(64)
    expect((await run(['import', file, '--into', TARGET, '--title', 'Nome'])).err).toContain('Did you mean "Name"?')
  })

  test('behavior: killed, it goes on with the same database, also for rows of one name', async () => {
    const { run, simulator, contentOf } = await start()
    const input = `Name,No\n${Array.from({ length: 30 }, (_, index) => `Row ${index % 2},${index}\n`).join('')}`
    // What comes by stdin is known by its contents.
    const args = ['import', '-', '--format', 'csv', '--into', TARGET, '--yes']
    let count = 0
    await run(args, {
      input,
      onStart: (kill) => {
        simulator.onRequest(({ path }) => {
          if (path === '/v1/pages' && ++count === 11) kill('SIGKILL')
        })
      },
    })
    const { code, out } = await run(args, { input })
    expect([code, lines(out)[0]]).toMatchObject([0, { failed: 0 }])
    const [database, ...more] = await contentOf(TARGET)
    expect(more).toEqual([])
    const rows = lines((await run(['query', String(database?.id), '--fields', 'No'])).out)
    expect(rows.map(({ No }) => Number(No)).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 30 }, (_, index) => index),
    )
  })

  test('params: JSONL of an export, with its lists, into a new database', async () => {
    const { run, contentOf } = await start({
      pages: [{ id: TARGET, title: 'Target' }],
      databases: [
        {
          title: 'Tasks',
          data_source_id: TASKS,
          properties: { Name: 'title', Tags: { multi_select: ['a', 'b'] } },
          rows: [{ Name: 'x', Tags: ['a', 'b'] }],
        },
      ],
    })
    const file = join(aFolder(), 'rows.jsonl')
    await run(['export', TASKS, file])
    expect((await run(['import', file, '--into', TARGET, '--yes'])).code).toBe(0)
    const [database] = await contentOf(TARGET)
    expect(lines((await run(['query', String(database?.id), '--fields', 'Name,Tags'])).out)).toEqual([
      { Name: 'x', Tags: ['a', 'b'] },
    ])
    writeFileSync(file, '{"Name":"x"}\n\n{oops\n')
    expect((await run(['import', file, '--into', TASKS])).err).toContain('line 3 is not JSON')
    writeFileSync(file, Buffer.from([0xff, 0xfe, 0x41]))
    expect((await run(['import', file, '--into', TASKS])).err).toContain('is not UTF-8 text')
  })
})

test('error: the same import is done by one process at a time', async () => {
  const { run, env, writes } = await start()
  const folder = aTree({ 'a.md': 'Text' })
  await run(['import', folder, '--into', TARGET])
  const state = join(String(env.XDG_STATE_HOME), 'notion-fp')
  const file = journalFile(env, folder, TARGET)
  expect(dirname(file)).toBe(state)
  mkdirSync(state, { recursive: true })
  writeFileSync(`${file}.lock`, JSON.stringify({ pid: process.pid, host: hostname() }))
  const { code, err } = await run(['import', folder, '--into', TARGET, '--yes'])
  expect([code, err]).toEqual([
    1,
    expect.stringContaining(`The same import is already being done by the process ${process.pid}`),
  ])
  expect(writes()).toEqual([])
})

test.runIf(hasScript)('default: on a terminal, new options and the writing are asked for', async () => {
  const { run, env } = await start({
    databases: [{ title: 'Tasks', data_source_id: TASKS, properties: { Name: 'title', Stage: ['Todo'] } }],
  })
  const file = join(aFolder(), 'rows.csv')
  writeFileSync(file, 'Name,Stage\na,New\n')
  const no = await runInTerminal(['import', file, '--into', TASKS], { env, columns: 100, input: 'n' })
  expect([no.code, no.out]).toEqual([64, expect.stringContaining('Add new options (Stage: New)?')])
  expect(lines((await run(['query', TASKS])).out)).toEqual([])
})

test.each([
  [['1', '2', ''], 'number'],
  [['true', 'no'], 'checkbox'],
  [['2026-01-01', '2026-01-01/2026-01-03'], 'date'],
  [['a@b.org'], 'email'],
  [['x', 'y', 'x', 'y'], 'select'],
  [['x', 'y', 'z'], 'rich_text'],
  [['a, b', 'a, b'], 'rich_text'],
  [['', ''], 'rich_text'],
])('default: a column of %j is %s', (cells, type) => {
  const finder = schemaFinder()
  for (const [line, cell] of cells.entries())
    finder.look({
      line,
      cells: new Map([
        ['Name', 'a'],
        ['C', cell],
      ]),
    })
  expect(finder.schema(undefined)).toMatchObject([
    { name: 'Name', type: 'title' },
    { name: 'C', type },
  ])
})

test('default: front matter with dates as texts, and what is none', () => {
  expect(readFront('---\nDue: 2026-05-01\nn: 1\n---\ntext').front).toEqual({ Due: '2026-05-01', n: 1 })
  expect(readFront('\ufeff---\r\na: b\r\n---\r\n').front).toEqual({ a: 'b' })
  expect(readFront('text\n---\na: b\n---').front).toEqual({})
  expect(readFront('---\na: [\n---\n').problem).toContain('not YAML')
})
