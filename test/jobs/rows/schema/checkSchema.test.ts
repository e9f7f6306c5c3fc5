/** Drift between a declaration and a data source. */
import { expect, test } from 'vitest'
import { unsafeCast } from '../../../../src/core/internal/unsafeCast.js'
import { type AnyDefinition, checkSchema, defineDataSource } from '../../../../src/jobs/rows/index.js'
import {
  formula,
  multiSelect,
  number,
  relation,
  rollup,
  select,
  status,
  title,
  uniqueId,
} from '../../../../src/props/index.js'
import { SOURCE_ID as ID, liveOption as option, liveSource as source } from '../../../support/schemas.js'

const SPACE = '99999999-0000-4000-8000-000000000009'
const OTHER = '22222222-0000-4000-8000-000000000003'

const kindsOf = (definition: AnyDefinition, live: object, scope = {}) =>
  checkSchema(definition, source(live), scope).map(({ kind, property, message }) => `${kind} ${property}: ${message}`)

const Estimate = { id: 'a%3Bb', type: 'number', number: { format: 'number' } }

test('default: missing and additional properties are differences; a renamed one is both without an id, and renamed with one', () => {
  const byName = defineDataSource({ properties: { Name: title, Effort: number } })
  expect(kindsOf(byName, { Estimate })).toEqual([
    'missing Effort: "Effort": the data source has no property with this name',
    'additional Estimate: "Estimate": the number is not declared',
  ])
  expect(kindsOf(byName, { Estimate }, { additional_properties: 'keep' })).toHaveLength(1)
  const byId = defineDataSource({ properties: { Name: title, Effort: { prop: number, id: 'a;b' } } })
  expect(kindsOf(byId, { Estimate })).toEqual(['renamed Estimate: "Estimate": it is declared as "Effort"'])
  const gone = defineDataSource({ properties: { Name: title, Effort: { prop: number, id: 'gone' } } })
  expect(kindsOf(gone, {})).toEqual(['missing Effort: "Effort": the data source has no property with this id, gone'])
})

test('behavior: names that differ by case or a space are names of different properties', () => {
  const declared = defineDataSource({ properties: { Name: title, Done: number } })
  expect(kindsOf(declared, { done: Estimate }).map((each) => each.split(' ')[0])).toEqual(['missing', 'additional'])
  expect(kindsOf(declared, { 'Done ': Estimate }).map((each) => each.split(' ')[0])).toEqual(['missing', 'additional'])
})

test('behavior: another type is a difference, and what the type configures is not compared then', () => {
  const declared = defineDataSource({ properties: { Name: title, Estimate: select.of('1') } })
  expect(kindsOf(declared, { Estimate })).toEqual([
    'retyped Estimate: "Estimate": its type is number, and declared as select',
  ])
})

test('behavior: options that are missing, additional, renamed or changed are differences', () => {
  const Stage = {
    id: 's',
    type: 'select',
    select: { options: [option('Todo'), option('Finished', 'Done'), option('Old')] },
  }
  const declared = defineDataSource({
    properties: { Name: title, Stage: select.of({ name: 'Todo', color: 'red' }, { name: 'Done', id: 'Done' }, 'New') },
  })
  expect(kindsOf(declared, { Stage })).toEqual([
    'option_changed Stage: "Stage": its option "Todo" is gray, and declared as red',
    'option_renamed Stage: "Stage": its option "Done" has the name "Finished"',
    'option_missing Stage: "Stage": it does not have the option "New"',
    'option_additional Stage: "Stage": it has the option "Old", which is not declared',
  ])
  expect(kindsOf(declared, { Stage }, { additional_options: 'keep' })).toHaveLength(3)
})

test('behavior: other formats, prefixes, targets of relations, rollups and formulas are differences', () => {
  const declared = defineDataSource({
    properties: {
      Name: title,
      Estimate: number.of('percent'),
      Number: uniqueId.of('TASK'),
      One: relation.to(() => OTHER),
      Two: relation.to(() => OTHER, 'Tasks'),
      Back: relation.to(() => OTHER, 'Tasks'),
      Sum: rollup.of('number', { relation: 'One', property: 'Budget', function: 'sum' }),
      Double: formula.of('number', 'prop("Estimate") * 2'),
      Same: formula.of('number', '(prop("Estimate"))*2'),
    },
  })
  const relationOf = (id: string, data_source_id: string, synced_property_name?: string) => ({
    id,
    type: 'relation',
    relation: {
      data_source_id,
      ...(synced_property_name
        ? { dual_property: { synced_property_name, synced_property_id: 'z' } }
        : { single_property: {} }),
    },
  })
  const times = (factor: number) => `{{notion:block_property:a%3Bb:${ID}:${SPACE}}} * ${factor}`
  const found = kindsOf(declared, {
    Estimate,
    Number: { id: 'n', type: 'unique_id', unique_id: { prefix: null } },
    One: relationOf('o', ID),
    Two: relationOf('t', OTHER),
    Back: relationOf('b', OTHER, 'Related'),
    Sum: {
      id: 'm',
      type: 'rollup',
      rollup: {
        relation_property_id: 'o',
        relation_property_name: 'One',
        rollup_property_name: 'Budget',
        function: 'max',
      },
    },
    Double: { id: 'd', type: 'formula', formula: { expression: times(3) } },
    Same: { id: 'e', type: 'formula', formula: { expression: times(2) } },
  })
  expect(found.map((each) => each.split(':')[0])).toEqual([
    'number_format_changed Estimate',
    'prefix_changed Number',
    'relation_changed One',
    'relation_changed Two',
    'relation_changed Back',
    'rollup_changed Sum',
    'formula_changed Double',
  ])
})

