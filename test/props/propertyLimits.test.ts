import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../src/core/internal/unsafeCast.js'
import type { BlockRequest } from '../../src/ops/blocks/blockRequest.js'
import { createPageRequest } from '../../src/ops/pages/createPage.js'
import { updatePageRequest } from '../../src/ops/pages/updatePage.js'
import {
  date,
  files,
  multiSelect,
  number,
  people,
  relation,
  richText,
  select,
  status,
  title,
} from '../../src/props/index.js'
import { namesOption } from '../../src/props/propertyLimits.js'
import type { PropertyValuesRequest } from '../../src/props/propertyValueRequest.js'
import { anId, aPage } from '../support/fixtures.js'

const check = (properties: PropertyValuesRequest) => {
  const { body, invalid = [] } = createPageRequest({ properties })
  return { value: Object(body).properties, issues: invalid }
}

const fields = (given: PropertyValuesRequest): ReadonlyArray<string> => check(given).issues.map(({ field }) => field)

test('default: values within the limits are given as they are', () => {
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
  expect(check(given)).toEqual({ value: given, issues: [] })
})

test.each<[string, PropertyValuesRequest[string], string]>([
  ['a run of text', { title: [{ text: { content: 'a'.repeat(2001) } }] }, 'title[0].text.content'],
  ['101 runs', richText(Array.from({ length: 101 }, () => ({ text: { content: 'a' } }))), 'rich_text'],
  ['the name of an option', select('x'.repeat(101)), 'select.name'],
  ['an option with a comma', multiSelect(['fine', 'not, fine']), 'multi_select[1].name'],
  ['101 options', multiSelect(Array.from({ length: 101 }, (_, index) => `${index}`)), 'multi_select'],
  ['101 references', relation(Array.from({ length: 101 }, () => anId())), 'relation'],
  ['101 people', people(Array.from({ length: 101 }, () => anId())), 'people'],
  ['a malformed reference', relation([anId(), 'nobody']), 'relation[1].id'],
  ['a malformed person', people(['nobody']), 'people[0].id'],
  ['a malformed upload', files([{ file_upload: { id: 'x' } }]), 'files[0].file_upload.id'],
  ['an address', { url: 'x'.repeat(2001) }, 'url'],
  ['an address of a file', files([`https://example.com/${'x'.repeat(2000)}`]), 'files[0].external.url'],
  ['an email address', { email: 'x'.repeat(201) }, 'email'],
  ['a phone number', { phone_number: 'x'.repeat(201) }, 'phone_number'],
  ['a number that JSON has not', number(Number.NaN), 'number'],
  ['a number without end', number(Number.POSITIVE_INFINITY), 'number'],
  ['a Date that is no date', date(new Date(Number.NaN)), 'date.start'],
])('error: %s is refused', (_what, value, field) => {
  expect(fields({ Any: value })).toEqual([`properties.Any.${field}`])
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

test('error: everything that is wrong is named', () => {
  expect(fields({ A: number(Number.NaN), B: select('a,b'), C: title('fine') })).toEqual([
    'properties.A.number',
    'properties.B.select.name',
  ])
})

test('behavior: Notion addresses become ids', () => {
  const address = 'https://www.notion.so/A-page-00000000000040008000000000000001'
  const given = { Related: relation([address, anId(2)]), Name: title('a') }
  expect(check(given)).toEqual({ value: { ...given, Related: relation([anId(), anId(2)]) }, issues: [] })
  expect(relation([aPage()])).toEqual(relation([anId()]))
})

test('behavior: ids of options and addresses that Notion signed are not looked at', () => {
  const signed = `https://files.example.com/${'x'.repeat(3000)}`
  expect(
    fields({
      Stage: status({ id: 'a,b' }),
      Kind: { select: { id: 'x@Yz', name: 'a, b' } },
      Files: { files: [{ name: 'a', file: { url: signed } }] },
    }),
  ).toEqual([])
})

test('behavior: the runs of a title without its type are checked and sent', () => {
  const given = unsafeCast<PropertyValuesRequest>({ title: [{ text: { content: 'short' } }] })
  expect(check(given).value).toEqual(given)
  expect(fields(unsafeCast({ title: [{ text: { content: 'a'.repeat(2001) } }] }))).toEqual([
    'properties.title[0].text.content',
  ])
})

test('behavior: a name counts as a new option where no id stands beside it', () => {
  expect(namesOption({ Stage: select('New') })).toBe(true)
  expect(namesOption({ Tags: multiSelect([{ id: 'x' }, 'New']) })).toBe(true)
  expect(namesOption({ Stage: select({ id: 'x', name: 'Known' }), Tags: multiSelect([]) })).toBe(false)
  expect(namesOption({ Stage: select(null), State: status('Done'), Name: title('a') })).toBe(false)
})

test('behavior: nothing throws, whatever it is', () => {
  const types = ['title', 'select', 'multi_select', 'relation', 'people', 'files', 'number', 'date', 'url', 'email']
  const anyValue = fc.tuple(fc.constantFrom(...types), fc.anything()).map(([type, given]) => ({ [type]: given }))
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.oneof(anyValue, fc.anything())), (given) => {
      const { issues } = check(unsafeCast(given))
      expect(issues.every(({ field }) => field.startsWith('properties.'))).toBe(true)
      expect([true, false]).toContain(namesOption(unsafeCast(given)))
    }),
  )
})
