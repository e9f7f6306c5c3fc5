import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvLine } from '../../src/output/csvLine.js'
import { csvParser, parseCsv } from '../../src/values/parseCsv.js'

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
