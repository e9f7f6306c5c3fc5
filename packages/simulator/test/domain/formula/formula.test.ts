import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formulaValue, type ReadProperty } from '../../../src/domain/formula/evaluate.js'
import { parsedOnce } from '../../../src/domain/formula/parse.js'
import { kindOf } from '../../../src/domain/properties/registry.js'
import { valueOfResult } from '../../../src/domain/properties/valueOfResult.js'
import type { JsonObject } from '../../../src/domain/values/json.js'

const NOW = Date.UTC(2026, 3, 15, 12, 30, 20)

const PROPERTIES: Readonly<Record<string, JsonObject>> = {
  Name: { type: 'title', title: [{ plain_text: 'Write it' }] },
  Points: { type: 'number', number: 7 },
  Nothing: { type: 'number', number: null },
  Done: { type: 'checkbox', checkbox: true },
  Stage: { type: 'select', select: { name: 'Todo' } },
  Tags: { type: 'multi_select', multi_select: [{ name: 'b' }, { name: 'a' }] },
  Due: { type: 'date', date: { start: '2026-01-31', end: '2026-02-03', time_zone: null } },
  Rows: {
    type: 'rollup',
    rollup: {
      type: 'array',
      array: [
        { type: 'number', number: 1 },
        { type: 'number', number: 2 },
      ],
    },
  },
  No: { type: 'unique_id', unique_id: { prefix: 'T', number: 3 } },
}

const read: ReadProperty = (name) => {
  const property = PROPERTIES[name]
  return property === undefined ? undefined : valueOfResult(property, kindOf)
}

const comesTo = (expression: string): JsonObject => formulaValue(parsedOnce(new Map(), expression), NOW, read)

const day = (start: string): JsonObject => ({ start, end: null, time_zone: null })

test.each<readonly [string, unknown]>([
  ['1 + 2 * 3 ^ 2', 19],
  ['-(2 - 5) % 2', 1],
  ['prop("Points") / 2', 3.5],
  ['round(3.14159, 2)', 3.14],
  ['sum(prop("Rows")) + max(1, [4, 9], 3)', 12],
  ['mean([1, 2, 6]) + median([3, 1, 2])', 5],
  ['toNumber("42")', 42],
  ['divide(1, 0)', null],
  ['"a" + 1', 'a1'],
  ['prop("Name").upper().substring(0, 5)', 'WRITE'],
  ['length(prop("Name")) > 3 and not prop("Nothing")', true],
  ['prop("Done") ? "yes" : "no"', 'yes'],
  ['if(prop("Stage") == "Todo", 1, 2)', 1],
  ['ifs(false, 1, prop("Points") > 9, 2, 3)', 3],
  ['empty(prop("Nothing")) || false', true],
  ['prop("Tags").sort().join("-")', 'a-b'],
  ['prop("Tags").map(current + index).join("")', 'b0a1'],
  ['[1, 2, 3, 4].filter(current % 2 == 0).length()', 2],
  ['[1, 2].some(current == 2) && [1, 2].every(current > 0)', true],
  ['let(x, prop("Points"), x * x)', 49],
  ['lets(a, 1, b, a + 1, a + b)', 3],
  ['replaceAll("a-b-c", "-", "+")', 'a+b+c'],
  ['test("abc", "^a.c$")', true],
  ['split("a,b", ",").at(-1)', 'b'],
  ['unique(["a", "b", "a"]).length()', 2],
  ['formatDate(prop("Due"), "dddd, MMM D, YYYY [at] HH:mm")', 'Saturday, Jan 31, 2026 at 00:00'],
  ['dateBetween(now(), prop("Due"), "days")', 74],
  ['dateBetween(parseDate("2026-03-30"), prop("Due"), "months")', 1],
  ['year(prop("Due")) * 100 + month(prop("Due"))', 202_601],
  ['week(parseDate("2026-01-01"))', 1],
  ['prop("No")', 'T-3'],
  ['/* why */ 1 /* not */ + 1', 2],
  ['"/* kept */" + 1', '/* kept */1'],
  ['"say \\"hi\\"\\n"', 'say "hi"\n'],
])('default: %s', (expression, expected) => {
  const value = comesTo(expression)
  expect(value[String(value.type)]).toEqual(expected)
})

test.each<readonly [string, JsonObject]>([
  ['dateAdd(prop("Due"), 1, "months")', day('2026-02-28')],
  ['dateSubtract(prop("Due"), 2, "hours")', day('2026-01-30T22:00:00.000+00:00')],
  ['dateEnd(prop("Due"))', day('2026-02-03')],
  ['now()', day('2026-04-15T12:30:00.000+00:00')],
  ['today()', day('2026-04-15')],
  ['fromTimestamp(0)', day('1970-01-01T00:00:00.000+00:00')],
])('default: %s is a date', (expression, date) => {
  expect(comesTo(expression)).toEqual({ type: 'date', date })
})

test.each(['', '1 +', 'nope(1)', 'prop("Missing")', '(1', '1 ? 2', 'x', '"a', 'test("a", "(")', '1 2', '#'])(
  'error: %j has an empty string as its value',
  (expression) => {
    expect(comesTo(expression)).toEqual({ type: 'string', string: null })
  },
)

test('behavior: any formula has a value', () => {
  const parts = fc.constantFrom(
    'prop("Due")',
    'prop("Tags")',
    'prop("Points")',
    '1',
    '"a"',
    'true',
    '[1, "b"]',
    'now()',
    '+',
    '-',
    '*',
    '/',
    '^',
    '(',
    ')',
    ',',
    '.',
    '?',
    ':',
    'map(',
    'filter(',
    'dateAdd(',
    'repeat(',
    'formatDate(',
    'let(x,',
    'current',
    'not',
    'and',
    'padStart(',
    'slice(',
    'round(',
    '1e',
    '==',
  )
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 12 }), (expression) => {
      const value = comesTo(expression.join(' '))
      expect(value[String(value.type)]).not.toBeUndefined()
    }),
    { numRuns: 2000 },
  )
})

test('behavior: a formula is parsed once, also one that cannot be; only the latest are remembered', () => {
  const formulas = new Map()
  expect(parsedOnce(formulas, '1 + 2')).toBe(parsedOnce(formulas, '1 + 2'))
  expect([parsedOnce(formulas, '1 +'), formulas.has('1 +')]).toEqual([undefined, true])
  for (let number = 0; number < 2000; number += 1) parsedOnce(formulas, `1 + ${number}`)
  expect(formulas.size).toBeLessThanOrEqual(1000)
})
