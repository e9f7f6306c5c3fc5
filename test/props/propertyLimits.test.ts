import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../src/core/internal/unsafeCast.js'
import type { BlockRequest } from '../../src/ops/blocks/blockRequest.js'
import { createPageRequest } from '../../src/ops/pages/createPage.js'
import { updatePageRequest } from '../../src/ops/pages/updatePage.js'
import { date, multiSelect, number, relation, select, status, title } from '../../src/props/index.js'
import { namesOption } from '../../src/props/propertyLimits.js'
import type { PropertyValuesRequest } from '../../src/props/propertyValueRequest.js'
import { anId } from '../support/fixtures.js'
import { checkProperties } from './cases.js'

const fields = (given: PropertyValuesRequest): ReadonlyArray<string> =>
  checkProperties(given).issues.map(({ field }) => field)

test('default: values within the limits are sent unchanged', () => {
  const given: PropertyValuesRequest = {
    Name: title('a'.repeat(2000)),
    Stage: select('x'.repeat(100)),
    Tags: multiSelect(Array.from({ length: 100 }, (_, index) => `${index}`)),
    Related: relation([anId(), anId().replaceAll('-', '')]),
    Estimate: number(0),
    Due: date('2026-03-11'),
    Site: { url: 'x'.repeat(2000) },
    Contact: { email: 'x'.repeat(200) },
    Phone: { phone_number: 'x'.repeat(200) },
    Nothing: { select: null },
  }
  expect(checkProperties(given)).toEqual({ value: given, issues: [] })
})

test('behavior: the limit of a property type applies to its value, not to fields of the same name elsewhere', () => {
  const email = `${'x'.repeat(200)}@example.com`
  const person = { object: 'user', id: anId(2), type: 'person', person: { email } } as const
  const mention = { mention: { user: person } }
  const properties = unsafeCast<PropertyValuesRequest>({ Team: { people: [person] }, Name: { title: [mention] } })
  const children = unsafeCast<Array<BlockRequest>>([{ paragraph: { rich_text: [mention] } }])
  expect(fields({ Contact: { email } })).toEqual(['properties.Contact.email'])
  expect(createPageRequest({ properties, children }).invalid ?? []).toEqual([])
  expect(updatePageRequest({ page_id: anId(), properties }).invalid ?? []).toEqual([])
})

test('error: names every invalid property', () => {
  expect(fields({ A: number(Number.NaN), B: select('a,b'), C: title('fine') })).toEqual([
    'properties.A.number',
    'properties.B.select.name',
  ])
})

test('behavior: the name of an option without an id may create an option', () => {
  expect(namesOption({ Stage: select('New') })).toBe(true)
  expect(namesOption({ Tags: multiSelect([{ id: 'x' }, 'New']) })).toBe(true)
  expect(namesOption({ Stage: select({ id: 'x', name: 'Known' }), Tags: multiSelect([]) })).toBe(false)
  expect(namesOption({ Stage: select(null), State: status('Done'), Name: title('a') })).toBe(false)
})

test('behavior: never throws, for any input', () => {
  const types = ['title', 'select', 'multi_select', 'relation', 'people', 'files', 'number', 'date', 'url', 'email']
  const anyValue = fc.tuple(fc.constantFrom(...types), fc.anything()).map(([type, given]) => ({ [type]: given }))
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.oneof(anyValue, fc.anything())), (given) => {
      const { issues } = checkProperties(unsafeCast(given))
      expect(issues.every(({ field }) => field.startsWith('properties.'))).toBe(true)
      expect([true, false]).toContain(namesOption(unsafeCast(given)))
    }),
  )
})
