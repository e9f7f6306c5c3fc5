import { toMarkdown } from '@notion-fp/markdown'
import { fromMarkdown } from '@notion-fp/markdown/read'
import fc from 'fast-check'
import { toBlockRequests } from 'notion-fp/blocks'
import { expect, test } from 'vitest'
import { comparable, markdownTree, withoutBlocks } from './trees.js'

/** Losses after which the rest of a tree is the same: blocks that are left out, and white space that has no meaning. */
const COMPARED = ['block', 'whitespace']

test.each(['gfm', 'obsidian'] as const)('behavior: what %s shows is read back, but for what is reported', (dialect) => {
  let compared = 0
  fc.assert(
    fc.property(markdownTree(), (tree) => {
      const { markdown, losses } = toMarkdown(tree, { dialect })
      if (losses.some(({ what }) => !COMPARED.includes(what))) return
      compared++
      const lost = new Set(losses.flatMap(({ what, block_id }) => (what === 'block' ? [block_id] : [])))
      const { children } = fromMarkdown(markdown, { dialect })
      expect(comparable(children), markdown).toEqual(comparable(toBlockRequests(withoutBlocks(tree, lost)).children))
    }),
    { numRuns: 40 },
  )
  expect(compared).toBeGreaterThan(20)
})

test.each(['gfm', 'obsidian', 'notion'] as const)('behavior: nothing of any value throws in %s', (dialect) => {
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
