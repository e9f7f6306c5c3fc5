import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { checkbox, formula, incompleteProps, number, readProps, relation, title } from '../../src/props/index.js'
import type { PropertyValue } from '../../src/props/propertyValue.js'
import { anId, aPage, aText } from '../support/fixtures.js'

const Task = { Name: title, Estimate: number, Done: checkbox, Late: formula }

const properties: { readonly [name: string]: PropertyValue } = {
  Name: { id: 'title', type: 'title', title: [aText('Write '), aText('the report')] },
  Estimate: { id: '%3AUPp', type: 'number', number: 3 },
  Done: { id: 'c', type: 'checkbox', checkbox: false },
  Late: { id: 'x', type: 'formula', formula: { type: 'boolean', boolean: true } },
}

const references = (count: number, has_more?: boolean): PropertyValue => ({
  id: 'r',
  type: 'relation',
  relation: Array.from({ length: count }, (_, index) => ({ id: anId(index) })),
  ...(has_more === undefined ? {} : { has_more }),
})

test('default: reads a page as a record of plain values', () => {
  expect(readProps(Task)(aPage({ properties }))).toEqual(
    E.right({ Name: 'Write the report', Estimate: 3, Done: false, Late: true }),
  )
})

test('default: an empty schema reads every page', () => {
  expect(readProps({})(aPage())).toEqual(E.right({}))
})

test('behavior: a property is found by its id, encoded or not, and by its name first', () => {
  expect(readProps({ '%3AUPp': number })({ properties })).toEqual(E.right({ '%3AUPp': 3 }))
  expect(readProps({ ':UPp': number })({ properties })).toEqual(E.right({ ':UPp': 3 }))
  expect(readProps({ title })({ properties })).toEqual(E.right({ title: 'Write the report' }))
  const named: PropertyValue = { id: 'z', type: 'number', number: 9 }
  expect(readProps({ '%3AUPp': number })({ properties: { ...properties, '%3AUPp': named } })).toEqual(
    E.right({ '%3AUPp': 9 }),
  )
})

test('error: reports every problem, in the order of the schema', () => {
  const schema = { Missing: number, Name: checkbox, Estimate: number, Related: relation }
  expect(readProps(schema)({ properties: { ...properties, Related: references(25, true) } })).toEqual(
    E.left({
      _tag: 'PropsError',
      message: 'Missing is missing; Name is of type title, not checkbox; Related is truncated',
      problems: [
        { name: 'Missing', problem: 'missing', expected: 'number' },
        { name: 'Name', problem: 'mismatch', expected: 'checkbox', actual: 'title' },
        { name: 'Related', problem: 'incomplete', expected: 'relation', actual: 'relation' },
      ],
    }),
  )
})

test('error: a property named like an inherited JavaScript property is missing like any other', () => {
  for (const name of ['constructor', 'toString', '__proto__']) {
    const schema = Object.fromEntries([[name, number]])
    expect(readProps(schema)({ properties })).toMatchObject({
      left: { problems: [{ name, problem: 'missing', expected: 'number' }] },
    })
  }
})

test('behavior: a property can be named __proto__', () => {
  const odd = Object.fromEntries([['__proto__', { id: 'n', type: 'number', number: 1 } as const]])
  const result = readProps(Object.fromEntries([['__proto__', number]]))({ properties: odd })
  expect(E.isRight(result) && Object.entries(result.right)).toEqual([['__proto__', 1]])
})

test('params: incomplete: accept reads incomplete lists', () => {
  const page = { properties: { Related: references(25, true) } }
  const result = readProps({ Related: relation }, { incomplete: 'accept' })(page)
  expect(E.isRight(result) && result.right.Related).toHaveLength(25)
  expect(readProps({ Related: relation }, { incomplete: 'refuse' })(page)).toEqual(
    readProps({ Related: relation })(page),
  )
})

test('behavior: an incomplete list that is not in the schema is not a problem', () => {
  expect(readProps({ Name: title })({ properties: { ...properties, Related: references(25, true) } })).toEqual(
    E.right({ Name: 'Write the report' }),
  )
})

test('behavior: readProps rejects as incomplete what incompleteProps returns', () => {
  fc.assert(
    fc.property(fc.nat({ max: 30 }), fc.option(fc.boolean(), { nil: undefined }), (count, has_more) => {
      const page = { properties: { Related: references(count, has_more) } }
      expect(E.isLeft(readProps({ Related: relation })(page))).toBe(incompleteProps(page).length === 1)
    }),
  )
})
