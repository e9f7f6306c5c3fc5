import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { faults } from '@notion-fp/simulator'
import { afterEach, describe, expect, test } from 'vitest'
import { aFolder, lines, runCommand, serve } from './support/command.js'

const TASKS = '2f2e2d2c-2b2a-4928-a726-252423222120'

const open: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

/** A data source with some rows, and the command on it. */
const aSource = async (count: number, related = 0) => {
  const { simulator, env, close } = await serve({
    databases: [
      { title: 'Projects', rows: Array.from({ length: related }, (_, index) => ({ Name: `P${index}` })) },
      {
        title: 'Tasks',
        data_source_id: TASKS,
        properties: {
          Name: 'title',
          Points: 'number',
          Tags: { multi_select: ['a', 'b'] },
          Project: { relation: 'Projects' },
          No: { unique_id: { prefix: 'T' } },
        },
        rows: Array.from({ length: count }, (_, index) => ({
          Name: `Row ${index}`,
          Points: index,
          ...(index === 0 && { Project: Array.from({ length: related }, (__, other) => `P${other}`) }),
        })),
      },
    ],
  })
  open.push(close)
  const run = (args: ReadonlyArray<string>, options: Parameters<typeof runCommand>[1] = {}) =>
    runCommand(args, { ...options, env })
  return { simulator, run }
}

describe('export', () => {
  test('default: CSV and JSONL with all rows, whole, under faults', async () => {
    const { simulator, run } = await aSource(230, 30)
    simulator.setConditions({
      faults: [
        { ...faults.badGateway, chance: 0.1 },
        { ...faults.cursorExpired, chance: 0.3 },
      ],
      seed: 7,
    })
    const folder = aFolder()
    const csv = await run(['export', TASKS, join(folder, 'a.csv')])
    expect(csv).toMatchObject({ code: 0, err: '' })
    const [head, first] = readFileSync(join(folder, 'a.csv'), 'utf8').split('\n')
    expect(head?.split(',').sort()).toEqual([
      'Name',
      'No',
      'Points',
      'Project',
      'Tags',
      'created_time',
      'id',
      'last_edited_time',
      'url',
    ])
    expect(first?.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g)?.length).toBeGreaterThan(30)
    expect(lines((await run(['export', TASKS, join(folder, 'a.jsonl')])).out)).toEqual([
      { file: join(folder, 'a.jsonl'), rows: 230, incomplete: 0 },
    ])
    const pages = lines(readFileSync(join(folder, 'a.jsonl'), 'utf8'))
    expect(new Set(pages.map(({ id }) => id)).size).toBe(230)
  })

  test('params: --body adds the content', async () => {
    const { run } = await aSource(1)
    const [row] = lines((await run(['query', TASKS])).out)
    await run(['append', String(row?.id), 'content'])
    const file = join(aFolder(), 'rows.jsonl')
    await run(['export', TASKS, file, '--body'])
    expect(lines(readFileSync(file, 'utf8'))[0]).toMatchObject({
      object: 'page',
      body: [{ block: { type: 'paragraph' } }],
    })
  })

  test('error: a file is there only if it is complete', async () => {
    const { simulator, run } = await aSource(150)
    const file = join(aFolder(), 'a.csv')
    let queries = 0
    simulator.setConditions({
      faults: [
        { status: 403, code: 'restricted_resource', match: ({ path }) => path.endsWith('/query') && ++queries > 1 },
      ],
    })
    expect((await run(['export', TASKS, file])).code).toBe(3)
    expect([existsSync(file), existsSync(`${file}.part`)]).toEqual([false, false])
    expect((await run(['export', TASKS, join(file, 'none', 'a.csv')])).code).toBe(1)
    expect((await run(['export', TASKS, 'a.csv', '--body'])).code).toBe(64)
  })
})

const rowsIn = (folder: string) => lines(readFileSync(join(folder, 'rows.jsonl'), 'utf8'))

