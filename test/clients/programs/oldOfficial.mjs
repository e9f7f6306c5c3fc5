/** The official client before data sources: every method that it has, in its own version. */
import assert from 'node:assert/strict'
import { Client, collectPaginatedAPI, isFullDatabase, isFullPage, isNotionClientError } from '@notionhq/client-2'

const [baseUrl, home] = process.argv.slice(2)
const client = new Client({ auth: 'ntn_local', baseUrl })
const text = (content) => [{ text: { content } }]

/** The methods of an object and of those in it, by their names. */
const methodsOf = (object, path = '') =>
  Object.entries(object).flatMap(([key, value]) => {
    const name = path === '' ? key : `${path}.${key}`
    if (typeof value === 'function') return [name]
    return value !== null && typeof value === 'object' ? methodsOf(value, name) : []
  })

const RESOURCES = ['blocks', 'databases', 'pages', 'users', 'comments', 'search', 'oauth']
const resources = Object.fromEntries(RESOURCES.map((name) => [name, client[name]]))
const called = new Set()

/** Calls a method by its name. */
const call = (name, parameters) => {
  called.add(name)
  return name.split('.').reduce((object, key) => object[key], client)(parameters)
}

const database = await call('databases.create', {
  parent: { type: 'page_id', page_id: home },
  title: text('Plants'),
  properties: {
    Name: { title: {} },
    Height: { number: { format: 'number' } },
    Kind: { select: { options: [{ name: 'Tree', color: 'green' }, { name: 'Herb' }] } },
  },
})
assert.ok(isFullDatabase(database))
assert.equal(database.properties.Height.type, 'number')
const database_id = database.id
for (let height = 1; height <= 5; height += 1) {
  const page = await call('pages.create', {
    parent: { database_id },
    properties: {
      Name: { title: text(`Plant ${height}`) },
      Height: { number: height },
      Kind: { select: { name: height > 3 ? 'Tree' : 'Herb' } },
    },
    children: [{ paragraph: { rich_text: text('It grows.') } }],
  })
  assert.ok(isFullPage(page))
  assert.deepEqual(page.parent, { type: 'database_id', database_id })
}
const rows = await collectPaginatedAPI((parameters) => call('databases.query', parameters), {
  database_id,
  filter: {
    and: [
      { property: 'Height', number: { greater_than: 1 } },
      { property: 'Kind', select: { equals: 'Herb' } },
    ],
  },
  sorts: [{ property: 'Height', direction: 'descending' }],
  page_size: 1,
})
assert.deepEqual(
  rows.map((row) => row.properties.Height.number),
  [3, 2],
)
const page_id = rows[0].id
await call('databases.update', {
  database_id,
  title: text('Garden'),
  properties: { Height: { name: 'Size' }, Seen: { date: {} } },
})
const changed = await call('databases.retrieve', { database_id })
assert.deepEqual(Object.keys(changed.properties).sort(), ['Kind', 'Name', 'Seen', 'Size'])
assert.equal(changed.title[0].plain_text, 'Garden')
assert.deepEqual(
  (await call('databases.list', {})).results.map(({ id }) => id),
  [database_id],
)
const found = await call('search', { query: 'garden', filter: { property: 'object', value: 'database' } })
assert.deepEqual(
  found.results.map(({ object, id }) => [object, id]),
  [['database', database_id]],
)

await call('pages.update', { page_id, properties: { Seen: { date: { start: '2026-04-15' } } } })
const page = await call('pages.retrieve', { page_id })
assert.equal(page.properties.Seen.date.start, '2026-04-15')
const item = await call('pages.properties.retrieve', { page_id, property_id: page.properties.Size.id })
assert.equal(item.number, 3)

const appended = await call('blocks.children.append', {
  block_id: page_id,
  children: [{ to_do: { rich_text: text('Water it'), checked: false } }, { divider: {} }],
})
const block_id = appended.results[0].id
await call('blocks.update', { block_id, to_do: { rich_text: text('Water it'), checked: true } })
assert.equal((await call('blocks.retrieve', { block_id })).to_do.checked, true)
assert.equal((await call('blocks.delete', { block_id })).archived, true)
assert.deepEqual(
  (await call('blocks.children.list', { block_id: page_id })).results.map(({ type }) => type),
  ['paragraph', 'divider'],
)

const comment = await call('comments.create', { parent: { page_id }, rich_text: text('Good') })
assert.equal((await call('comments.list', { block_id: page_id })).results[0].id, comment.id)
const me = await call('users.me', {})
assert.equal((await call('users.retrieve', { user_id: me.id })).type, 'bot')
assert.ok((await call('users.list', {})).results.length > 0)

const asked = await fetch(`${baseUrl}/_simulator/authorize`, { method: 'POST' })
const { code } = await asked.json()
const basic = { client_id: 'client', client_secret: 'secret' }
const granted = await call('oauth.token', { ...basic, grant_type: 'authorization_code', code })
assert.equal((await call('oauth.introspect', { ...basic, token: granted.access_token })).active, true)
await call('oauth.revoke', { ...basic, token: granted.access_token })
assert.equal((await call('oauth.introspect', { ...basic, token: granted.access_token })).active, false)

await assert.rejects(
  call('databases.retrieve', { database_id: '0a0b0c0d-0000-4000-8000-000000000001' }),
  (error) => isNotionClientError(error) && error.code === 'object_not_found' && error.status === 404,
)
assert.deepEqual([...called].sort(), methodsOf(resources).sort())
