/** The ids that operations find in URLs, and the hints for ids of another kind. */
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import type { NotionRequest } from '../../../src/core/call/request.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { appendBlockChildrenRequest } from '../../../src/ops/blocks/appendBlockChildren.js'
import { createCommentRequest } from '../../../src/ops/comments/createComment.js'
import { createDataSource, createDataSourceRequest } from '../../../src/ops/data_sources/createDataSource.js'
import { getDataSource, getDataSourceRequest } from '../../../src/ops/data_sources/getDataSource.js'
import { queryDataSource, queryDataSourceRequest } from '../../../src/ops/data_sources/queryDataSource.js'
import { createDatabaseRequest } from '../../../src/ops/databases/createDatabase.js'
import { getDatabase, getDatabaseRequest } from '../../../src/ops/databases/getDatabase.js'
import { updateDatabaseRequest } from '../../../src/ops/databases/updateDatabase.js'
import { createMeetingNoteRequest } from '../../../src/ops/meeting_notes/createMeetingNote.js'
import { createPage, createPageRequest } from '../../../src/ops/pages/createPage.js'
import { getPageRequest } from '../../../src/ops/pages/getPage.js'
import { movePageRequest } from '../../../src/ops/pages/movePage.js'
import { updatePageRequest } from '../../../src/ops/pages/updatePage.js'
import { createViewRequest } from '../../../src/ops/views/createView.js'
import { getViewsRequest } from '../../../src/ops/views/getViews.js'
import { updateViewRequest } from '../../../src/ops/views/updateView.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer } = notionServer()
const bare = (n: number): string => anId(n).replaceAll('-', '')

/** The URL of a database with a view, a row beside it, and a block in the row. */
const address = `https://www.notion.so/ws/${bare(1)}?v=${bare(2)}&p=${bare(3)}&pm=s#${bare(4)}`
const [database, view, row, block] = [anId(1), anId(2), anId(3), anId(4)]

type Sent = Pick<NotionRequest<unknown>, 'path' | 'query' | 'body' | 'invalid'>

/** The parts of a request that are sent, without undefined fields. */
const sent = ({ path, query, body, invalid }: Sent): unknown => {
  expect(invalid).toBeUndefined()
  const words = JSON.parse(JSON.stringify({ ...query }))
  return { path, ...(Object.keys(words).length > 0 && { query: words }), ...(body !== undefined && { body }) }
}

test('params: the id in a path is found by its kind', () => {
  expect(sent(getDatabaseRequest({ database_id: address }))).toEqual({ path: `databases/${database}` })
  expect(sent(getPageRequest({ page_id: address }))).toEqual({ path: `pages/${row}` })
  expect(sent(getDataSourceRequest({ data_source_id: address }))).toEqual({ path: `data_sources/${database}` })
  expect(sent(getDataSourceRequest({ data_source_id: `collection://${anId(9)}` }))).toEqual({
    path: `data_sources/${anId(9)}`,
  })
  expect(sent(updateDatabaseRequest({ database_id: address }))).toEqual({ path: `databases/${database}`, body: {} })
  expect(sent(updateViewRequest({ view_id: address, name: 'a' }))).toEqual({
    path: `views/${view}`,
    body: { name: 'a' },
  })
  expect(sent(getViewsRequest({ database_id: address }))).toEqual({ path: 'views', query: { database_id: database } })
  expect(sent(queryDataSourceRequest({ data_source_id: `notion.so/${bare(1)}?v=${bare(2)}` }))).toMatchObject({
    path: `data_sources/${database}/query`,
  })
})

test('params: the ids in a body are found by their kind', () => {
  const title = { title: [{ mention: { page: { id: address } } }, { mention: { database: { id: address } } }] } as const
  expect(
    sent(
      createPageRequest(
        unsafeCast({
          parent: { database_id: address },
          properties: { Name: title, Related: { relation: [{ id: address }] }, user: { id: 'a%3Ab', select: null } },
          children: [
            { link_to_page: { database_id: address } },
            { synced_block: { synced_from: { block_id: address } } },
          ],
          position: { type: 'after_block', after_block: { id: address } },
        }),
      ),
    ),
  ).toEqual({
    path: 'pages',
    body: {
      parent: { database_id: database },
      properties: {
        Name: { title: [{ mention: { page: { id: row } } }, { mention: { database: { id: database } } }] },
        Related: { relation: [{ id: row }] },
        user: { id: 'a%3Ab', select: null },
      },
      children: [{ link_to_page: { database_id: database } }, { synced_block: { synced_from: { block_id: block } } }],
      position: { type: 'after_block', after_block: { id: block } },
    },
  })
  expect(sent(movePageRequest({ page_id: address, parent: { page_id: address } }))).toEqual({
    path: `pages/${row}/move`,
    body: { parent: { page_id: row } },
  })
  expect(
    sent(updatePageRequest({ page_id: address, template: { type: 'template_id', template_id: address } })),
  ).toEqual({
    path: `pages/${row}`,
    body: { template: { type: 'template_id', template_id: row } },
  })
  expect(sent(appendBlockChildrenRequest({ block_id: address, children: [], after: address }))).toEqual({
    path: `blocks/${block}/children`,
    body: { children: [], after: block },
  })
})

