import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import {
  type CreateDatabaseParams,
  createDatabase,
  createDatabaseRequest,
} from '../../../src/ops/databases/createDatabase.js'
import { aDatabase, aTag } from '../../support/dataSources.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const parent = { type: 'page_id', page_id: anId(5) } as const
const create = (params: Omit<CreateDatabaseParams, 'parent'>) => createDatabase(aContext(), { parent, ...params })()

test('default: creates a database in a page', async () => {
  answer('POST', 'databases', aDatabase())
  expect(await create({})).toEqual(E.right(aDatabase()))
  expect(sent[0]?.body).toEqual({ parent })
})

test('params: all are sent in the body', async () => {
  answer('POST', 'databases', aDatabase())
  const body = {
    title: [{ text: { content: 'Tasks' } }],
    description: [{ text: { content: 'What there is to do' } }],
    is_inline: true,
    initial_data_source: {
      properties: {
        Name: { title: {} },
        Blocks: { relation: { data_source_id: anId(6).replaceAll('-', ''), single_property: {} } },
      },
    },
    icon: { emoji: '🧹' },
    cover: { external: { url: 'https://example.com/cover.png' } },
  } as const
  await create(body)
  expect(sent[0]?.body).toEqual({ parent, ...body })
})

test('params: an initial data source without properties is sent without', () => {
  expect(JSON.parse(JSON.stringify(createDatabaseRequest({ parent, initial_data_source: {} }).body))).toEqual({
    parent,
    initial_data_source: {},
  })
})

test('params: parent can be the workspace', () => {
  const { body, invalid } = createDatabaseRequest({ parent: { type: 'workspace', workspace: true } })
  expect({ body, invalid }).toEqual({ body: { parent: { type: 'workspace', workspace: true } }, invalid: undefined })
})

test('params: ids can be Notion URLs', () => {
  const address = (number: number) => `https://www.notion.so/A-page-${anId(number).replaceAll('-', '')}`
  const relation = (data_source_id: string) => ({
    properties: { Blocks: { relation: { data_source_id, dual_property: {} } } },
  })
  const { body, invalid } = createDatabaseRequest({
    parent: { page_id: address(5) },
    initial_data_source: relation(address(6)),
  })
  expect({ body, invalid }).toEqual({
    body: { parent: { page_id: anId(5) }, initial_data_source: relation(anId(6)) },
    invalid: undefined,
  })
})

test('behavior: returns only the id if the connection cannot read', async () => {
  answer('POST', 'databases', { object: 'database', id: anId(4) })
  expect(await create({})).toEqual(E.right({ object: 'database', id: anId(4) }))
})

test('behavior: is sent once, and invalidates the children of its parent', () => {
  const { kind, cache, writes } = createDatabaseRequest({ parent })
  expect({ kind, cache }).toEqual({ kind: 'once', cache: undefined })
  for (const outcome of [aDatabase(), undefined]) {
    expect(writes?.(outcome)).toEqual([aTag('children', 5), aTag('object', 5)])
  }
})

test('behavior: in the workspace it invalidates nothing', () => {
  expect(createDatabaseRequest({ parent: { workspace: true } }).writes?.(aDatabase())).toEqual([])
})

test('error: a failure after the database was created has its id', async () => {
  const body = anErrorBody(503, 'service_unavailable', { additional_data: { committed_resource_id: anId(4) } })
  answer('POST', 'databases', body, 503)
  expect(await create({})).toMatchObject({
    left: { _tag: 'ServerError', outcome: 'committed', committedId: anId(4), call: { op: 'createDatabase' } },
  })
})

test('error: malformed ids and exceeded limits are all rejected before sending', async () => {
  const run = { text: { content: 'x' } }
  const result = await createDatabase(aContext(), {
    parent: { page_id: 'nowhere' },
    title: Array.from({ length: 101 }, () => run),
    description: [{ text: { content: 'x'.repeat(2001) } }],
    initial_data_source: { properties: { Blocks: { relation: { data_source_id: 'nothing', single_property: {} } } } },
  })()
  expect(result).toMatchObject({
    left: {
      _tag: 'InvalidInputError',
      issues: [
        { field: 'parent.page_id', given: 'nowhere' },
        { field: 'title' },
        { field: 'description[0].text.content' },
        { field: 'initial_data_source.properties.Blocks.relation.data_source_id', given: 'nothing' },
      ],
    },
  })
  expect(sent).toEqual([])
})
