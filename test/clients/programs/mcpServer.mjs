/** The official MCP server: every tool that it has, as a model calls them. */
import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'

const [baseUrl, home] = process.argv.slice(2)
const server = fileURLToPath(new URL('../node_modules/@notionhq/notion-mcp-server/bin/cli.mjs', import.meta.url))

/** Starts a server, and a client that is connected to it. */
const connected = async (settings) => {
  const env = { PATH: process.env.PATH ?? '', BASE_URL: baseUrl, ...settings }
  const client = new Client({ name: 'notion-fp', version: '1.0.0' })
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [server], env, stderr: 'ignore' }))
  return client
}

const client = await connected({ NOTION_TOKEN: 'ntn_local' })
const called = new Set()

/** Calls a tool, and reads the response of the API. */
const call = async (name, parameters, by = client) => {
  called.add(`API-${name}`)
  const { content } = await by.callTool({ name: `API-${name}`, arguments: parameters })
  return JSON.parse(content[0].text)
}

/** Calls a tool that is to succeed. */
const ok = async (name, parameters = {}) => {
  const response = await call(name, parameters)
  assert.ok(response.object !== 'error' && response.status !== 'error', `${name}: ${JSON.stringify(response)}`)
  return response
}

const text = (content) => [{ type: 'text', text: { content } }]
const paragraph = (content) => ({ type: 'paragraph', paragraph: { rich_text: text(content) } })

const me = await ok('get-self')
assert.equal(me.type, 'bot')
assert.equal((await ok('get-user', { user_id: me.id })).id, me.id)
assert.ok((await ok('get-users', { page_size: 10 })).results.length > 0)

// What a model finds: a database, which it cannot create by a tool.
const { results } = await ok('post-search', { query: 'plants', filter: { property: 'object', value: 'data_source' } })
const [{ id: data_source_id, parent }] = results
const { database_id } = parent
assert.equal((await ok('retrieve-a-database', { database_id })).data_sources[0].id, data_source_id)
const updated = await ok('update-a-data-source', { data_source_id, properties: { Height: { number: {} } } })
assert.equal(updated.properties.Height.type, 'number')
assert.equal((await ok('retrieve-a-data-source', { data_source_id })).id, data_source_id)
assert.deepEqual((await ok('list-data-source-templates', { data_source_id })).templates, [])
const second = { parent: { type: 'database_id', database_id }, properties: { Name: { title: {} } } }
assert.equal((await ok('create-a-data-source', second)).object, 'data_source')

const row = await ok('post-page', {
  parent: { type: 'data_source_id', data_source_id },
  properties: { Name: { title: text('Fern') }, Height: { number: 30 } },
  children: [paragraph('It grows.')],
})
const filter = { property: 'Height', number: { greater_than: 10 } }
const found = await ok('query-data-source', { data_source_id, filter, page_size: 10 })
assert.deepEqual(
  found.results.map(({ id }) => id),
  [row.id],
)
const page_id = row.id
await ok('patch-page', { page_id, properties: { Height: { number: 40 } } })
assert.equal((await ok('retrieve-a-page', { page_id })).properties.Height.number, 40)
const property_id = row.properties.Height.id
assert.equal((await ok('retrieve-a-page-property', { page_id, property_id })).number, 40)

const appended = await ok('patch-block-children', { block_id: page_id, children: [paragraph('And grows.')] })
const block_id = appended.results[0].id
await ok('update-a-block', { block_id, paragraph: { rich_text: text('And grew.') } })
assert.equal((await ok('retrieve-a-block', { block_id })).paragraph.rich_text[0].plain_text, 'And grew.')
assert.equal((await ok('get-block-children', { block_id: page_id })).results.length, 2)
await ok('delete-a-block', { block_id })
assert.equal((await ok('get-block-children', { block_id: page_id })).results.length, 1)

await ok('update-page-markdown', { page_id, type: 'replace_content', replace_content: { new_str: '- a leaf' } })
assert.equal((await ok('retrieve-page-markdown', { page_id })).markdown.trim(), '- a leaf')
// With a token alone, it sends no version for this one.
const comment = { parent: { page_id }, rich_text: text('Good') }
assert.equal((await call('create-a-comment', comment)).code, 'missing_version')
const headers = { Authorization: 'Bearer ntn_local', 'Notion-Version': '2025-09-03' }
const versioned = await connected({ OPENAPI_MCP_HEADERS: JSON.stringify(headers) })
assert.equal((await call('create-a-comment', comment, versioned)).object, 'comment')
await versioned.close()
assert.equal((await ok('retrieve-a-comment', { block_id: page_id })).results.length, 1)
assert.equal((await ok('move-page', { page_id, parent: { type: 'page_id', page_id: home } })).parent.page_id, home)

const missing = await call('retrieve-a-page', { page_id: '0a0b0c0d-0000-4000-8000-000000000001' })
assert.equal(missing.status, 404)
const { tools } = await client.listTools()
assert.deepEqual([...called].sort(), tools.map(({ name }) => name).sort())
await client.close()
