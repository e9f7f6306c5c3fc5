import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { aFolder, lines } from '../support/command.js'
import { sourceWithRows, TASKS } from '../support/sourceWithRows.js'

const open: Array<() => Promise<void>> = []

afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

describe('import', () => {
  const CSV = '\ufeffName;Points;Tags;created_time\r\nRow 0;7;a\r\n"New ""one""";3;"a,b";x\r\n\r\n'

  test('default: shows what it would do, writes with --yes, and nothing the second time', async () => {
    const { simulator, run } = await sourceWithRows(open, 2)
    const file = join(aFolder(), 'rows.csv')
    writeFileSync(file, CSV)
    const plan = await run(['import', file, '--into', TASKS])
    expect(lines(plan.out)).toMatchObject([{ written: false, created: 1, updated: 1, unchanged: 0 }])
    expect(plan.err).toContain('Add --yes to write.')
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
    const { run } = await sourceWithRows(open, 2)
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
      'has 2 values that do not fit; nothing was written.\n    line 3: Points (number) must be a number',
    ],
    ['Name,Tags\na,c', '"c" is not an option of Tags.'],
    ['Name,Name\na,b', 'the column "Name" occurs twice in the header; rename one'],
    ['Name\na,b', 'line 2 has 2 cells, but the header has 1'],
    ['Name\n"a', 'the quote opened on line 2 is not closed'],
    ['Name\na\na', 'line 3: Name is "a" as in line 2: it must tell rows apart'],
  ])('error: %j is refused before anything is written', async (text, message) => {
    const { simulator, run } = await sourceWithRows(open, 0)
    const { code, err } = await run(['import', '-', '--into', TASKS, '--format', 'csv', '--yes'], { input: text })
    expect(code).toBe(64)
    expect(err).toContain(message)
    expect(simulator.journal.filter(({ path }) => path === '/v1/pages')).toEqual([])
  })

  test('error: rows that Notion rejects are named, and the others are written', async () => {
    const { simulator, run } = await sourceWithRows(open, 0)
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
