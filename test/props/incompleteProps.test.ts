/** Properties that Notion truncated, and rollups and formulas that it computed from them. */
import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../src/core/internal/unsafeCast.js'
import type { FormulaResult } from '../../src/props/formula.js'
import { formula, incompleteProps, number, people, readProps, relation, rollup, title } from '../../src/props/index.js'
import type { PropertyValue } from '../../src/props/propertyValue.js'
import type { RollupItem, RollupResult } from '../../src/props/rollup.js'
import { anId, aPage, aText } from '../support/fixtures.js'
import { sampleValues } from './cases.js'

const hasMore = (has_more: boolean | undefined) => (has_more === undefined ? {} : { has_more })

const related = (count: number, has_more?: boolean): PropertyValue => ({
  id: 'r',
  type: 'relation',
  relation: Array.from({ length: count }, (_, index) => ({ id: anId(index) })),
  ...hasMore(has_more),
})

const team = (count: number): PropertyValue => ({
  id: 'p',
  type: 'people',
  people: Array.from({ length: count }, (_, index) => ({ object: 'user', id: anId(index) })),
})

const mention = {
  ...aText('Ada'),
  type: 'mention',
  mention: { type: 'user', user: { object: 'user', id: anId(2) } },
} as const

const notes = (count: number): PropertyValue => ({
  id: 'w',
  type: 'rich_text',
  rich_text: Array.from({ length: count }, () => mention),
})

const rolledUp = (result: RollupResult): PropertyValue => ({ id: 'u', type: 'rollup', rollup: result })
const computed = (result: FormulaResult): PropertyValue => ({ id: 'x', type: 'formula', formula: result })

const hours = rolledUp({ function: 'sum', type: 'number', number: 300 })
const late = computed({ type: 'boolean', boolean: false })
const originals = (count: number): PropertyValue => {
  const array: ReadonlyArray<RollupItem> = Array.from({ length: count }, (_, index) => ({
    type: 'number',
    number: index,
  }))
  return rolledUp({ function: 'show_original', type: 'array', array })
}

const named = (properties: { readonly [name: string]: PropertyValue }): ReadonlyArray<string> =>
  incompleteProps({ properties }).map(({ name }) => name)

test('default: returns the properties that Notion truncated', () => {
  const page = aPage({
    properties: {
      Name: { id: 'title', type: 'title', title: [aText('Write '), aText('the report')] },
      Estimate: { id: '%3AUPp', type: 'number', number: 3 },
      Done: { id: 'c', type: 'checkbox', checkbox: false },
      Truncated: related(25, true),
      'Without has_more': related(25),
      'All of 25': related(25, false),
      Few: related(24),
    },
  })
  expect(incompleteProps(page)).toEqual([
    { name: 'Truncated', property_id: 'r', type: 'relation' },
    { name: 'Without has_more', property_id: 'r', type: 'relation' },
  ])
})

test('behavior: 25 people or 25 mentions in a text may be truncated, since Notion returns at most 25', () => {
  const crowd = Array.from({ length: 25 }, () => mention)
  const everyone = Array.from({ length: 25 }, (_, index) => ({ object: 'user', id: anId(index) }) as const)
  const incomplete = incompleteProps({
    properties: {
      Team: { id: 'p', type: 'people', people: everyone },
      Text: { id: 'w', type: 'rich_text', rich_text: [aText('with '), ...crowd] },
      Name: { id: 'title', type: 'title', title: crowd },
      'Long text': { id: 'l', type: 'rich_text', rich_text: Array.from({ length: 40 }, () => aText('word ')) },
      Few: { id: 'q', type: 'people', people: everyone.slice(1) },
    },
  })
  expect(incomplete.map(({ name }) => name)).toEqual(['Team', 'Text', 'Name'])
  expect(
    E.isLeft(readProps({ Team: people })({ properties: { Team: { id: 'p', type: 'people', people: everyone } } })),
  ).toBe(true)
})

