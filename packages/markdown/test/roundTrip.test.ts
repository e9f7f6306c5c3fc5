/** Generated block trees that are printed and read again: what is not in `losses` must come back unchanged. */
import { toMarkdown } from '@notion-fp/markdown'
import { fromMarkdown } from '@notion-fp/markdown/read'
import fc from 'fast-check'
import { toBlockRequests } from 'notion-fp/blocks'
import { expect, test } from 'vitest'
import { comparable, markdownTree, notionTree, PAGE_ID, withoutBlocks } from './trees.js'

const NOTE = 'Notes/A note.md'
const PAGE = `https://www.notion.so/${PAGE_ID.replaceAll('-', '')}`
/** How many trees are tried. */
const RUNS = 30

/** Losses after which the rest of a tree is the same: blocks that are left out, and white space that has no meaning. */
const COMPARED = ['block', 'whitespace']

test.each(['gfm', 'obsidian'] as const)(
  'behavior: a tree printed as %s is read back, except for its losses',
  (dialect) => {
    let compared = 0
    fc.assert(
      fc.property(markdownTree(dialect === 'obsidian'), (tree) => {
        const { markdown, losses } = toMarkdown(tree, { dialect, links: ({ title }) => ({ href: NOTE, title }) })
        if (losses.some(({ what }) => !COMPARED.includes(what))) return
        compared++
        const lost = new Set(losses.flatMap(({ what, block_id }) => (what === 'block' ? [block_id] : [])))
        const { children } = fromMarkdown(markdown, {
          dialect,
          links: (href) => (NOTE.startsWith(href) ? PAGE : undefined),
        })
        expect(comparable(children), markdown).toEqual(comparable(toBlockRequests(withoutBlocks(tree, lost)).children))
      }),
      { numRuns: RUNS },
    )
    expect(compared).toBeGreaterThan(RUNS / 2)
  },
)

test('behavior: a tree printed as Markdown of the API is read back, except for its losses', () => {
  let compared = 0
  fc.assert(
    fc.property(notionTree(), (tree) => {
      const { markdown, losses } = toMarkdown(tree, { dialect: 'notion' })
      if (losses.some(({ what }) => what !== 'whitespace')) return
      compared++
      const read = fromMarkdown(markdown, { dialect: 'notion' })
      expect(comparable(read.children), markdown).toEqual(comparable(toBlockRequests(tree).children))
      expect(read.losses).toEqual([])
    }),
    { numRuns: RUNS },
  )
  expect(compared).toBeGreaterThan(RUNS / 2)
})

test.each(['gfm', 'obsidian', 'notion'] as const)('behavior: no input throws in %s', (dialect) => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom('paragraph', 'table', 'image', 'callout', 'code'), (value, type) => {
      const damaged: unknown = [
        { type, [type]: value },
        { block: { type, [type]: { rich_text: value, cells: value } }, children: value },
        value,
      ]
      // What is damaged has another type.
      const given: Parameters<typeof toMarkdown>[0] = JSON.parse(JSON.stringify(damaged))
      expect(typeof toMarkdown(given, { dialect }).markdown).toBe('string')
    }),
    { numRuns: 100 },
  )
})
