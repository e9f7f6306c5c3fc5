import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { collect, iteratePages } from '../../../src/core/pagination/paginate.js'
import { getPageProperty, getPagePropertyRequest } from '../../../src/ops/pages/getPageProperty.js'
import { aTag } from '../../support/dataSources.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aCheckboxItem, aRelation, aRelationItem } from '../../support/propertyItems.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `pages/${anId()}/properties/:property_id`
const params = { page_id: anId(), property_id: '%3AUPp' }

test.each([
  ['one item', aCheckboxItem()],
  ['a list of items', aRelation([5, 6])],
])('default: retrieves a property that is %s', async (_what, property) => {
  answer('GET', path, property)
  expect(await getPageProperty(aContext(), params)()).toEqual(E.right(property))
  expect([...(sent[0]?.search ?? [])]).toEqual([])
})

test.each(['%3AUPp', ':UPp'])('params: property_id %j is sent encoded once', async (property_id) => {
  answer('GET', path, aCheckboxItem())
  await getPageProperty(aContext(), { page_id: anId(), property_id })()
  expect(sent[0]?.path).toBe(`pages/${anId()}/properties/%3AUPp`)
})

test('params: start_cursor and page_size are sent in the query', async () => {
  answer('GET', path, aRelation([]))
  await getPageProperty(aContext(), { ...params, start_cursor: 'next', page_size: 5 })()
  expect(Object.fromEntries(sent[0]?.search ?? [])).toEqual({ start_cursor: 'next', page_size: '5' })
})

test('behavior: collect returns the items of all pages of results', async () => {
  answer('GET', path, (asked: number) => (asked === 1 ? aRelation([5, 6], 'next') : aRelation([7])))
  expect(await collect(getPageProperty)(aContext(), params)()).toEqual(E.right([5, 6, 7].map(aRelationItem)))
  expect(sent[1]?.search.get('start_cursor')).toBe('next')
})

test('behavior: collect returns the single item of any other property', async () => {
  answer('GET', path, aCheckboxItem())
  expect(await collect(getPageProperty)(aContext(), params)()).toEqual(E.right([aCheckboxItem()]))
  expect(sent).toHaveLength(1)
})

test('behavior: iteratePages returns the result of a rollup with the last page of results', async () => {
  const rollup = (result: object) => ({
    id: 'sum',
    next_url: null,
    type: 'rollup',
    rollup: { function: 'sum', ...result },
  })
  answer('GET', path, (asked: number) =>
    asked === 1
      ? { ...aRelation([5], 'next'), property_item: rollup({ type: 'incomplete', incomplete: {} }) }
      : { ...aRelation([6]), property_item: rollup({ type: 'number', number: 7 }) },
  )
  const seen: Array<unknown> = []
  for await (const page of iteratePages(getPageProperty)(aContext(), params)) {
    seen.push(E.isRight(page) && page.right.object === 'list' && page.right.property_item)
  }
  expect(seen).toMatchObject([{ rollup: { type: 'incomplete' } }, { rollup: { type: 'number', number: 7 } }])
})

test('behavior: is cached with its page, until a schema changes that may be the one of its page', () => {
  const { kind, cache, reads } = getPagePropertyRequest(params)
  expect({ kind, cache, reads: reads?.(aCheckboxItem()) }).toEqual({
    kind: 'read',
    cache: { resource: 'pages' },
    reads: [aTag('object', 1), 'tree', 'rows'],
  })
})

test('error: a property that the page does not have', async () => {
  answer('GET', path, anErrorBody(404, 'object_not_found'), 404)
  expect(await getPageProperty(aContext(), params)()).toMatchObject({
    left: { _tag: 'NotFoundError', call: { op: 'getPageProperty' } },
  })
})

test('error: malformed ids are rejected before sending', async () => {
  expect(await getPageProperty(aContext(), { page_id: 'x', property_id: '%2e%2e' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'page_id' }, { field: 'property_id', given: '%2e%2e' }] },
  })
  expect(sent).toEqual([])
})

test('error: an invalid item in a list', async () => {
  answer('GET', path, { ...aRelation([5]), results: [aRelationItem(5), { ...aRelationItem(6), relation: null }] })
  expect(await getPageProperty(aContext(), params)()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: [{ path: 'results[1].relation' }] },
  })
})
