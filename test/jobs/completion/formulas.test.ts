import { expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import type { Page } from '../../../src/index.js'
import type { CompletionSchema } from '../../../src/jobs/completion/completionOptions.js'
import { planCompletion } from '../../../src/jobs/completion/planCompletion.js'

const formula = (id: string, name: string, expression: string) => ({
  id,
  name,
  type: 'formula',
  formula: { expression },
})

const SCHEMA = unsafeCast<CompletionSchema>({
  properties: {
    Points: { id: 'po%3B', name: 'Points', type: 'number', number: { format: 'number' } },
    Team: { id: 'te', name: 'Team', type: 'people', people: {} },
    Tasks: { id: 'ta', name: 'Tasks', type: 'relation', relation: { data_source_id: 'x', single_property: {} } },
    Parts: { id: 'pa', name: 'Parts', type: 'relation', relation: { data_source_id: 'x', single_property: {} } },
    Sum: {
      id: 'su',
      name: 'Sum',
      type: 'rollup',
      rollup: {
        function: 'sum',
        relation_property_id: 'ta',
        relation_property_name: 'Tasks',
        rollup_property_id: 'p',
        rollup_property_name: 'P',
      },
    },
    Cost: {
      id: 'co',
      name: 'Cost',
      type: 'rollup',
      rollup: {
        function: 'sum',
        relation_property_id: 'pa',
        relation_property_name: 'Parts',
        rollup_property_id: 'p',
        rollup_property_name: 'P',
      },
    },
    Double: formula('f1', 'Double', 'prop("Points") * 2'),
    ById: formula('f2', 'ById', '{{notion:block_property:po%3B:source:space}} * 2'),
    Quadruple: formula('f3', 'Quadruple', 'prop("Double") * 2'),
    Constant: formula('f4', 'Constant', '1 + 1'),
    OfWhole: formula('f5', 'OfWhole', 'length(prop("Parts")) + prop("Cost")'),
    Length: formula('f6', 'Length', 'length(prop("Tasks"))'),
    OfSum: formula('f7', 'OfSum', 'prop("Sum") + prop("Points")'),
    OfLength: formula('f8', 'OfLength', 'prop("Length") + prop("Double")'),
    Circle: formula('f9', 'Circle', 'prop("Circle") + prop("Tasks")'),
    Strange: formula('g1', 'Strange', 'prop(concat("Ta", "sks"))'),
    Gone: formula('g2', 'Gone', 'prop("Removed")'),
    NotRead: formula('g3', 'NotRead', 'prop("Team").length()'),
  },
})

/** A page with one relation that is cut and one that is whole; it was read without `Team`. */
const PAGE = unsafeCast<Page>({
  object: 'page',
  id: '11111111-1111-4111-8111-111111111111',
  properties: {
    Points: { id: 'po%3B', type: 'number', number: 3 },
    Tasks: { id: 'ta', type: 'relation', relation: [], has_more: true },
    Parts: { id: 'pa', type: 'relation', relation: [], has_more: false },
    Sum: { id: 'su', type: 'rollup', rollup: { type: 'number', number: 1, function: 'sum' } },
    Cost: { id: 'co', type: 'rollup', rollup: { type: 'number', number: 1, function: 'sum' } },
    ...Object.fromEntries(
      Object.values(SCHEMA.properties)
        .filter(({ type }) => type === 'formula')
        .map(({ id, name, type }) => [name, { id, type, formula: { type: 'number', number: 1 } }]),
    ),
  },
})

const open = (scope: Parameters<typeof planCompletion>[1]) =>
  planCompletion(PAGE, scope).incomplete.map(({ name }) => name)

test('params: data_source tells which formulas depend on a list that is cut, also through rollups and other formulas', () => {
  expect(open({ data_source: SCHEMA })).toEqual([
    'Length',
    'OfSum',
    'OfLength',
    'Circle',
    // What cannot be told may depend on anything.
    'Strange',
    'Gone',
    'NotRead',
  ])
})

test('default: without the schema, every formula beside a list that is cut may be incomplete', () => {
  expect(open({})).toHaveLength(12)
  expect(open({ data_source: { properties: {} } })).toHaveLength(12)
})
