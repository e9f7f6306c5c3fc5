import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { decodeWith } from '../../../src/core/schema/decode.js'
import { PageMarkdown } from '../../../src/ops/pages/pageMarkdown.js'
import { anId } from '../../support/fixtures.js'

const decode = decodeWith(PageMarkdown)
const markdown = {
  object: 'page_markdown',
  id: anId(),
  markdown: '# Plan\n- [ ] Begin',
  truncated: true,
  unknown_block_ids: [anId(10)],
  request_id: anId(99),
}

test('default: Markdown is returned unchanged', () => {
  expect(decode(markdown)).toEqual(E.right(markdown))
  expect(decode({ ...markdown, request_id: undefined, words: 2 })).toMatchObject({ right: { words: 2 } })
})

test.each([
  ['markdown', { markdown: null }],
  ['truncated', { truncated: 'no' }],
  ['unknown_block_ids[0]', { unknown_block_ids: [1] }],
])('error: an invalid value at %s', (path, over) => {
  expect(decode({ ...markdown, ...over })).toMatchObject({ left: [{ path }] })
})

test('behavior: never throws, for any input', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(E.isRight(decode(value))).toBe(PageMarkdown.is(value))
    }),
  )
})
