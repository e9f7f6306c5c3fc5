import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { createDataSource, createDataSourceRequest } from '../../../src/ops/data_sources/createDataSource.js'
import { aDataSource, aPartialDataSource, aTag } from '../../support/dataSources.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const params = { parent: { database_id: anId(4) }, properties: { Name: { title: {} } } } as const

test('default: adds a data source to a database', async () => {
  answer('POST', 'data_sources', aDataSource())
  expect(await createDataSource(aContext(), params)()).toEqual(E.right(aDataSource()))
  expect(sent[0]?.body).toEqual(params)
})

test('params: title and icon', async () => {
  answer('POST', 'data_sources', aDataSource())
  const more = { ...params, title: [{ text: { content: 'Notes' } }], icon: { icon: { name: 'pencil' } } } as const
  await createDataSource(aContext(), more)()
  expect(sent[0]?.body).toEqual(more)
})

test('params: the database can be given by its URL', () => {
  const address = `https://www.notion.so/${anId(4).replaceAll('-', '')}?v=${anId(9).replaceAll('-', '')}`
  const request = createDataSourceRequest({ ...params, parent: { type: 'database_id', database_id: address } })
  expect(request.body).toEqual({ ...params, parent: { type: 'database_id', database_id: anId(4) } })
})

test('behavior: returns only the schema if the connection cannot read the rest', async () => {
  answer('POST', 'data_sources', aPartialDataSource())
  expect(await createDataSource(aContext(), params)()).toEqual(E.right(aPartialDataSource()))
})

test('behavior: is sent once, and invalidates its database', () => {
  const { kind, cache, writes } = createDataSourceRequest(params)
  expect({ kind, cache, writes: writes?.(undefined) }).toEqual({
    kind: 'once',
    cache: undefined,
    writes: [aTag('object', 4)],
  })
})

test('behavior: invalidates the related data sources, with their rows', () => {
  const relation = { data_source_id: anId(8), dual_property: {} }
  const { writes } = createDataSourceRequest({ ...params, properties: { Name: { title: {} }, Tasks: { relation } } })
  expect(writes?.(undefined)).toEqual([aTag('object', 4), aTag('object', 8), aTag('rows', 8)])
})

test('error: no such database', async () => {
  answer('POST', 'data_sources', anErrorBody(404, 'object_not_found'), 404)
  expect(await createDataSource(aContext(), params)()).toMatchObject({ left: { _tag: 'NotFoundError' } })
})

test('error: malformed ids are rejected before sending', async () => {
  const relation = { data_source_id: 'nothing', single_property: {} }
  const wrong = { parent: { database_id: 'nowhere' }, properties: { Name: { title: {} }, Blocks: { relation } } }
  expect(await createDataSource(aContext(), wrong)()).toMatchObject({
    left: {
      _tag: 'InvalidInputError',
      issues: [{ field: 'parent.database_id' }, { field: 'properties.Blocks.relation.data_source_id' }],
    },
  })
  expect(sent).toEqual([])
})