test('behavior: no complete value is returned', () => {
  for (const value of sampleValues) {
    const isUnfinished = value.type === 'rollup' && value.rollup.type === 'incomplete'
    expect(incompleteProps({ properties: { value } })).toHaveLength(isUnfinished ? 1 : 0)
  }
})

test('error: a rollup beside a truncated relation is incomplete', () => {
  for (const Tasks of [related(25, true), related(25), related(3, true)]) {
    expect(readProps({ Hours: rollup })({ properties: { Hours: hours, Tasks } })).toEqual(
      E.left({
        _tag: 'PropsError',
        message: 'Hours is computed from a list that is truncated',
        problems: [{ name: 'Hours', problem: 'incomplete', expected: 'rollup', actual: 'rollup' }],
      }),
    )
  }
})

test('default: a rollup beside complete relations is read', () => {
  for (const Tasks of [related(24), related(25, false), related(0)]) {
    expect(readProps({ Hours: rollup })({ properties: { Hours: hours, Tasks } })).toEqual(E.right({ Hours: 300 }))
  }
  expect(readProps({ Hours: rollup })({ properties: { Hours: hours } })).toEqual(E.right({ Hours: 300 }))
})

test.each([
  ['number', { type: 'number', number: 300 }],
  ['date', { type: 'date', date: { start: '2026-03-11', end: null, time_zone: null } }],
  ['array', { type: 'array', array: [{ type: 'number', number: 1 }] }],
  ['empty', { type: 'number', number: null }],
] as const)('error: a rollup with a result of any type is incomplete: %s', (_name, result) => {
  const properties = { Hours: rolledUp({ function: 'sum', ...result }), Tasks: related(25, true) }
  expect(E.isLeft(readProps({ Hours: rollup })({ properties }))).toBe(true)
  expect(named(properties)).toEqual(['Hours', 'Tasks'])
})

test('behavior: a rollup does not depend on people and texts, but a formula may', () => {
  for (const cut of [team(25), notes(25)]) {
    const properties = { Hours: hours, Late: late, Cut: cut }
    expect(named(properties)).toEqual(['Late', 'Cut'])
    expect(E.isRight(readProps({ Hours: rollup })({ properties }))).toBe(true)
    expect(readProps({ Late: formula })({ properties })).toMatchObject({
      left: { problems: [{ name: 'Late', problem: 'incomplete', expected: 'formula', actual: 'formula' }] },
    })
  }
})

test.each([
  ['string', { type: 'string', string: 'late' }],
  ['number', { type: 'number', number: 1 }],
  ['boolean', { type: 'boolean', boolean: true }],
  ['date', { type: 'date', date: null }],
] as const)('error: a formula with a result of any type is incomplete: %s', (_name, result) => {
  const properties = { Late: computed(result), Tasks: related(25, true) }
  expect(E.isLeft(readProps({ Late: formula })({ properties }))).toBe(true)
  expect(named(properties)).toEqual(['Late', 'Tasks'])
})

test('behavior: a rollup of 25 values is incomplete, unless a relation of 25 pages is known to be complete', () => {
  expect(named({ Hours: originals(24) })).toEqual([])
  expect(named({ Hours: originals(25) })).toEqual(['Hours'])
  expect(named({ Hours: originals(25), Tasks: related(25, false) })).toEqual([])
  expect(named({ Hours: originals(25), Tasks: related(3, false) })).toEqual(['Hours'])
})

test('behavior: a rollup that Notion has not finished is incomplete, and so is a formula that may use it', () => {
  const unfinished = rolledUp({ function: 'sum', type: 'incomplete', incomplete: {} })
  expect(named({ Hours: unfinished, Late: late })).toEqual(['Hours', 'Late'])
  expect(readProps({ Hours: rollup }, { incomplete: 'accept' })({ properties: { Hours: unfinished } })).toEqual(
    E.right({ Hours: { unavailable: 'incomplete' } }),
  )
})

