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

test('default: updates the schema', async () => {
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

test('params: the others are sent in the body', async () => {
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

test('params: icon null removes the icon', async () => {
  answer('PATCH', path, aDataSource())
  await update({ icon: null })
  expect(sent[0]?.body).toEqual({ icon: null })
})

test('params: ids can be Notion URLs', () => {
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

test('behavior: returns only the schema if the connection cannot read the rest', async () => {
  answer('PATCH', path, aPartialDataSource())
  expect(await update({ in_trash: true })).toEqual(E.right(aPartialDataSource()))
})

test('behavior: invalidates itself, its rows and its database, as far as they are known if the outcome is unknown', () => {
  const { kind, cache, writes } = updateDataSourceRequest({ data_source_id: anId(3) })
  expect({ kind, cache }).toEqual({ kind: 'repeatable', cache: undefined })
  expect(writes?.(aDataSource())).toEqual(
    expect.arrayContaining([aTag('object', 3), aTag('rows', 3), aTag('object', 4)]),
  )
  expect(writes?.(undefined)).toEqual([aTag('object', 3), aTag('rows', 3)])
})

test('behavior: invalidates everything that may be trashed or moved with it', () => {
  for (const change of [{ in_trash: true }, { archived: false }, { parent: { database_id: anId(6) } }]) {
    expect(updateDataSourceRequest({ data_source_id: anId(3), ...change }).writes?.(aDataSource())).toContain('tree')
  }
})

test('behavior: a schema change invalidates properties that were read individually', () => {
  const { writes } = updateDataSourceRequest({ data_source_id: anId(3), properties: { Old: null } })
  expect(writes?.(aDataSource())).toContain('rows')
})

test('behavior: a move invalidates the new database', () => {
  const { writes } = updateDataSourceRequest({ data_source_id: anId(3), parent: { database_id: anId(6) } })
  expect(writes?.(undefined)).toContain(aTag('object', 6))
})

test('error: a schema that Notion rejects', async () => {
  answer('PATCH', path, anErrorBody(400, 'validation_error'), 400)
  expect(await update({ properties: { Name: null } })).toMatchObject({ left: { _tag: 'ValidationError' } })
})

test('error: malformed ids and exceeded limits are all rejected before sending', async () => {
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