describe('sync', () => {
  test('default: new, edited, trashed and restored rows', async () => {
    const { run } = await aSource(3)
    const folder = join(aFolder(), 'tasks')
    expect(lines((await run(['sync', TASKS, folder])).out)).toEqual([
      { rows: 3, added: 3, updated: 0, removed: 0, unread: 0 },
    ])
    const [first, second] = rowsIn(folder).map(({ id }) => String(id))
    await run(['update', String(first), 'Points=99'])
    await run(['update', String(second), '--trash'])
    await run(['create', TASKS, 'Name=New'])
    expect(lines((await run(['sync', TASKS, folder])).out)).toEqual([
      { rows: 3, added: 1, updated: 1, removed: 1, unread: 0 },
    ])
    expect(rowsIn(folder).find(({ id }) => id === first)).toMatchObject({ properties: { Points: { number: 99 } } })
    await run(['update', String(second), '--restore'])
    expect(lines((await run(['sync', TASKS, folder])).out)[0]).toMatchObject({ rows: 4, added: 1 })
    expect(lines((await run(['sync', TASKS, folder])).out)).toEqual([
      { rows: 4, added: 0, updated: 0, removed: 0, unread: 0 },
    ])
  })

  test.each(['SIGKILL', 'SIGINT'] as const)('behavior: stopped by %s, the same command continues', async (signal) => {
    const { simulator, run } = await aSource(450)
    const folder = aFolder()
    simulator.setConditions({ latency: 60 })
    let queries = 0
    const stopped = await run(['sync', TASKS, folder], {
      onStart: (kill) => {
        simulator.onRequest(({ path }) => {
          if (path.endsWith('/query') && ++queries === 4) kill(signal)
        })
      },
    })
    expect(stopped.code).toBe(signal === 'SIGINT' ? 130 : null)
    expect(existsSync(join(folder, 'rows.jsonl'))).toBe(false)
    // A line that was cut off, as a machine that loses its power leaves it.
    writeFileSync(join(folder, 'changes.log'), `${readFileSync(join(folder, 'changes.log'), 'utf8')}{"row":{"id":"cut`)
    simulator.setConditions({})
    const before = simulator.journal.length
    const { code, out } = await run(['sync', TASKS, folder, '--no-reconcile'])
    expect(code).toBe(0)
    expect(lines(out)[0]).toMatchObject({ rows: 450 })
    expect(Number(lines(out)[0]?.added)).toBeLessThan(450)
    expect(simulator.journal.length - before).toBeLessThan(12)
    expect(new Set(rowsIn(folder).map(({ id }) => id)).size).toBe(450)
    expect(existsSync(join(folder, 'changes.log'))).toBe(false)
  })

  test('error: a folder in use is left alone; a lock of a process that has ended is not in the way', async () => {
    const { run } = await aSource(1)
    const folder = aFolder()
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: process.pid, host: hostname() }))
    const { code, err } = await run(['sync', TASKS, folder])
    expect(code).toBe(1)
    expect(err).toContain(`in use by the process ${process.pid}`)
    // No process has this number.
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: 2 ** 22 + 1, host: hostname() }))
    expect((await run(['sync', TASKS, folder])).code).toBe(0)
    expect(existsSync(join(folder, 'lock'))).toBe(false)
  })

  test('error: the copy of another data source, and a damaged one, stay as they are', async () => {
    const { simulator, run } = await aSource(1)
    const folder = aFolder()
    await run(['sync', TASKS, folder])
    const [other] = lines((await run(['search', '--type', 'data_source', 'Projects'])).out)
    const before = readFileSync(join(folder, 'rows.jsonl'), 'utf8')
    expect((await run(['sync', String(other?.id), folder])).code).toBe(64)
    writeFileSync(join(folder, 'rows.jsonl'), `{"id":7}\n${before}`)
    expect((await run(['sync', TASKS, folder])).err).toContain('cannot be used')
    expect(readFileSync(join(folder, 'rows.jsonl'), 'utf8')).toBe(`{"id":7}\n${before}`)
    expect(simulator.journal.length).toBeGreaterThan(0)
  })
})

