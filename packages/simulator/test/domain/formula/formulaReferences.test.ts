import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formulaValue } from '../../../src/domain/formula/evaluate.js'
import { parsedOnce } from '../../../src/domain/formula/parse.js'
import { printFormula } from '../../../src/domain/formula/print.js'
import { asObject, type JsonObject } from '../../../src/domain/values/json.js'
import { aDataSource, aPage, aRow, HOME, harness, property } from '../../support/harness.js'

const DATABASE = '22222222-2222-4222-8222-222222222222'
const SOURCE = '33333333-3333-4333-8333-333333333333'
const ELSEWHERE = '44444444-4444-4444-8444-444444444444'

const expressionOf = (source: JsonObject, name: string): unknown => asObject(property(source, name).formula).expression

test('default: a formula is returned with its properties by id', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, {
    Same: { formula: { expression: 'prop("Name") + prop("Odd \\"one\\"") + prop("None") + "prop(1)"' } },
    'Odd "one"': { number: {} },
  })
  const read = await tools.ok('GET', `data_sources/${source}`)
  const bot = asObject((await tools.ok('GET', 'users/me')).bot)
  const reference = (id: unknown): string =>
    `{{notion:block_property:${String(id)}:${source}:${String(bot.workspace_id)}}}`
  expect(expressionOf(read, 'Same')).toBe(
    `((${reference('title')} + ${reference(property(read, 'Odd "one"').id)}) + prop("None")) + "prop(1)"`,
  )
})

test('params: an expression may be sent as it was returned', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, {
    Count: { number: {} },
    Twice: { formula: { expression: 'prop("Count") * 2' } },
  })
  const read = await tools.ok('GET', `data_sources/${source}`)
  const expression = expressionOf(read, 'Twice')
  const again = await tools.ok('PATCH', `data_sources/${source}`, { properties: { Also: { formula: { expression } } } })
  expect([expressionOf(again, 'Also'), expressionOf(again, 'Twice')]).toEqual([expression, expression])
  const row = await aRow(tools, source, 'r', { Count: { number: 4 } })
  expect(property(row, 'Also').formula).toEqual({ type: 'number', number: 8 })
})

test.each([SOURCE, '00000000-0000-0000-0000-000000000000'])(
  'behavior: a loaded formula that names its properties by id, of %s, is evaluated for new rows',
  async (named) => {
    const tools = await harness()
    const expression = `{{notion:block_property:a%3Ab:${named}:${ELSEWHERE}}} + 1`
    await tools.simulator.load([
      aPage(HOME),
      {
        object: 'database',
        id: DATABASE,
        parent: { type: 'page_id', page_id: HOME },
        data_sources: [{ id: SOURCE, name: '' }],
      },
      {
        object: 'data_source',
        id: SOURCE,
        parent: { type: 'database_id', database_id: DATABASE },
        properties: {
          Name: { id: 'title', name: 'Name', type: 'title', title: {} },
          Count: { id: 'a%3Ab', name: 'Count', type: 'number', number: { format: 'number' } },
          Next: { id: 'next', name: 'Next', type: 'formula', formula: { expression } },
          Lost: {
            id: 'lost',
            name: 'Lost',
            type: 'formula',
            formula: { expression: expression.replace('a%3Ab', 'gone') },
          },
        },
      },
    ])
    expect(expressionOf(await tools.ok('GET', `data_sources/${SOURCE}`), 'Next')).toBe(expression)
    const row = await aRow(tools, SOURCE, 'r', { Count: { number: 4 } })
    expect(property(row, 'Next').formula).toEqual({ type: 'number', number: 5 })
    expect(property(row, 'Lost').formula).toEqual({ type: 'string', string: null })
  },
)

test.each([
  ['1+2*3', '1 + (2 * 3)'],
  ['((1+2))*3', '(1 + 2) * 3'],
  ['if((true),(1+2),(if(false,"a,b",-(1))))', 'if(true, 1 + 2, if(false, "a,b", -1))'],
  ['[1,2].map(current+1).join( "x" )', '[1, 2].map(current + 1).join("x")'],
  ['true and 1==2||false', '(true and (1 == 2)) || false'],
  ['1 ? 2 :3', '1 ? 2 :3'],
  ['1+1 /* one */', '1+1 /* one */'],
  ['f(1 2)', 'f(1 2)'],
  ['(1', '(1'],
  ['1 §', '1 §'],
])('behavior: %s is printed as %s', (given, written) => {
  expect(printFormula(given)).toBe(written)
})

test('behavior: a printed formula has the same value', async () => {
  const parts = fc.constantFrom(
    '1',
    '2',
    '3',
    '+',
    '-',
    '*',
    '/',
    '%',
    '(',
    ')',
    '==',
    '<',
    'min(',
    ',',
    '"a"',
    'and',
    '.round()',
  )
  const value = (expression: string): JsonObject => formulaValue(parsedOnce(new Map(), expression), 0, () => undefined)
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 10 }), (tokens) => {
      const given = tokens.join(' ')
      expect(value(printFormula(given))).toEqual(value(given))
      expect(printFormula(printFormula(given))).toBe(printFormula(given))
    }),
  )
})

test('behavior: a very long chain of operations is evaluated', async () => {
  const tools = await harness()
  const expression = Array(300).fill('1').join('+')
  expect(printFormula(expression)).toBe(expression)
  const { source } = await aDataSource(tools, { Sum: { formula: { expression } } })
  expect(property(await aRow(tools, source, 'r'), 'Sum').formula).toEqual({ type: 'number', number: 300 })
})

test('behavior: a loaded formula follows a property that is renamed to a name with quotes', async () => {
  const tools = await harness()
  const { simulator, ok } = tools
  await simulator.load([
    {
      object: 'data_source',
      id: SOURCE,
      created_time: '2026-01-01T00:00:00.000Z',
      parent: { type: 'database_id', database_id: DATABASE },
      properties: {
        Name: { id: 'title', name: 'Name', type: 'title', title: {} },
        Old: { id: 'old', name: 'Old', type: 'number', number: {} },
        Next: { id: 'next', name: 'Next', type: 'formula', formula: { expression: 'prop("Old") + 1' } },
      },
    },
  ])
  await ok('PATCH', `data_sources/${SOURCE}`, { properties: { Old: { name: 'The "new" one' } } })
  const row = await aRow(tools, SOURCE, 'r', { 'The "new" one': { number: 1 } })
  expect(property(row, 'Next').formula).toEqual({ type: 'number', number: 2 })
})
