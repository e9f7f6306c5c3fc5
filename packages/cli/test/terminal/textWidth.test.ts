import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitText, padText, printable, textWidth } from '../../src/terminal/textWidth.js'

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
