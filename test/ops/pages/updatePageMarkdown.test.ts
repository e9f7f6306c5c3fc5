import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import type { MarkdownUpdate } from '../../../src/ops/pages/markdownRequest.js'
import { updatePageMarkdown, updatePageMarkdownRequest } from '../../../src/ops/pages/updatePageMarkdown.js'
import { aTag } from '../../support/dataSources.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `pages/${anId()}/markdown`
const page_id = anId()
const markdown = { object: 'page_markdown', id: anId(), markdown: '# Plan', truncated: false, unknown_block_ids: [] }
const task = {
  object: 'async_task',
  id: 'task_1',
  status_url: 'https://api.notion.com/v1/async_tasks/task_1',
  created_time: '2026-01-02T03:04:00.000Z',
  operation: { surface: 'rest', name: 'PATCH /v1/pages/:page_id/markdown' },
  status: 'queued',
  poll_after_seconds: 2,
}
const replace = { type: 'replace_content', replace_content: { new_str: '# Plan' } } as const
const updates = (count: number): MarkdownUpdate => ({
  type: 'update_content',
  update_content: { content_updates: Array.from({ length: count }, () => ({ old_str: 'a', new_str: 'b' })) },
})

test('default: returns the new content', async () => {
  answer('PATCH', path, markdown)
  expect(await updatePageMarkdown(aContext(), { page_id, ...replace })()).toEqual(E.right(markdown))
  expect(sent[0]?.body).toEqual(replace)
})

const forms: ReadonlyArray<readonly [kind: string, update: MarkdownUpdate]> = [
  ['once', { type: 'insert_content', insert_content: { content: '- one', after: '# Plan...end' } }],
  ['once', { type: 'insert_content', insert_content: { content: '- one', position: { type: 'start' } } }],
  [
    'once',
    {
      type: 'replace_content_range',
      replace_content_range: { content: '- one', content_range: '# Plan', allow_deleting_content: true },
    },
  ],
  [
    'once',
    {
      type: 'update_content',
      update_content: { content_updates: [{ old_str: 'a', new_str: 'b', replace_all_matches: true }] },
    },
  ],
  ['repeatable', { type: 'replace_content', replace_content: { new_str: '', allow_deleting_content: false } }],
]

test.each(forms)('params: sent as given, %s: %j', (kind, update) => {
  const { body, invalid, kind: declared } = updatePageMarkdownRequest({ page_id, ...update })
  expect({ body, invalid, declared }).toEqual({ body: update, invalid: undefined, declared: kind })
})

test.each([
  ['a task', task, 202],
  ['the new content', markdown, 200],
])('params: with allow_async the response can be %s', async (_what, given, status) => {
  answer('PATCH', path, given, status)
  expect(await updatePageMarkdown(aContext(), { page_id, ...replace, allow_async: true })()).toEqual(E.right(given))
  expect(sent[0]?.body).toEqual({ ...replace, allow_async: true })
})

test('behavior: invalidates the page and its children, whatever the outcome', () => {
  const { writes } = updatePageMarkdownRequest({ page_id, type: 'insert_content', insert_content: { content: 'a' } })
  expect(writes?.(undefined)).toEqual([aTag('object', 1), aTag('children', 1)])
})

test('behavior: invalidates everything that the replaced content may have contained', () => {
  const { writes } = updatePageMarkdownRequest({ page_id, ...replace })
  expect(writes?.(undefined)).toEqual([aTag('object', 1), aTag('children', 1), 'tree'])
})

test('error: a text that is not found', async () => {
  answer('PATCH', path, anErrorBody(400, 'validation_error'), 400)
  expect(await updatePageMarkdown(aContext(), { page_id, ...updates(1) })()).toMatchObject({
    left: { _tag: 'ValidationError', call: { op: 'updatePageMarkdown' } },
  })
})

test('error: a malformed id and more than 100 replacements are rejected before sending', async () => {
  expect(await updatePageMarkdown(aContext(), { page_id: 'x', ...updates(101) })()).toMatchObject({
    left: {
      _tag: 'InvalidInputError',
      issues: [{ field: 'page_id' }, { field: 'update_content.content_updates', allowed: 'at most 100 elements' }],
    },
  })
  expect(sent).toEqual([])
  expect(updatePageMarkdownRequest({ page_id, ...updates(100) }).invalid).toBe(undefined)
})

test('error: a task without allow_async', async () => {
  answer('PATCH', path, task, 202)
  expect(await updatePageMarkdown(aContext(), { page_id, ...replace })()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: expect.arrayContaining([expect.objectContaining({ path: 'object' })]) },
  })
})

test('error: never throws, and always rejects a malformed id', () => {
  const params = fc.record({ type: fc.anything(), update_content: fc.anything(), allow_async: fc.anything() })
  fc.assert(
    fc.property(params, (given) => {
      const { invalid } = updatePageMarkdownRequest(unsafeCast({ ...given, page_id: 'x' }))
      expect(invalid).toContainEqual(expect.objectContaining({ field: 'page_id' }))
    }),
  )
})

test('params: markdown_version is sent beside the change, and what the parser changed is returned', async () => {
  const given = { ...markdown, warnings: [{ message: 'a tag was left out' }] }
  answer('PATCH', path, given)
  const update = { type: 'replace_content', replace_content: { new_str: 'a' } } as const
  expect(await updatePageMarkdown(aContext(), { page_id: anId(), markdown_version: 'v2', ...update })()).toEqual(
    E.right(given),
  )
  expect(sent[0]?.body).toEqual({ markdown_version: 'v2', ...update })
})
