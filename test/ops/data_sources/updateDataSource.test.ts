import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import {
  type UpdateDataSourceParams,
  updateDataSource,
  updateDataSourceRequest,
} from '../../../src/ops/data_sources/updateDataSource.js'
import { aDataSource, aPartialDataSource, aTag } from '../../support/dataSources.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `data_sources/${anId(3)}`
const update = (params: Omit<UpdateDataSourceParams, 'data_source_id'>) =>
  updateDataSource(aContext(), { data_source_id: anId(3), ...params })()

test('default: changes the schema', async () => {
  answer('PATCH', path, aDataSource())
  const properties = {
    Estimate: { number: { format: 'percent' } },
    Stage: { name: 'Status' },
    Blocks: { relation: { data_source_id: anId(6).replaceAll('-', ''), dual_property: {} } },
    Obsolete: null,
  } as const
  expect(await update({ properties })).toEqual(E.right(aDataSource()))
  expect(sent[0]?.body).toEqual({ properties })
})

test('params: all others go into the body', async () => {
  answer('PATCH', path, aDataSource())
  const body = {
    title: [{ text: { content: 'Chores' } }],
    icon: { emoji: '🧹' },
    in_trash: false,
    archived: false,
    parent: { type: 'database_id', database_id: anId(6) },
  } as const
  await update(body)
  expect(sent[0]?.body).toEqual(body)
})

test('params: icon null takes the icon away', async () => {
  answer('PATCH', path, aDataSource())
  await update({ icon: null })
  expect(sent[0]?.body).toEqual({ icon: null })
})

test('params: ids may be Notion addresses', () => {
  const address = `https://www.notion.so/Other-${anId(6).replaceAll('-', '')}`
  const { body, invalid } = updateDataSourceRequest({
    data_source_id: anId(3),
    parent: { database_id: address },
    properties: { Blocks: { relation: { data_source_id: address, single_property: {} } } },
  })
  expect({ body, invalid }).toEqual({
    body: {
      parent: { database_id: anId(6) },
      properties: { Blocks: { relation: { data_source_id: anId(6), single_property: {} } } },
    },
    invalid: undefined,
  })
})

test('behavior: gives the schema alone where the connection may not read the rest', async () => {
  answer('PATCH', path, aPartialDataSource())
  expect(await update({ in_trash: true })).toEqual(E.right(aPartialDataSource()))
})

test('behavior: makes stale itself, its rows and its database, and what is known of them in doubt', () => {
  const { kind, cache, writes } = updateDataSourceRequest({ data_source_id: anId(3) })
  expect({ kind, cache }).toEqual({ kind: 'repeatable', cache: undefined })
  expect(writes?.(aDataSource())).toEqual(
    expect.arrayContaining([aTag('object', 3), aTag('rows', 3), aTag('object', 4)]),
  )
  expect(writes?.(undefined)).toEqual([aTag('object', 3), aTag('rows', 3)])
})

test('behavior: everything is stale that may go with it to the trash or elsewhere', () => {
  for (const change of [{ in_trash: true }, { archived: false }, { parent: { database_id: anId(6) } }]) {
    expect(updateDataSourceRequest({ data_source_id: anId(3), ...change }).writes?.(aDataSource())).toContain('tree')
  }
})

test('behavior: a change of the schema makes properties stale that were read one by one', () => {
  const { writes } = updateDataSourceRequest({ data_source_id: anId(3), properties: { Old: null } })
  expect(writes?.(aDataSource())).toContain('rows')
})

test('behavior: a move makes the database stale that it goes to', () => {
  const { writes } = updateDataSourceRequest({ data_source_id: anId(3), parent: { database_id: anId(6) } })
  expect(writes?.(undefined)).toContain(aTag('object', 6))
})

test('error: a schema that Notion refuses', async () => {
  answer('PATCH', path, anErrorBody(400, 'validation_error'), 400)
  expect(await update({ properties: { Name: null } })).toMatchObject({ left: { _tag: 'ValidationError' } })
})

test('error: malformed ids and what is too long are refused before anything is sent, all at once', async () => {
  const result = await update({
    title: [{ text: { content: 'x'.repeat(2001) } }],
    parent: { database_id: 'nowhere' },
    properties: { Blocks: { relation: { data_source_id: 'nothing', single_property: {} } } },
  })
  expect(result).toMatchObject({
    left: {
      _tag: 'InvalidInputError',
      issues: [
        { field: 'title[0].text.content' },
        { field: 'parent.database_id', given: 'nowhere' },
        { field: 'properties.Blocks.relation.data_source_id', given: 'nothing' },
      ],
    },
  })
  expect(sent).toEqual([])
})
