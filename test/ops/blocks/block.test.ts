import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { decodeWith } from '../../../src/core/schema/decode.js'
import { Block, BlockOrPartial, isFullBlock } from '../../../src/ops/blocks/block.js'
import { aBlock, blockSamples } from '../../support/blocks.js'
import { anId, aPage, aText } from '../../support/fixtures.js'
import { spoiled } from '../../support/spoil.js'

const decode = decodeWith(Block)

/** Where a block differs, as paths. */
const pathsIn = (json: unknown): ReadonlyArray<string> => {
  const result = decode(json)
  return E.isLeft(result) ? result.left.map(({ path }) => path) : []
}

test.each(blockSamples.map((block) => [block.type, block] as const))('default: decodes a %s block', (type, block) => {
  const result = decode(block)
  expect(result).toEqual(E.right(block))
  expect(E.isRight(result) && result.right).toBe(block)
  expect(Object.keys(block)).toContain(type)
})

test('default: the samples are of the 37 types', () => {
  expect(new Set(blockSamples.map(({ type }) => type)).size).toBe(37)
})

test.each(blockSamples.map((block) => [block.type, block] as const))(
  'error: a %s block with an invalid value anywhere in its content is rejected with its path',
  (type, block) => {
    const content = new Map(Object.entries(block)).get(type)
    const wrong = spoiled(content)
    expect(wrong.length).toBeGreaterThan(0)
    for (const bad of wrong) {
      const paths = pathsIn({ ...block, [type]: bad })
      expect([type, bad, paths.length > 0]).toEqual([type, bad, true])
      expect(paths.every((path) => path.startsWith(type))).toBe(true)
    }
  },
)

test.each([
  'object',
  'id',
  'parent',
  'created_time',
  'last_edited_time',
  'created_by',
  'last_edited_by',
  'has_children',
])('error: a block without %s is rejected', (name) => {
  expect(pathsIn(aBlock({ [name]: undefined }))).toContain(name)
})

test('error: a nested mismatch reports its path', () => {
  const bad = { ...aText('words'), annotations: { ...aText('words').annotations, bold: 'yes' } }
  expect(decode(aBlock({ paragraph: { rich_text: [aText('first'), bad], color: 'default' } }))).toEqual(
    E.left([{ path: 'paragraph.rich_text[1].annotations.bold', expected: 'boolean', actual: 'yes' }]),
  )
})

test('behavior: an unknown type is passed through', () => {
  const block = aBlock({ type: 'hologram', paragraph: undefined, hologram: { depth: 3 } })
  expect(decode(block)).toEqual(E.right(block))
  expect(pathsIn(aBlock({ type: 'hologram', id: 3 }))).toEqual(['id'])
})

test('behavior: unknown fields and words are passed through', () => {
  const paragraph = { rich_text: [], color: 'ultraviolet', mood: 'good' }
  expect(decode(aBlock({ paragraph, weight: 3 }))).toEqual(E.right(aBlock({ paragraph, weight: 3 })))
})

test.each([
  ['version 2026-03-11', { in_trash: false }],
  ['version 2025-09-03', { in_trash: false, archived: false }],
  ['the original of a synced block', { type: 'synced_block', synced_block: { synced_from: null } }],
  ['a copy of what is not shared', { type: 'synced_block', synced_block: { synced_from: { type: 'block_id' } } }],
  ['a column as wide as the others', { type: 'column', column: {} }],
  ['what the API does not name', { type: 'unsupported', unsupported: {} }],
  ['meeting notes that did not begin', { type: 'meeting_notes', meeting_notes: {} }],
  ['a paragraph without an icon', { paragraph: { rich_text: [], color: 'default', icon: null } }],
  ['a file of a new kind', { type: 'image', image: { type: 'cloud', cloud: {}, caption: [] } }],
])('behavior: decodes %s', (_name, over) => {
  expect(decode(aBlock(over))).toEqual(E.right(aBlock(over)))
})

test('behavior: a partial block is distinguished from a complete one', () => {
  const partial = { object: 'block' as const, id: anId(10) }
  expect(BlockOrPartial.is(partial)).toBe(true)
  expect(Block.is(partial)).toBe(false)
  expect(isFullBlock(partial)).toBe(false)
  expect(blockSamples.every(isFullBlock)).toBe(true)
  expect(isFullBlock(aPage())).toBe(false)
})

test('error: an invalid complete block is not accepted as a partial one', () => {
  expect(decodeWith(BlockOrPartial)(aBlock({ paragraph: { rich_text: 'words', color: 'default' } }))).toMatchObject(
    E.left([{ path: 'paragraph.rich_text', actual: 'words' }]),
  )
})

test('behavior: never throws, and every rejection names a field', () => {
  const types = blockSamples.map(({ type }) => type)
  const broken = fc
    .tuple(fc.constantFrom(...types), fc.anything())
    .map(([type, content]) => ({ ...aBlock(), type, [type]: content }))
  fc.assert(
    fc.property(fc.oneof(fc.anything(), broken), (json) => {
      const result = decodeWith(BlockOrPartial)(json)
      expect(E.isRight(result) ? result.right : result.left.length > 0).toBe(E.isRight(result) ? json : true)
    }),
    { numRuns: 500 },
  )
})
