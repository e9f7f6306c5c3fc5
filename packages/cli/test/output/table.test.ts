import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { columnWidths, layoutOf } from '../../src/output/table.js'
import { textWidth } from '../../src/terminal/textWidth.js'
import { aFolder, sharedNotion } from '../support/command.js'
import { hasTerminal } from '../support/hasTerminal.js'
import { CONTENTS, HOME, TASKS } from '../support/terminalContents.js'
import { typeOn } from '../support/typeOn.js'

const { notion, start, stop } = sharedNotion()

beforeAll(() => start(CONTENTS))

afterAll(stop)

const type = typeOn(notion)

/** What a terminal shows between the moves of the cursor. */
const framesOf = (shown: string): ReadonlyArray<string> =>
  shown
    .replaceAll('\u001b[K', '')
    .split(/[\r\n]+/)
    .filter((frame) => frame !== '')

test('behavior: a table is never wider than the terminal', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ a: fc.string(), b: fc.string({ unit: 'grapheme', maxLength: 60 }), c: fc.integer() }), {
        minLength: 1,
        maxLength: 5,
      }),
      fc.integer({ min: 20, max: 100 }),
      (rows, columns) => {
        const { head, line } = layoutOf(rows, ['a', 'b', 'c'], columns, false)
        const printed = [head, ...rows.map(line)].join('').split('\n')
        expect(Math.max(...printed.map(textWidth))).toBeLessThanOrEqual(columns)
      },
    ),
  )
})

test('default: the widest columns give way', () => {
  const wanted = (...widths: ReadonlyArray<number>) => widths.map((width) => ({ width, least: 0 }))
  expect(columnWidths(wanted(10, 50, 5), 40)).toEqual([10, 21, 5])
  expect(columnWidths(wanted(10, 10, 10, 10), 20)).toBeUndefined()
  expect(columnWidths([{ width: 36, least: 36 }, ...wanted(30)], 50)).toEqual([36, 12])
  expect(columnWidths([{ width: 36, least: 36 }, ...wanted(30)], 40)).toBeUndefined()
})

test.each([20, 40, 60, 80, 120])('behavior: no id is cut in %i columns', (columns) => {
  const id = '2f2e2d2c-2b2a-4928-a726-252423222120'
  const url = `https://www.notion.so/A-very-long-title-of-a-page-${id.replaceAll('-', '')}`
  const rows = [
    { text: 'short', link: url, id, related: [id, id, id] },
    { text: `a long text that leads to ${id} and goes on and on and on and on`, link: '', id, related: [] },
  ]
  for (const fields of [
    ['text', 'id'],
    ['text', 'link', 'id'],
    ['text', 'id', 'related'],
  ]) {
    const { line } = layoutOf(rows, fields, columns, false)
    const words = rows
      .map(line)
      .join('')
      .split(/[\s,]+/)
    const ids = words.filter((word) => /2f2e2d2c/.test(word))
    expect(ids.length).toBeGreaterThan(0)
    for (const word of ids) expect(word.replaceAll('-', '')).toContain(id.replaceAll('-', ''))
  }
  // What comes after those that the widths were found by is whole, too.
  const { line } = layoutOf([{ text: 'a', id: '' }], ['text', 'id'], columns, false)
  expect(line({ text: 'b', id })).toContain(id)
})

describe.runIf(hasTerminal)('widths', () => {
  test.each([40, 80, 200])(
    'default: nothing is wider than %i columns, wide characters counted as two',
    async (columns) => {
      notion().simulator.setConditions({ latency: 40 })
      const table = await type(['query', TASKS, '--table', '--fields', 'Name,Note,Points'], [], { columns })
      const lines = framesOf(table.shown)
      expect(lines.filter((line) => textWidth(line) > columns)).toEqual([])
      expect(lines.some((line) => line.includes('竹の柵'))).toBe(true)
      // It takes the room that there is.
      expect(Math.max(...lines.map(textWidth))).toBeGreaterThan(Math.min(columns, 100) * 0.7)
      const backup = await type(['backup', HOME, aFolder(), '--comments', 'none'], [], { columns })
      notion().simulator.setConditions({})
      expect(backup.code).toBe(0)
      const progress = framesOf(backup.shown).filter((frame) => frame.startsWith('pages: '))
      expect(progress.length).toBeGreaterThan(1)
      // A line that reaches the last column would break, and would not be cleared.
      expect(Math.max(...progress.map(textWidth))).toBeLessThan(columns)
      expect(progress.at(-1)).toMatch(/^pages: \d+, \d+\/s, \d+ req/)
    },
  )
})

describe.runIf(hasTerminal)('narrow', () => {
  test('default: the fields of one thing are whole, and the help is wrapped', async () => {
    const { shown } = await type(['get', HOME], [], { columns: 40 })
    expect(shown).toContain(HOME)
    expect(shown).not.toContain('…')
    const help = await type(['--help'], [], { columns: 40 })
    const wide = framesOf(help.shown).filter((line) => textWidth(line) > 40)
    expect(wide.map((line) => line.trim().slice(0, 15))).toEqual(['notion-fp query'])
  })
})
