import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { type CreatePageParams, createPage, createPageRequest } from '../../../src/ops/pages/createPage.js'
import type { NewPageParentRequest } from '../../../src/ops/pages/newPageRequest.js'
import { multiSelect, number, relation, select, title } from '../../../src/props/index.js'
import { anErrorBody, anId, aPage } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()

const parent = { type: 'data_source_id', data_source_id: anId(3) } as const
const properties = { Name: title('A page'), Estimate: number(3) }
const children = [{ paragraph: { rich_text: [{ text: { content: 'Words' } }] } }]
const task = {
  object: 'async_task',
  id: anId(20),
  status_url: `https://api.notion.com/v1/async_tasks/${anId(20)}`,
  created_time: '2026-01-02T03:04:00.000Z',
  operation: { surface: 'rest', name: 'create_page' },
  status: 'queued',
  poll_after_seconds: 2,
}

/** What goes out, as it goes out. */
const bodyOf = (params: CreatePageParams): unknown => JSON.parse(JSON.stringify(createPageRequest(params).body))

const refused = (params: CreatePageParams) => createPageRequest(params).invalid?.map(({ field }) => field)

test('default: creates a page and returns it', async () => {
  answer('POST', 'pages', aPage())
  expect(await createPage(aContext(), { parent, properties, children })()).toEqual(E.right(aPage()))
  expect(sent.map(({ method, path, body }) => ({ method, path, body }))).toEqual([
    {
      method: 'POST',
      path: 'pages',
      body: {
        parent,
        properties: { Name: { title: [{ text: { content: 'A page' } }] }, Estimate: { number: 3 } },
        children,
      },
    },
  ])
})

test('default: an empty body is valid', () => {
  expect(bodyOf({})).toEqual({})
})

test.each<NewPageParentRequest>([
  { type: 'page_id', page_id: anId(5) },
  { page_id: anId(5).replaceAll('-', '') },
  { type: 'database_id', database_id: anId(5) },
  { database_id: anId(5) },
  { data_source_id: anId(5).replaceAll('-', '') },
  { type: 'workspace', workspace: true },
])('params: the parent %j is sent as given', (into) => {
  expect(bodyOf({ parent: into })).toEqual({ parent: into })
  expect(refused({ parent: into })).toBeUndefined()
})

test('params: URLs become ids wherever an id is expected', () => {
  const address = 'https://www.notion.so/A-page-00000000000040008000000000000001'
  const block = `${address}#0000000000004000800000000000000a`
  expect(
    bodyOf({
      parent: { page_id: address },
      properties: { Related: relation([address]) },
      position: { type: 'after_block', after_block: { id: block } },
      template: { type: 'template_id', template_id: address },
    }),
  ).toEqual({
    parent: { page_id: anId() },
    properties: { Related: { relation: [{ id: anId() }] } },
    position: { type: 'after_block', after_block: { id: anId(10) } },
    template: { type: 'template_id', template_id: anId() },
  })
})

test('params: everything else is sent as given', () => {
  const params: CreatePageParams = {
    icon: { emoji: '🎉' },
    cover: { type: 'external', external: { url: 'https://example.com/c.png' } },
    template: { type: 'default', timezone: 'Europe/Paris' },
    position: { type: 'page_start' },
    allow_async: false,
  }
  expect(bodyOf(params)).toEqual(params)
  expect(bodyOf({ icon: null, cover: null })).toEqual({ icon: null, cover: null })
  expect(bodyOf({ content: children })).toEqual({ content: children })
  expect(bodyOf({ children, template: { type: 'none' } })).toEqual({ children, template: { type: 'none' } })
  expect(bodyOf({ markdown: '# A page', allow_async: true })).toEqual({ markdown: '# A page', allow_async: true })
})

test('params: a title can be an array of rich text without its key', () => {
  const short = unsafeCast<CreatePageParams>({ properties: { title: [{ text: { content: 'A page' } }] } })
  expect(bodyOf(short)).toEqual(short)
})

test('params: filter_properties are sent in the query, not in the body', async () => {
  answer('POST', 'pages', aPage())
  await createPage(aContext(), { parent, filter_properties: ['title', '%3AUPp'] })()
  expect(sent[0]?.search.getAll('filter_properties')).toEqual(['title', ':UPp'])
  expect(sent[0]?.body).toEqual({ parent })
})

test('params: with allow_async the response can be a task in place of the page', async () => {
  answer('POST', 'pages', task, 202)
  const params = { parent, markdown: '# A page', allow_async: true }
  expect(await createPage(aContext(), params)()).toEqual(E.right(task))
  answer('POST', 'pages', aPage())
  expect(await createPage(aContext(), params)()).toEqual(E.right(aPage()))
})

test('behavior: returns only the id if the connection cannot read', async () => {
  answer('POST', 'pages', { object: 'page', id: anId() })
  expect(await createPage(aContext(), { parent })()).toEqual(E.right({ object: 'page', id: anId() }))
})

test('behavior: is sent once and never cached', () => {
  const { kind, cache, reads } = createPageRequest({ parent })
  expect({ kind, cache, reads }).toEqual({ kind: 'once', cache: undefined, reads: undefined })
})

test('behavior: invalidates the rows of the data source, also those of a database with one data source', () => {
  const rows = ['rows:00000000000040008000000000000003']
  expect(createPageRequest({ parent }).writes?.(aPage())).toEqual(rows)
  expect(createPageRequest({ parent: { database_id: anId(4) } }).writes?.(aPage())).toEqual(rows)
  expect(createPageRequest({ parent }).writes?.({ object: 'page', id: anId() })).toEqual(rows)
  expect(createPageRequest({ parent }).writes?.(undefined)).toEqual(rows)
})