test('behavior: a value that Notion does not compute is unavailable, not incomplete', () => {
  const properties = {
    Hours: rolledUp({ function: 'sum', type: 'unsupported', unsupported: {} }),
    Late: computed({ type: 'unsupported', unsupported: {} }),
    Tasks: related(25, true),
  }
  expect(named(properties)).toEqual(['Tasks'])
  expect(readProps({ Hours: rollup, Late: formula })({ properties })).toEqual(
    E.right({ Hours: { unavailable: 'unsupported' }, Late: { unavailable: 'unsupported' } }),
  )
})

test('behavior: one formula does not make another incomplete', () => {
  expect(named({ Late: late, Cost: computed({ type: 'number', number: 1 }) })).toEqual([])
})

test('behavior: a damaged relation with has_more is truncated', () => {
  const Tasks = { id: 'r', type: 'unknown:relation', relation: [null], has_more: true } as const
  expect(named({ Hours: hours, Late: late, Tasks })).toEqual(['Hours', 'Late', 'Tasks'])
})

test('params: incomplete: accept reads incomplete rollups and formulas', () => {
  const properties = { Hours: hours, Late: late, Tasks: related(25, true) }
  expect(readProps({ Hours: rollup, Late: formula }, { incomplete: 'accept' })({ properties })).toEqual(
    E.right({ Hours: 300, Late: false }),
  )
})

test('behavior: other properties of the same page are read', () => {
  const Name: PropertyValue = { id: 'title', type: 'title', title: [aText('A project')] }
  const properties = {
    Name,
    Estimate: { id: 'n', type: 'number', number: 3 } as const,
    Hours: hours,
    Tasks: related(25, true),
  }
  expect(readProps({ Name: title, Estimate: number })({ properties })).toEqual(
    E.right({ Name: 'A project', Estimate: 3 }),
  )
})

test('behavior: readProps rejects as incomplete what incompleteProps returns', () => {
  const flag = fc.option(fc.boolean(), { nil: undefined })
  const any = fc.record({
    Tasks: fc.tuple(fc.nat({ max: 30 }), flag).map(([count, more]) => related(count, more)),
    Team: fc.nat({ max: 30 }).map(team),
    Notes: fc.nat({ max: 30 }).map(notes),
    Hours: fc.oneof(fc.constant(hours), fc.nat({ max: 30 }).map(originals)),
    Late: fc.constant(late),
  })
  const schema = { Tasks: relation, Hours: rollup, Late: formula }
  fc.assert(
    fc.property(any, (properties) => {
      const result = readProps(schema)({ properties })
      const refused = E.isLeft(result) ? result.left.problems.map(({ name }) => name) : []
      expect(new Set(refused)).toEqual(new Set(named(properties).filter((name) => name in schema)))
    }),
  )
})

test.each([{ relation: null }, {}, { relation: 'none' }])(
  'behavior: a relation that was not validated and is not an array may be truncated: %j',
  (damage) => {
    const odd = unsafeCast<PropertyValue>({ id: 'r', type: 'relation', ...damage })
    const page = { properties: { Hours: hours, Late: late, Projects: odd } }
    expect(readProps({ Hours: rollup })(page)._tag).toBe('Left')
    expect(readProps({ Late: formula })(page)._tag).toBe('Left')
    expect(readProps({ Hours: rollup }, { incomplete: 'accept' })(page)._tag).toBe('Right')
  },
)

test('behavior: a rollup that was read by itself is complete beside a truncated relation, an unmarked one is not', () => {
  const value = { id: 's', type: 'rollup', rollup: { type: 'number', number: 1, function: 'sum' } } as const
  const properties = { Tasks: related(25, true), Sum: { ...value, has_more: false }, Other: value }
  expect(incompleteProps({ properties }).map(({ name }) => name)).toEqual(['Tasks', 'Other'])
})

test('behavior: a formula that was computed from a truncated relation stays incomplete once the relation is complete', () => {
  const value = { id: 'f', type: 'formula', formula: { type: 'number', number: 25 } } as const
  const properties = { Tasks: related(26, false), Length: { ...value, has_more: true }, Other: value }
  expect(incompleteProps({ properties }).map(({ name }) => name)).toEqual(['Length'])
})
