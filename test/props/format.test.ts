import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RichText } from '../../src/core/objects/richText.js'
import { formatDatabaseTitle, formatPageTitle, formatUniqueId, plainText } from '../../src/props/index.js'
import { anId, aPage, aText } from '../support/fixtures.js'

const titled = (...words: ReadonlyArray<string>) =>
  aPage({
    properties: {
      Notes: { id: 'w', type: 'rich_text', rich_text: [aText('not this')] },
      'Any name': { id: 'title', type: 'title', title: words.map(aText) },
    },
  })

test('default: the title of a page is all its runs, whatever the property is called', () => {
  expect(formatPageTitle(titled('Write ', 'the', ' report'))).toBe('Write the report')
})

test('default: the title of a database or data source is all its runs', () => {
  expect(formatDatabaseTitle({ title: [aText('My '), aText('tasks')] })).toBe('My tasks')
})

test('behavior: a title that is empty or blank is Untitled', () => {
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

test('default: plain text has the words of mentions and equations, too', () => {
  const { annotations } = aText('')
  const richText: RichText = [
    aText('See '),
    { type: 'mention', mention: { type: 'page', page: { id: anId() } }, annotations, plain_text: 'A page', href: null },
    { type: 'equation', equation: { expression: 'x^2' }, annotations, plain_text: 'x^2', href: null },
  ]
  expect(plainText(richText)).toBe('See A pagex^2')
  expect(plainText([])).toBe('')
})

test('behavior: plain text is the text that its runs were made of', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (words) => {
      expect(plainText(words.map(aText))).toBe(words.join(''))
    }),
  )
})

test('default: a unique id is shown as Notion shows it', () => {
  expect(formatUniqueId({ prefix: 'TASK', number: 12 })).toBe('TASK-12')
  expect(formatUniqueId({ prefix: null, number: 12 })).toBe('12')
  expect(formatUniqueId({ prefix: 'TASK', number: 0 })).toBe('TASK-0')
  expect(formatUniqueId({ prefix: 'TASK', number: null })).toBe('')
})
