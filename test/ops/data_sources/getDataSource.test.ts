import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { getDataSource, getDataSourceRequest } from '../../../src/ops/data_sources/getDataSource.js'
import { aDataSource, aPartialDataSource, aTag } from '../../support/dataSources.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()

test('default: retrieves a data source', async () => {
  answer('GET', `data_sources/${anId(3)}`, aDataSource())
  expect(await getDataSource(aContext(), { data_source_id: anId(3) })()).toEqual(E.right(aDataSource()))
})

test('params: data_source_id can be without dashes', () => {
  expect(getDataSourceRequest({ data_source_id: anId(3).replaceAll('-', '') }).path).toBe(`data_sources/${anId(3)}`)
})

test('behavior: declares that it repeats fields of its database', () => {
  const { kind, cache, reads } = getDataSourceRequest({ data_source_id: anId(3) })
  expect({ kind, cache, reads: reads?.(aDataSource()) }).toEqual({
    kind: 'read',
    cache: { resource: 'data_sources' },
    reads: [aTag('object', 3), aTag('object', 4), 'tree', 'rows'],
  })
})

test('error: not found, as for the id of a database', async () => {
  answer('GET', `data_sources/${anId(4)}`, anErrorBody(404, 'object_not_found'), 404)
  expect(await getDataSource(aContext(), { data_source_id: anId(4) })()).toMatchObject({
    left: { _tag: 'NotFoundError', call: { op: 'getDataSource' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await getDataSource(aContext(), { data_source_id: 'AAA' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'data_source_id', given: 'AAA' }] },
  })
  expect(sent).toEqual([])
})

test('error: a data source that is neither complete nor partial', async () => {
  answer('GET', `data_sources/${anId(3)}`, aPartialDataSource())
  expect(await getDataSource(aContext(), { data_source_id: anId(3) })()).toMatchObject({
    left: { _tag: 'DecodeError' },
  })
})
