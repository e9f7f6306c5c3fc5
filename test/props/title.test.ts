import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../src/core/internal/unsafeCast.js'
import { RichText } from '../../src/core/objects/richText.js'
import type { PropertyValue } from '../../src/props/propertyValue.js'
import type { PropertyValuesRequest } from '../../src/props/propertyValueRequest.js'
import { title } from '../../src/props/title.js'
import { aText } from '../support/fixtures.js'
import { checkProperties, rejectedFields } from './cases.js'
import { anyText } from './texts.js'

test('default: builds one run from a short text, and no run from an empty one', () => {
  expect(title('A title')).toEqual({ title: [{ text: { content: 'A title' } }] })
  expect(title('')).toEqual({ title: [] })
})

test('params: rich text is sent as it is given', () => {
  const runs = [{ text: { content: 'bold' }, annotations: { bold: true } }, { equation: { expression: 'e=mc^2' } }]
  expect(title(runs)).toEqual({ title: runs })
})

test('behavior: a text that is written and read is the same', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const answered = title(text).title.map((run) => aText(run.text ? run.text.content : 'not a text'))
      expect(RichText.is(answered)).toBe(true)
      expect(title.read({ id: 'title', type: 'title', title: answered })).toEqual(E.right(text))
    }),
  )
})

test('default: a text of 2000 characters is accepted', () => {
  expect(rejectedFields(title('a'.repeat(2000)))).toEqual([])
})

test('error: a run of 2001 characters is rejected', () => {
  expect(rejectedFields({ title: [{ text: { content: 'a'.repeat(2001) } }] })).toEqual(['title[0].text.content'])
})

test('behavior: runs without a type are checked and sent', () => {
  const given = unsafeCast<PropertyValuesRequest>({ title: [{ text: { content: 'short' } }] })
  expect(checkProperties(given).value).toEqual(given)
  const long = unsafeCast<PropertyValuesRequest>({ title: [{ text: { content: 'a'.repeat(2001) } }] })
  expect(checkProperties(long).issues.map(({ field }) => field)).toEqual(['properties.title[0].text.content'])
})

test('error: does not read an element of a rollup of another type', () => {
  expect(title.read({ type: 'number', number: 4 })).toEqual(E.left({ expected: 'title', actual: 'number' }))
})

test('error: a payload of another shape, if the response was not validated, is a mismatch', () => {
  const broken = unsafeCast<PropertyValue>({ id: 'title', type: 'title', title: null })
  expect(title.read(broken)).toEqual(E.left({ expected: 'title', actual: 'title' }))
})
