import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { getPageMarkdown, getPageMarkdownRequest } from '../../../src/ops/pages/getPageMarkdown.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `pages/${anId()}/markdown`
const markdown = { object: 'page_markdown', id: anId(), markdown: '# Plan', truncated: false, unknown_block_ids: [] }

test('default: retrieves the content of a page', async () => {
  answer('GET', path, markdown)
  expect(await getPageMarkdown(aContext(), { page_id: anId() })()).toEqual(E.right(markdown))
  expect([...(sent[0]?.search ?? [])]).toEqual([])
})

test.each([true, false])('params: include_transcript %j is sent in the query', async (include_transcript) => {
  answer('GET', path, markdown)
  await getPageMarkdown(aContext(), { page_id: anId(), include_transcript })()
  expect(Object.fromEntries(sent[0]?.search ?? [])).toEqual({ include_transcript: `${include_transcript}` })
})

test('behavior: is a read that is never cached', () => {
  const { kind, cache } = getPageMarkdownRequest({ page_id: anId() })
  expect({ kind, cache }).toEqual({ kind: 'read', cache: undefined })
})

test('error: not found', async () => {
  answer('GET', path, anErrorBody(404, 'object_not_found'), 404)
  expect(await getPageMarkdown(aContext(), { page_id: anId() })()).toMatchObject({
    left: { _tag: 'NotFoundError', call: { op: 'getPageMarkdown' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await getPageMarkdown(aContext(), { page_id: 'x' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'page_id' }] },
  })
  expect(sent).toEqual([])
})

test('error: an invalid response', async () => {
  answer('GET', path, { ...markdown, unknown_block_ids: null })
  expect(await getPageMarkdown(aContext(), { page_id: anId() })()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: [{ path: 'unknown_block_ids' }] },
  })
})

test('params: markdown_version is sent in the query', async () => {
  answer('GET', path, markdown)
  await getPageMarkdown(aContext(), { page_id: anId(), markdown_version: 'v2' })()
  expect(Object.fromEntries(sent[0]?.search ?? [])).toEqual({ markdown_version: 'v2' })
})
