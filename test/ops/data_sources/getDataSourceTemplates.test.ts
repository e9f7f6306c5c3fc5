import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { collect } from '../../../src/core/pagination/paginate.js'
import {
  getDataSourceTemplates,
  getDataSourceTemplatesRequest,
} from '../../../src/ops/data_sources/getDataSourceTemplates.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `data_sources/${anId(3)}/templates`
const aTemplate = (number: number) => ({ id: anId(number), name: `Template ${number}`, is_default: number === 1 })
const templates = { templates: [aTemplate(1), aTemplate(2)], has_more: false, next_cursor: null }

test('default: lists templates, with the response unchanged', async () => {
  answer('GET', path, templates)
  expect(await getDataSourceTemplates(aContext(), { data_source_id: anId(3) })()).toEqual(E.right(templates))
  expect([...(sent[0]?.search ?? [])]).toEqual([])
})

test('params: name, start_cursor and page_size are sent in the query', async () => {
  answer('GET', path, templates)
  const params = { name: 'week', start_cursor: anId(2), page_size: 1 }
  await getDataSourceTemplates(aContext(), { data_source_id: anId(3), ...params })()
  expect(Object.fromEntries(sent[0]?.search ?? [])).toEqual({ ...params, page_size: '1' })
})

test('behavior: collect returns the templates of all pages of results', async () => {
  answer('GET', path, (asked: number) =>
    asked === 1
      ? { templates: [aTemplate(1)], has_more: true, next_cursor: anId(2) }
      : { templates: [aTemplate(2)], has_more: false, next_cursor: null },
  )
  expect(await collect(getDataSourceTemplates)(aContext(), { data_source_id: anId(3) })()).toEqual(
    E.right([aTemplate(1), aTemplate(2)]),
  )
  expect(sent[1]?.search.get('start_cursor')).toBe(anId(2))
})

test('behavior: is a read that is never cached', () => {
  const { kind, cache } = getDataSourceTemplatesRequest({ data_source_id: anId(3) })
  expect({ kind, cache }).toEqual({ kind: 'read', cache: undefined })
})

test('error: not found', async () => {
  answer('GET', path, anErrorBody(404, 'object_not_found'), 404)
  expect(await getDataSourceTemplates(aContext(), { data_source_id: anId(3) })()).toMatchObject({
    left: { _tag: 'NotFoundError', call: { op: 'getDataSourceTemplates' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await getDataSourceTemplates(aContext(), { data_source_id: 'AAA' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'data_source_id' }] },
  })
  expect(sent).toEqual([])
})

test('error: a template without a name', async () => {
  answer('GET', path, { ...templates, templates: [{ id: anId(1), is_default: true }] })
  expect(await getDataSourceTemplates(aContext(), { data_source_id: anId(3) })()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: [{ path: 'templates[0].name' }] },
  })
})
