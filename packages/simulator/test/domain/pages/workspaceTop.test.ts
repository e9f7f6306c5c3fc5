import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../src/domain/values/json.js'
import { harness } from '../../support/harness.js'

const workspace = { type: 'workspace', workspace: true }

test('behavior: a connection of a user can create pages and databases at the top level', async () => {
  const tools = await harness()
  const basic = { authorization: `Basic ${btoa('client:secret')}` }
  const code = { grant_type: 'authorization_code', code: tools.simulator.authorize() }
  const token = await tools.call('POST', 'oauth/token', code, basic)
  const bearer = { authorization: `Bearer ${String(token.body.access_token)}` }
  const title: JsonObject = { title: [{ text: { content: 'Private' } }] }
  for (const body of [{ properties: { title } }, { properties: { title }, parent: { workspace: true } }]) {
    const page = await tools.call('POST', 'pages', body, bearer)
    expect(page).toMatchObject({ status: 200, body: { object: 'page', parent: workspace } })
    const child = await tools.ok('POST', 'pages', { parent: { page_id: page.body.id }, properties: {} })
    expect(child.parent).toEqual({ type: 'page_id', page_id: page.body.id })
  }
  const database = await tools.call('POST', 'databases', { parent: workspace, title: title.title }, bearer)
  expect(database).toMatchObject({ status: 200, body: { object: 'database', parent: workspace } })
  const source = String(asObject(asArray(database.body.data_sources)[0]).id)
  expect(await tools.ok('GET', `data_sources/${source}`)).toMatchObject({ database_parent: workspace })
})

test.each([
  ['pages', { properties: {} }],
  ['pages', { properties: {}, parent: { workspace: true } }],
  ['databases', { parent: workspace }],
])('error: an internal integration can create nothing at the top level, by %s', async (path, body) => {
  const { call } = await harness()
  const answer = await call('POST', path, body)
  expect([answer.status, answer.body.code]).toEqual([400, 'validation_error'])
  expect(answer.body.message).toContain('nternal integrations')
})
