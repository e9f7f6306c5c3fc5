import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { type UpdatePageParams, updatePage, updatePageRequest } from '../../../src/ops/pages/updatePage.js'
import { checkbox, relation, select, title } from '../../../src/props/index.js'
import { anErrorBody, anId, aPage } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()

const page_id = anId()

/** What goes out, as it goes out. */
const bodyOf = (params: Omit<UpdatePageParams, 'page_id'>): unknown =>
  JSON.parse(JSON.stringify(updatePageRequest({ page_id, ...params }).body))

test('default: updates a page and returns it', async () => {
  answer('PATCH', `pages/${page_id}`, aPage())
  const result = await updatePage(aContext(), { page_id, properties: { Done: checkbox(true) } })()
  expect(result).toEqual(E.right(aPage()))
  expect(sent.map(({ method, path, body }) => ({ method, path, body }))).toEqual([
    { method: 'PATCH', path: `pages/${page_id}`, body: { properties: { Done: { checkbox: true } } } },
  ])
})

test('params: page_id can be without dashes or a URL', () => {
  for (const spelled of [page_id.replaceAll('-', ''), aPage().url]) {
    expect(updatePageRequest({ page_id: spelled }).path).toBe(`pages/${page_id}`)
  }
})

test('params: everything else is sent as given', () => {
  const params = {
    icon: { icon: { name: 'pizza', color: 'blue' } },
    cover: { file_upload: { id: anId(9) } },
    is_locked: true,
    template: { type: 'template_id', template_id: anId(8).replaceAll('-', ''), timezone: 'Europe/Paris' },
    erase_content: true,
    in_trash: false,
    archived: false,
    is_archived: true,
  } as const
  expect(bodyOf(params)).toEqual(params)
  expect(bodyOf({ icon: null, cover: null })).toEqual({ icon: null, cover: null })
  expect(bodyOf({})).toEqual({})
})

test('params: page URLs in properties become ids', () => {
  expect(bodyOf({ properties: { Related: relation([aPage().url]) } })).toEqual({
    properties: { Related: { relation: [{ id: anId() }] } },
  })
})

test('params: filter_properties are sent in the query, not in the body', async () => {
  answer('PATCH', `pages/${page_id}`, aPage())
  await updatePage(aContext(), { page_id, in_trash: true, filter_properties: ['title', '%3AUPp'] })()
  expect(sent[0]?.search.getAll('filter_properties')).toEqual(['title', ':UPp'])
  expect(sent[0]?.body).toEqual({ in_trash: true })
})

test('behavior: returns only the id if the connection cannot read', async () => {
  answer('PATCH', `pages/${page_id}`, { object: 'page', id: page_id })
  expect(await updatePage(aContext(), { page_id, is_locked: true })()).toEqual(E.right({ object: 'page', id: page_id }))
})

test('behavior: is repeatable, unless it applies a template', () => {
  expect(updatePageRequest({ page_id, properties: {}, erase_content: true }).kind).toBe('repeatable')
  expect(updatePageRequest({ page_id, template: { type: 'default' } }).kind).toBe('once')
  expect(updatePageRequest({ page_id }).cache).toBeUndefined()
})

test('behavior: invalidates the page, its children, and the rows of its data source', () => {
  const { writes } = updatePageRequest({ page_id, properties: { Name: title('New') } })
  const own = ['object:00000000000040008000000000000001', 'children:00000000000040008000000000000001']
  expect(writes?.(aPage())).toEqual([...own, 'rows:00000000000040008000000000000003', 'related'])
})

test('behavior: invalidates all rows if the data source is unknown', () => {
  const { writes } = updatePageRequest({ page_id, properties: { Name: title('New') } })
  const own = ['object:00000000000040008000000000000001', 'children:00000000000040008000000000000001']
  expect(writes?.(undefined)).toEqual([...own, 'rows', 'related'])
  expect(writes?.({ object: 'page', id: page_id })).toEqual([...own, 'rows', 'related'])
})

test.each([{ in_trash: true }, { archived: false }, { is_archived: true }, { erase_content: true }])(
  'behavior: invalidates everything that may be below it, with %j',
  (change) => {
    expect(updatePageRequest({ page_id, ...change }).writes?.(aPage())).toContain('tree')
    expect(updatePageRequest({ page_id, ...change }).writes?.(undefined)).toContain('tree')
    expect(updatePageRequest({ page_id, icon: null }).writes?.(aPage())).not.toContain('tree')
  },
)

test('behavior: invalidates the children of its page', () => {
  const { writes } = updatePageRequest({ page_id, icon: null })
  expect(writes?.(aPage({ parent: { type: 'page_id', page_id: anId(5) } }))).toEqual([
    'object:00000000000040008000000000000001',
    'children:00000000000040008000000000000001',
    'object:00000000000040008000000000000005',
    'children:00000000000040008000000000000005',
  ])
})

test('behavior: an option given by name can be new, so the schema is invalidated', () => {
  const { writes } = updatePageRequest({ page_id, properties: { Stage: select('New') } })
  expect(writes?.(aPage())).toContain('object:00000000000040008000000000000003')
})

test('error: malformed ids and exceeded limits are rejected before sending', async () => {
  const params: UpdatePageParams = {
    page_id: 'nowhere',
    properties: { Stage: select('a, b'), Name: title([{ text: { content: 'a'.repeat(2001) } }]) },
    cover: { file_upload: { id: 'nothing' } },
    template: { type: 'template_id', template_id: 'none' },
  }
  const result = await updatePage(aContext(), params)()
  expect(
    E.isLeft(result) && result.left._tag === 'InvalidInputError' && result.left.issues.map(({ field }) => field),
  ).toEqual([
    'page_id',
    'properties.Name.title[0].text.content',
    'cover.file_upload.id',
    'template.template_id',
    'properties.Stage.select.name',
  ])
  expect(sent).toEqual([])
})

test('error: not found', async () => {
  answer('PATCH', `pages/${page_id}`, anErrorBody(404, 'object_not_found'), 404)
  expect(await updatePage(aContext(), { page_id, in_trash: true })()).toMatchObject({
    left: { _tag: 'NotFoundError', code: 'object_not_found', call: { op: 'updatePage' } },
  })
})

test('error: an invalid complete page is not accepted as a partial one', async () => {
  answer('PATCH', `pages/${page_id}`, { ...aPage(), url: 1 })
  expect(await updatePage(aContext(), { page_id })()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: [{ path: 'url', expected: 'string', actual: 1 }] },
  })
})