describe('import', () => {
  const CSV = '\ufeffName;Points;Tags;created_time\r\nRow 0;7;a\r\n"New ""one""";3;"a,b";x\r\n\r\n'

  test('default: shows what it would do, writes with --yes, and nothing the second time', async () => {
    const { simulator, run } = await aSource(2)
    const file = join(aFolder(), 'rows.csv')
    writeFileSync(file, CSV)
    const plan = await run(['import', file, '--into', TASKS])
    expect(lines(plan.out)).toMatchObject([{ written: false, created: 1, updated: 1, unchanged: 0 }])
    expect(plan.err).toContain('--yes writes it')
    expect(simulator.journal.filter(({ method }) => method === 'PATCH')).toEqual([])
    const written = await run(['import', file, '--into', TASKS, '--yes'])
    expect(lines(written.out)).toMatchObject([{ written: true, created: 1, updated: 1, failed: 0 }])
    expect(lines((await run(['query', TASKS, 'Name~New', '--fields', 'Name,Points,Tags'])).out)).toEqual([
      { Name: 'New "one"', Points: 3, Tags: ['a', 'b'] },
    ])
    expect(lines((await run(['import', file, '--into', TASKS, '--yes'])).out)).toMatchObject([
      { created: 0, updated: 0, unchanged: 2 },
    ])
  })

  test('params: JSON lines of query, from stdin', async () => {
    const { run } = await aSource(2)
    const { out } = await run(['query', TASKS])
    const again = await run(['import', '-', '--into', TASKS, '--format', 'jsonl', '--yes'], { input: out })
    expect(lines(again.out)).toMatchObject([{ created: 0, updated: 0, unchanged: 2 }])
    const array = await run(['import', '-', '--into', TASKS, '--format', 'json', '--dry-run'], {
      input: '[{"Name":"Row 1","Tags":["b"],"Points":null}]',
    })
    expect(lines(array.out)).toMatchObject([{ created: 0, updated: 1 }])
  })

  test.each([
    ['Name,Pints\na,1', 'The column "Pints" is not a property.\n  Did you mean "Points"? --skip-unknown'],
    ['Points\n1', 'no column for the key Name'],
    [
      'Name,Points\na,1\nb,many\nc,no',
      'has 2 values that do not fit; nothing was written.\n    line 3: Points (number) should be a number',
    ],
    ['Name,Tags\na,c', '"c" is not an option of Tags.'],
    ['Name,Name\na,b', 'the column "Name" occurs twice in the header; rename one'],
    ['Name\na,b', 'line 2 has 2 cells, but the header has 1'],
    ['Name\n"a', 'the quote opened on line 2 is not closed'],
    ['Name\na\na', 'line 3: Name is "a" as in line 2: it must tell rows apart'],
  ])('error: %j is refused before anything is written', async (text, message) => {
    const { simulator, run } = await aSource(0)
    const { code, err } = await run(['import', '-', '--into', TASKS, '--format', 'csv', '--yes'], { input: text })
    expect(code).toBe(64)
    expect(err).toContain(message)
    expect(simulator.journal.filter(({ path }) => path === '/v1/pages')).toEqual([])
  })

  test('error: rows that Notion rejects are named, and the others are written', async () => {
    const { simulator, run } = await aSource(0)
    let created = 0
    simulator.setConditions({
      faults: [
        {
          status: 400,
          code: 'validation_error',
          message: 'no',
          match: ({ path }) => path === '/v1/pages' && ++created === 2,
        },
      ],
    })
    const { code, out, err } = await run(['import', '-', '--into', TASKS, '--format', 'csv', '--yes'], {
      input: 'Name\na\nb\nc',
    })
    expect(code).toBe(6)
    expect(lines(out)).toMatchObject([{ created: 2, failed: 1 }])
    expect(err).toMatch(/^stdin: line [234]: [abc]: .*no$/m)
  })
})
