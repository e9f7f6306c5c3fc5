/** Rollups and formulas that Notion worked out from a list that it cut short. */
import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../src/core/internal/unsafeCast.js'
import type { FormulaResult } from '../../src/props/formula.js'
import { formula, incompleteProps, number, readProps, relation, rollup, title } from '../../src/props/index.js'
import type { PropertyValue } from '../../src/props/propertyValue.js'
import type { RollupItem, RollupResult } from '../../src/props/rollup.js'
import { anId, aText } from '../support/fixtures.js'

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

test('default: a rollup beside a relation that is cut short is refused', () => {
  for (const Tasks of [related(25, true), related(25), related(3, true)]) {
    expect(readProps({ Hours: rollup })({ properties: { Hours: hours, Tasks } })).toEqual(
      E.left({
        _tag: 'PropsError',
        message: 'Hours is worked out from a list that is cut short',
        problems: [{ name: 'Hours', problem: 'incomplete', expected: 'rollup', actual: 'rollup' }],
      }),
    )
  }
})

test('default: a rollup beside relations that are whole is read', () => {
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
] as const)('behavior: a rollup of any result is refused: %s', (_name, result) => {
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
] as const)('behavior: a formula of any result is refused: %s', (_name, result) => {
  const properties = { Late: computed(result), Tasks: related(25, true) }
  expect(E.isLeft(readProps({ Late: formula })({ properties }))).toBe(true)
  expect(named(properties)).toEqual(['Late', 'Tasks'])
})

test('behavior: a rollup that lists as many values as Notion gives is refused, unless the relation is known to be whole', () => {
  expect(named({ Hours: originals(24) })).toEqual([])
  expect(named({ Hours: originals(25) })).toEqual(['Hours'])
  expect(named({ Hours: originals(25), Tasks: related(25, false) })).toEqual([])
  expect(named({ Hours: originals(25), Tasks: related(3, false) })).toEqual(['Hours'])
})

test('behavior: a rollup that Notion has not finished is refused, and a formula that may use it', () => {
  const unfinished = rolledUp({ function: 'sum', type: 'incomplete', incomplete: {} })
  expect(named({ Hours: unfinished, Late: late })).toEqual(['Hours', 'Late'])
  expect(readProps({ Hours: rollup }, { incomplete: 'accept' })({ properties: { Hours: unfinished } })).toEqual(
    E.right({ Hours: { unavailable: 'incomplete' } }),
  )
})

test('behavior: a value that Notion does not work out at all says so itself', () => {
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

test('behavior: a relation of a page in odd shape that says it has more counts, too', () => {
  const Tasks = { id: 'r', type: 'unknown:relation', relation: [null], has_more: true } as const
  expect(named({ Hours: hours, Late: late, Tasks })).toEqual(['Hours', 'Late', 'Tasks'])
})

test('params: they are accepted where that is asked for', () => {
  const properties = { Hours: hours, Late: late, Tasks: related(25, true) }
  expect(readProps({ Hours: rollup, Late: formula }, { incomplete: 'accept' })({ properties })).toEqual(
    E.right({ Hours: 300, Late: false }),
  )
})

test('behavior: other properties of such a page are read', () => {
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

test('behavior: what readProps refuses as incomplete is what incompleteProps names', () => {
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
  'behavior: a relation that nobody has checked, and that is no list, may be cut: %j',
  (damage) => {
    const odd = unsafeCast<PropertyValue>({ id: 'r', type: 'relation', ...damage })
    const page = { properties: { Hours: hours, Late: late, Projects: odd } }
    expect(readProps({ Hours: rollup })(page)._tag).toBe('Left')
    expect(readProps({ Late: formula })(page)._tag).toBe('Left')
    expect(readProps({ Hours: rollup }, { incomplete: 'accept' })(page)._tag).toBe('Right')
  },
)
