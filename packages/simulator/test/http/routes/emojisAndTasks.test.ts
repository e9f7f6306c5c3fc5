import { expect, test } from 'vitest'
import { asObject } from '../../../src/domain/values/json.js'
import { harness } from '../../support/harness.js'

test('default: there are no custom emojis', async () => {
  const { ok } = await harness()
  expect(await ok('GET', 'custom_emojis')).toEqual({
    object: 'list',
    type: 'custom_emoji',
    results: [],
    has_more: false,
    next_cursor: null,
    request_id: expect.any(String),
  })
})

test('default: a page of Markdown can be created by a task', async () => {
  const { ok, call, home } = await harness()
  const begun = await call('POST', 'pages', { parent: { page_id: home }, markdown: '# Later\ntext', allow_async: true })
  expect(begun.status).toBe(202)
  expect(begun.body).toMatchObject({
    object: 'async_task',
    id: expect.stringMatching(/^task_[0-9a-f]{32}$/),
    status: 'queued',
    poll_after_seconds: 2,
    operation: { surface: 'rest', name: 'POST /v1/pages' },
    status_url: `https://api.notion.com/v1/async_tasks/${String(begun.body.id)}`,
  })
  const path = `async_tasks/${String(begun.body.id)}`
  expect(await ok('GET', path)).toMatchObject({ status: 'running' })
  const done = await ok('GET', path)
  expect(done).toMatchObject({ status: 'succeeded', result: { object: 'page' } })
  expect(await ok('GET', `pages/${String(asObject(done.result).id)}`)).toMatchObject({ object: 'page' })
  const refused = await call('POST', 'pages', { parent: { page_id: home }, allow_async: true })
  expect(refused.status).toBe(400)
})
