import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RichText } from '../../src/core/objects/richText.js'
import { formatDatabaseTitle, formatPageTitle, plainText } from '../../src/props/index.js'
import { anId, aPage, aText } from '../support/fixtures.js'

const titled = (...words: ReadonlyArray<string>) =>
  aPage({
    properties: {
      Notes: { id: 'w', type: 'rich_text', rich_text: [aText('not this')] },
      'Any name': { id: 'title', type: 'title', title: words.map(aText) },
    },
  })

test('default: formatPageTitle returns the text of all runs, for any name of the property', () => {
  expect(formatPageTitle(titled('Write ', 'the', ' report'))).toBe('Write the report')
})

test('default: formatDatabaseTitle returns the text of all runs', () => {
  expect(formatDatabaseTitle({ title: [aText('My '), aText('tasks')] })).toBe('My tasks')
})

test('behavior: an empty or blank title is Untitled', () => {
  for (const page of [titled(), titled(''), titled(' ', '\n\t'), titled('\u00a0')]) {
    expect(formatPageTitle(page)).toBe('Untitled')
  }
  expect(formatPageTitle(aPage({ properties: {} }))).toBe('Untitled')
  expect(formatDatabaseTitle({ title: [] })).toBe('Untitled')
  expect(formatDatabaseTitle({ title: [aText('  ')] })).toBe('Untitled')
})

test('behavior: a title is not trimmed', () => {
  expect(formatPageTitle(titled(' A '))).toBe(' A ')
})

test('default: plainText includes the text of mentions and equations', () => {
  const { annotations } = aText('')
  const richText: RichText = [
    aText('See '),
    { type: 'mention', mention: { type: 'page', page: { id: anId() } }, annotations, plain_text: 'A page', href: null },
    { type: 'equation', equation: { expression: 'x^2' }, annotations, plain_text: 'x^2', href: null },
  ]
  expect(plainText(richText)).toBe('See A pagex^2')
  expect(plainText([])).toBe('')
})

test('behavior: plainText joins the text of the runs', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (words) => {
      expect(plainText(words.map(aText))).toBe(words.join(''))
    }),
  )
})