test('behavior: invalidates the parent page and its children', () => {
  const into = createPageRequest({ parent: { page_id: anId(5) } })
  const stale = ['object:00000000000040008000000000000005', 'children:00000000000040008000000000000005']
  expect(into.writes?.(aPage({ parent: { type: 'page_id', page_id: anId(5) } }))).toEqual(stale)
  expect(into.writes?.(undefined)).toEqual(stale)
})

test('behavior: invalidates nothing if the parent is unknown', () => {
  expect(createPageRequest({}).writes?.(undefined)).toEqual([])
  expect(createPageRequest({}).writes?.(aPage({ parent: { type: 'workspace', workspace: true } }))).toEqual([])
})

test('behavior: invalidates all rows if the data source of the database is unknown', () => {
  const { writes } = createPageRequest({ parent: { database_id: anId(4) } })
  expect(writes?.(undefined)).toEqual(['rows'])
  expect(writes?.({ object: 'page', id: anId() })).toEqual(['rows'])
})

test('behavior: a pending task invalidates the same as the page', () => {
  const request = createPageRequest({ parent, markdown: '# A page', allow_async: true })
  expect(request.writes?.(unsafeCast(task))).toEqual(['rows:00000000000040008000000000000003'])
})

test('behavior: an option given by name can be new, so the schema is invalidated', () => {
  const stale = ['rows:00000000000040008000000000000003', 'object:00000000000040008000000000000003', 'related']
  for (const option of [select('New'), multiSelect([{ id: 'x' }, 'New'])]) {
    expect(createPageRequest({ parent, properties: { Stage: option } }).writes?.(aPage())).toEqual(stale)
  }
  expect(createPageRequest({ parent, properties: { Stage: select({ id: 'x' }) } }).writes?.(aPage())).not.toContain(
    stale[1],
  )
})

test.each<[string, CreatePageParams, ReadonlyArray<string>]>([
  ['children and content', { children, content: children }, ['content']],
  ['children and markdown', { children, markdown: '' }, ['markdown']],
  ['children and a template', { children, template: { type: 'default' } }, ['template']],
  ['markdown and a template', { markdown: 'a', template: { type: 'default' } }, ['template']],
  ['all of them', { children, markdown: 'a', template: { type: 'default' } }, ['markdown', 'template']],
])('error: %s contradict each other', (_what, params, fields) => {
  expect(refused(params)).toEqual(fields)
})

test('error: conflicting parameters are both reported before sending', async () => {
  expect(await createPage(aContext(), { markdown: '# A page', children })()).toMatchObject({
    left: {
      _tag: 'InvalidInputError',
      message: expect.stringContaining('left out beside children'),
      issues: [{ field: 'markdown', given: '# A page' }],
    },
  })
  expect(sent).toEqual([])
})

test('behavior: an empty array of children conflicts with nothing', () => {
  expect(refused({ children: [], template: { type: 'default' } })).toBeUndefined()
})

test('error: malformed ids and exceeded limits are rejected with their paths', () => {
  expect(
    refused({
      parent: { data_source_id: 'nowhere' },
      properties: { Name: title([{ text: { content: 'a'.repeat(2001) } }]), Estimate: number(Number.NaN) },
      children: [{ paragraph: { rich_text: [{ text: { content: 'a'.repeat(2001) } }] } }],
      icon: { type: 'file_upload', file_upload: { id: 'nothing' } },
      template: { type: 'none' },
    }),
  ).toEqual([
    'parent.data_source_id',
    'properties.Name.title[0].text.content',
    'properties.Estimate.number',
    'children[0].paragraph.rich_text[0].text.content',
    'icon.file_upload.id',
  ])
  expect(refused({ children: Array.from({ length: 101 }, () => ({ divider: {} })) })).toEqual(['children'])
})

test('error: a task is not a valid response without allow_async', async () => {
  answer('POST', 'pages', task, 202)
  expect(await createPage(aContext(), { parent })()).toMatchObject({ left: { _tag: 'DecodeError', body: task } })
})

test('error: an invalid complete page is not accepted as a partial one', async () => {
  answer('POST', 'pages', { ...aPage(), properties: { Done: { id: 'c', type: 'checkbox', checkbox: 1 } } })
  expect(await createPage(aContext(), { parent })()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: [{ path: 'properties.Done.checkbox' }] },
  })
})

test('error: Notion rejects the request', async () => {
  answer('POST', 'pages', anErrorBody(400, 'validation_error'), 400)
  expect(await createPage(aContext(), { parent, properties })()).toMatchObject({
    left: { _tag: 'ValidationError', code: 'validation_error', call: { op: 'createPage' } },
  })
})

test('error: reports what Notion did despite the failure', async () => {
  const body = anErrorBody(503, 'service_unavailable', { additional_data: { committed_resource_id: anId(30) } })
  answer('POST', 'pages', body, 503)
  expect(await createPage(aContext(), { parent, properties })()).toMatchObject({
    left: { _tag: 'ServerError', outcome: 'committed', committedId: anId(30) },
  })
})

test('params: markdown_version is sent with markdown, and rejected without it', () => {
  expect(createPageRequest({ markdown: 'a', markdown_version: 'v2' })).toMatchObject({
    body: { markdown: 'a', markdown_version: 'v2' },
  })
  expect(createPageRequest({ children: [], markdown_version: 'v2' })).toMatchObject({
    invalid: [{ field: 'markdown_version', given: 'v2', allowed: 'left out without markdown' }],
  })
})
