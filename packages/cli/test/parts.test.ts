import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nearest } from '../src/args/nearest.js'
import { resumeLine } from '../src/errors/resume.js'
import { csvLine } from '../src/output/csvLine.js'
import { fieldNames } from '../src/output/print.js'
import { columnWidths, layoutOf } from '../src/output/table.js'
import { progressText } from '../src/terminal/progressLine.js'
import { fitText, padText, printable, textWidth } from '../src/terminal/textWidth.js'
import { csvParser, parseCsv } from '../src/values/parseCsv.js'

describe('text in columns', () => {
  test.each([
    ['abc', 3],
    ['竹の柵', 6],
    ['e\u0301', 1],
    ['👨‍👩‍👧', 2],
    ['❤️', 2],
    ['ﾊﾛｰ', 3],
    ['', 0],
  ])('default: the width of %j', (text, width) => {
    expect(textWidth(text)).toBe(width)
  })

  test('behavior: a text that was fitted and padded has the width, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 30 }), (text, columns) => {
        expect(textWidth(fitText(text, columns))).toBeLessThanOrEqual(columns)
        expect(textWidth(padText(fitText(printable(text), columns), columns))).toBe(columns)
      }),
    )
  })

  test('behavior: nothing that is printed can control a terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
        expect(printable(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
      }),
    )
  })
})

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

describe('CSV', () => {
  test('behavior: what was written is read', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\t', '\n', '\r', ' ', 'é') })
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 4 }), (rows) => {
        const text = `name,other\n${rows.map(csvLine).join('')}`
        const parsed = parseCsv(text, 'f')
        expect(parsed).toMatchObject({ right: [{ cells: ['name', 'other'] }, ...rows.map((cells) => ({ cells }))] })
      }),
    )
  })

  test.each([
    [
      'a;b\n1;2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a\tb\r\n1\t2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      '"a;x",b\n1,',
      [
        ['a;x', 'b'],
        ['1', ''],
      ],
    ],
    ['\ufeffa\r1\r', [['a'], ['1']]],
    ['', []],
  ])('params: %j', (text, rows) => {
    expect(parseCsv(text, 'f')).toMatchObject({ right: rows.map((cells) => ({ cells })) })
  })

  test('behavior: in pieces of any length, it is the same', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', '\r\n', 'é', '\ufeff') })
    fc.assert(
      fc.property(text, fc.array(fc.nat({ max: 5 })), (given, lengths) => {
        const parser = csvParser('f')
        const rows: Array<unknown> = []
        let rest = given
        for (const length of lengths) {
          rows.push(...parser.push(rest.slice(0, length)))
          rest = rest.slice(length)
        }
        rows.push(...parser.push(rest))
        const last = parser.end()
        expect(last._tag === 'Left' ? last : { ...last, right: [...rows, ...last.right] }).toEqual(parseCsv(given, 'f'))
      }),
    )
  })

  test('behavior: each row knows its line', () => {
    expect(parseCsv('a\n"1\n2"\n\n3', 'f')).toMatchObject({ right: [{ line: 1 }, { line: 2 }, { line: 5 }] })
  })
})

test('default: names of fields, with quotes for those that have commas', () => {
  expect(fieldNames('a, b ,"c, d","e ""f""",')).toEqual(['a', 'b', 'c, d', 'e "f"'])
})

test('default: the name that is near enough', () => {
  expect(nearest('stge', ['Stage', 'Tags'])).toBe('Stage')
  expect(nearest('xyz', ['Stage', 'Tags'])).toBeUndefined()
})

test('default: progress has a rate, retries, and the time left once it is known', () => {
  expect(progressText('rows', { requests: 3, retries: 0, done: 300 }, 1_000)).toBe('rows: 300, 300/s, 3 requests')
  expect(progressText('rows', { requests: 9, retries: 2, done: 300, total: 900 }, 3_000)).toBe(
    'rows: 300 of 900, 100/s, 9 requests, 2 retries, 6 s left',
  )
  expect(progressText('rows', { requests: 9, retries: 0, done: 100, total: 9_100 }, 10_000)).toContain(
    '15 min 0 s left',
  )
})

test('default: the line that continues a job is one that a shell understands', () => {
  expect(resumeLine(['append', 'x', "it's", '--resume', 'old.json'], '/a b.json')).toBe(
    `notion-fp append x 'it'\\''s' --resume '/a b.json'`,
  )
  expect(resumeLine(['append', 'x', '--resume=old.json'], 'new.json')).toBe('notion-fp append x --resume new.json')
})
