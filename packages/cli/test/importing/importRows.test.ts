import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { aFolder, lines } from '../support/command.js'
import { aTree, startImport, startImportWithoutRetries, TARGET } from '../support/importTarget.js'

const open: Array<() => Promise<void>> = []

afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

const TASKS = '2f2e2d2c-2b2a-4928-a726-252423222120'

describe('rows', () => {
  test('error: a file that was changed since its import stopped does not go on with other lines', async () => {
    const { simulator, run } = await startImportWithoutRetries(open)
    const file = join(aTree({ 'a.csv': 'Name\none\ntwo\n' }), 'a.csv')
    simulator.failNext({
      status: 400,
      match: ({ path, body }) => path === '/v1/pages' && JSON.stringify(body).includes('two'),
    })
    expect((await run('import', file, '--into', TARGET, '--yes')).code).toBe(6)
    const whole = readFileSync(file, 'utf8')
    writeFileSync(file, whole.replace('one', 'zero\none'))
    const changed = await run('import', file, '--into', TARGET, '--yes')
    expect([changed.code, changed.err]).toEqual([1, expect.stringContaining('was changed since')])
    writeFileSync(file, whole)
    expect(lines((await run('import', file, '--into', TARGET, '--yes')).out)).toMatchObject([{ created: 2, failed: 0 }])
  })
})

describe('import of rows', () => {
  const CSV =
    'Name,Points,When,Kind,Link,OK,Text\nA,1,2026-05-01,x,https://a.org,true,"one, two"\nB,2.5,2026-05-02/2026-05-03,y,https://b.org,no,three\nA,,,x,,,\nC,3,,y,,yes,"li\nne"\n'

  test('default: into a page, a new database whose properties follow from the rows', async () => {
    const { run, writes, contentOf } = await startImport(open)
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

  test('error: a connection that may not create rows ends the import, instead of failing for each row', async () => {
    const { run, simulator, writes } = await startImport(open)
    const file = join(aFolder(), 'rows.csv')
    writeFileSync(file, `Name\n${Array.from({ length: 50 }, (_, index) => `row ${index}`).join('\n')}\n`)
    simulator.setConditions({ faults: [{ status: 403, match: ({ path }) => path === '/v1/pages' }] })
    const { code, err } = await run(['import', file, '--into', TARGET, '--yes'])
    expect([code, err]).toEqual([3, expect.stringContaining('The connection lacks a capability for this')])
    expect(writes().filter(({ path }) => path === '/v1/pages').length).toBeLessThan(10)
  })

  test('behavior: killed, it goes on with the same database, also for rows of one name', async () => {
    const { run, simulator, contentOf } = await startImport(open)
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
    const { run, contentOf } = await startImport(open, {
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