test('behavior: an expression is the same with the names of its properties as with their ids, of this data source', () => {
  const declared = defineDataSource({
    properties: { Name: title, Estimate: number, Double: formula.of('number', 'prop("Estimate") * 2') },
  })
  const kinds = (expression: string) =>
    kindsOf(declared, { Estimate, Double: { id: 'd', type: 'formula', formula: { expression } } }).length
  expect(kinds('prop("Estimate")*2')).toBe(0)
  expect(kinds(`{{notion:block_property:a%3Bb:${ID}:${SPACE}}} * 2`)).toBe(0)
  expect(kinds(`{{notion:block_property:a%3Bb:${OTHER}:${SPACE}}} * 2`)).toBe(1)
  expect(kinds('prop("Effort") * 2')).toBe(1)
})

test('behavior: what a declaration leaves open is no difference', () => {
  const open = defineDataSource({
    properties: {
      Title: { prop: title, name: 'Name' },
      Stage: select,
      State: status,
      Tags: multiSelect,
      Estimate: number,
      Project: relation,
      Team: relation.to(() => ({})),
      Later: relation.to(() => {
        throw new ReferenceError('The declaration is below.')
      }),
      Sum: rollup,
      Double: formula,
    },
  })
  const options = [option('Any')]
  expect(
    kindsOf(open, {
      Estimate: { id: 'e', type: 'number', number: { format: 'yen' }, description: 'How long' },
      Stage: { id: 's', type: 'select', select: { options } },
      State: { id: 't', type: 'status', status: { options, groups: [] } },
      Tags: { id: 'g', type: 'multi_select', multi_select: { options } },
      Project: { id: 'p', type: 'relation', relation: { data_source_id: OTHER, single_property: {} } },
      Team: { id: 'm', type: 'relation', relation: { data_source_id: OTHER, single_property: {} } },
      Later: { id: 'l', type: 'relation', relation: { data_source_id: OTHER, single_property: {} } },
      Sum: { id: 'r', type: 'rollup', rollup: { function: 'sum', relation_property_id: 'p' } },
      Double: { id: 'd', type: 'formula', formula: { expression: '1' } },
      Where: { id: 'w', type: 'location', location: {} },
    }),
  ).toEqual([])
})

test('behavior: other descriptions of properties and options are differences; an empty one is none', () => {
  const described = (description: string | null) => ({
    Estimate: { ...Estimate, description },
    Stage: { id: 's', type: 'select', select: { options: [{ ...option('Todo'), description }] } },
  })
  const declare = (property: string, description: string | null) =>
    defineDataSource({
      properties: {
        Name: title,
        Estimate: { prop: number, description: property },
        Stage: select.of({ name: 'Todo', description }),
      },
    })
  expect(kindsOf(declare('', null), described(null))).toEqual([])
  expect(kindsOf(declare('x', 'x'), described('x'))).toEqual([])
  for (const [property, optionText, live] of [
    ['x', 'x', null],
    ['', null, 'x'],
  ] as const) {
    expect(checkSchema(declare(property, optionText), source(described(live)))).toMatchObject([
      { kind: 'description_changed', property: 'Estimate', declared: property, live: live ?? '' },
      { kind: 'option_changed', property: 'Stage', declared: optionText ?? '', live: live ?? '' },
    ])
  }
})

test('error: a declaration that cannot be used is one difference, and nothing throws', () => {
  for (const odd of [undefined, null, 3, { properties: { Name: 'title' } }]) {
    expect(checkSchema(unsafeCast(odd), source({})).map(({ kind }) => kind)).toEqual(['invalid'])
    expect(checkSchema(defineDataSource({ properties: { Name: title } }), unsafeCast(odd))).toHaveLength(1)
  }
})
