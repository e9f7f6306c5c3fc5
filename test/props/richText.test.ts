import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { RichText } from '../../src/core/objects/richText.js'
import { richText } from '../../src/props/richText.js'
import { aText } from '../support/fixtures.js'
import { rejectedFields } from './cases.js'
import { anyText } from './texts.js'

test('default: builds one run from a short text, and no run from an empty one', () => {
  expect(richText('A text')).toEqual({ rich_text: [{ text: { content: 'A text' } }] })
  expect(richText('')).toEqual({ rich_text: [] })
})

test('params: rich text is sent as it is given', () => {
  const runs = [{ text: { content: 'bold' }, annotations: { bold: true } }, { equation: { expression: 'e=mc^2' } }]
  expect(richText(runs)).toEqual({ rich_text: runs })
})

test('behavior: a text that is written and read is the same', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const answered = richText(text).rich_text.map((run) => aText(run.text ? run.text.content : 'not a text'))
      expect(RichText.is(answered)).toBe(true)
      expect(richText.read({ id: 'r', type: 'rich_text', rich_text: answered })).toEqual(E.right(text))
    }),
  )
})

test('error: 101 runs are rejected', () => {
  expect(rejectedFields(richText(Array.from({ length: 101 }, () => ({ text: { content: 'a' } }))))).toEqual([
    'rich_text',
  ])
})
