import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { schemaFinder } from '../../src/importing/schemaFinder.js'
import { aTree, startImportWithoutRetries, TARGET } from '../support/importTarget.js'

const open: Array<() => Promise<void>> = []

afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

describe('rows', () => {
  test('default: codes are no numbers, and columns that are left out are named', async () => {
    const finder = schemaFinder()
    const rows = { Zip: '01234', Phone: '+49301', Big: '12345678901234567890', Code: '1E5', Price: '-10.50', Zero: '0' }
    finder.look({ line: 2, cells: new Map([['Name', 'a'], ...Object.entries(rows)]) })
    const types = Object.fromEntries(finder.schema(undefined).map(({ name, type }) => [name, type]))
    expect(types).toMatchObject({ Price: 'number', Zero: 'number' })
    for (const name of ['Zip', 'Phone', 'Big', 'Code']) expect(types[name]).toBe('rich_text')
    const { run } = await startImportWithoutRetries(open)
    const folder = aTree({ 'a.csv': 'Name,id,,__proto__\na,7,x,2\n', 'b.csv': 'Name,id\na,7\n' })
    const proto = await run('import', join(folder, 'a.csv'), '--into', TARGET, '--yes')
    expect([proto.code, proto.err]).toEqual([64, expect.stringContaining('the column "__proto__"')])
    const { code, err } = await run('import', join(folder, 'b.csv'), '--into', TARGET, '--dry-run')
    expect([code, err]).toEqual([0, expect.stringContaining('Left out')])
    writeFileSync(join(folder, 'a.csv'), 'Name,id,\na,7,x\n')
    const left = await run('import', join(folder, 'a.csv'), '--into', TARGET, '--dry-run')
    expect(left.err).toContain('id, a column without a name')
  })
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