test('params: the ids of schemas, views, comments and meetings are found by their kind', () => {
  const relation = { relation: { data_source_id: address, single_property: {}, type: 'single_property' } } as const
  const related = { relation: { ...relation.relation, data_source_id: database } }
  expect(
    sent(
      createDatabaseRequest({ parent: { page_id: address }, initial_data_source: { properties: { Tasks: relation } } }),
    ),
  ).toEqual({
    path: 'databases',
    body: { parent: { page_id: row }, initial_data_source: { properties: { Tasks: related } } },
  })
  expect(
    sent(createDataSourceRequest({ parent: { database_id: address }, properties: { page_id: relation } })),
  ).toEqual({ path: 'data_sources', body: { parent: { database_id: database }, properties: { page_id: related } } })
  expect(
    sent(
      createViewRequest({
        data_source_id: `collection://${anId(9)}`,
        name: 'a',
        type: 'table',
        database_id: address,
        position: { type: 'after_view', view_id: address },
        filter: { property: 'Owner', people: { contains: `user://${anId(8)}` } },
      }),
    ),
  ).toMatchObject({
    body: {
      data_source_id: anId(9),
      database_id: database,
      position: { type: 'after_view', view_id: view },
      filter: { people: { contains: anId(8) } },
    },
  })
  const thread = `https://www.notion.so/${bare(1)}?d=${bare(5)}#${bare(4)}`
  expect(sent(createCommentRequest({ discussion_id: thread, markdown: 'a' }))).toMatchObject({
    body: { discussion_id: anId(5) },
  })
  expect(sent(createMeetingNoteRequest({ source: { type: 'block', block_id: address } }))).toMatchObject({
    body: { source: { block_id: block } },
  })
})

test('params: filters accept ids, and words such as me in their place', () => {
  const filter = {
    or: [
      { property: 'Related', relation: { contains: address } },
      { property: 'Owner', people: { does_not_contain: 'me' } },
      { property: 'Text', rich_text: { contains: address } },
    ],
  } as const
  expect(sent(queryDataSourceRequest({ data_source_id: anId(9), filter: unsafeCast(filter) }))).toMatchObject({
    body: {
      filter: {
        or: [
          { relation: { contains: row } },
          { people: { does_not_contain: 'me' } },
          { rich_text: { contains: address } },
        ],
      },
    },
  })
})

const missing = { ...anErrorBody(404, 'object_not_found'), message: 'Could not find it' }

test('error: a 404 hints that the id may be of a database or a data source', async () => {
  answer('GET', `databases/${anId(9)}`, missing, 404)
  answer('GET', `data_sources/${anId(9)}`, missing, 404)
  answer('POST', `data_sources/${anId(9)}/query`, missing, 404)
  answer('POST', 'data_sources', missing, 404)
  answer('POST', 'pages', missing, 404)
  const ctx = aContext()
  const said = async (run: () => Promise<E.Either<{ readonly message: string }, unknown>>): Promise<string> => {
    const result = await run()
    return E.isLeft(result) ? result.left.message : ''
  }
  expect(await said(getDatabase(ctx, { database_id: anId(9) }))).toContain(
    'may be the id of a data source: see getDataSource',
  )
  expect(await said(createDataSource(ctx, { parent: { database_id: anId(9) }, properties: {} }))).toContain(
    'may be the id of a data source',
  )
  expect(await said(createPage(ctx, { parent: { database_id: anId(9) } }))).toContain('may be the id of a data source')
  expect(await said(getDataSource(ctx, { data_source_id: anId(9) }))).toContain(
    'may be the id of a database: see getDatabase',
  )
  expect(await said(queryDataSource(ctx, { data_source_id: anId(9) }))).toContain('may be the id of a database')
  expect(await said(createPage(ctx, { parent: { data_source_id: anId(9) } }))).toContain('may be the id of a database')
  expect(await said(createPage(ctx, { parent: { page_id: anId(9) } }))).not.toContain('may be')
})

test('error: a 400 about the id has the same hint, and other errors have none', async () => {
  const ctx = aContext()
  const path = `databases/${anId(9)}`
  answer('GET', path, { ...anErrorBody(400, 'validation_error'), message: 'Provided ID is of another kind' }, 400)
  expect(await getDatabase(ctx, { database_id: anId(9) })()).toMatchObject({
    left: { _tag: 'ValidationError', message: expect.stringContaining('the id of a data source') },
  })
  answer('POST', 'pages', { ...anErrorBody(400, 'validation_error'), message: 'body.children is wrong' }, 400)
  expect(await createPage(ctx, { parent: { database_id: anId(9) } })()).toMatchObject({
    left: { _tag: 'ValidationError', message: expect.not.stringContaining('data source') },
  })
})
