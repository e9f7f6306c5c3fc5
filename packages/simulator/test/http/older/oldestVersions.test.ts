import { expect, test } from 'vitest'
import { asObject, type JsonObject } from '../../../src/domain/values/json.js'
import { aPage, HOME, harness, names } from '../../support/harness.js'
import { aDatabase, aRowOf, first, text } from '../../support/olderHarness.js'

test.each(['2021-05-13', '2021-08-16', '2022-02-22'])('params: relations of %s have two sides', async (version) => {
  const tools = await harness({}, version)
  const places = await aDatabase(tools, {}, 'Places')
  const plants = await aDatabase(tools, { Place: { relation: { database_id: String(places.id) } } })
  const expected = {
    database_id: places.id,
    synced_property_id: expect.any(String),
    synced_property_name: expect.stringContaining('Plants'),
  }
  expect(asObject(asObject(plants.properties).Place).relation).toEqual(expected)
  const other = await tools.ok('GET', `databases/${places.id}`)
  const back = Object.values(asObject(other.properties))
    .map(asObject)
    .filter(({ type }) => type === 'relation')
  expect(back).toMatchObject([{ relation: { database_id: plants.id, synced_property_name: 'Place' } }])
  // What a response contained is accepted in a request.
  const again = { Place: asObject(plants.properties).Place ?? null }
  expect((await tools.call('PATCH', `databases/${plants.id}`, { properties: again })).status).toBe(200)
})

test.each(['2021-05-13', '2021-08-16'])('params: the text of blocks of %s is called text', async (version) => {
  const { ok, home } = await harness({}, version)
  const inner = { object: 'block', type: 'to_do', to_do: { text: text('Inner'), checked: true } }
  const children = [{ object: 'block', type: 'toggle', toggle: { text: text('Outer'), children: [inner] } }]
  const page = await ok('POST', 'pages', { parent: { page_id: home }, properties: { title: text('Page') }, children })
  const toggle = first(await ok('GET', `blocks/${page.id}/children`))
  expect(toggle).toMatchObject({ type: 'toggle', toggle: { text: [{ plain_text: 'Outer' }] } })
  expect(toggle.toggle).not.toHaveProperty('rich_text')
  const todo = first(await ok('GET', `blocks/${toggle.id}/children`))
  expect(todo.to_do).toMatchObject({ text: [{ plain_text: 'Inner' }], checked: true })
  const changed = await ok('PATCH', `blocks/${todo.id}`, { to_do: { text: text('Changed') } })
  expect(changed.to_do).toMatchObject({ text: [{ plain_text: 'Changed' }], checked: true })
  expect((await ok('DELETE', `blocks/${todo.id}`)).to_do).toMatchObject({ text: [{ plain_text: 'Changed' }] })
  const image = { type: 'image', image: { type: 'external', external: { url: 'https://example.com/a.png' } } }
  const appended = await ok('PATCH', `blocks/${page.id}/children`, { children: [image] })
  expect(version === '2021-05-13' ? appended : first(appended)).toMatchObject(
    version === '2021-05-13' ? { object: 'block', id: page.id, type: 'child_page' } : { type: 'image' },
  )
})

test('params: appending in 2021-05-13 returns the parent', async () => {
  const { ok, home } = await harness({}, '2021-05-13')
  const outer = { type: 'paragraph', paragraph: { text: text('Outer') } }
  await ok('PATCH', `blocks/${home}/children`, { children: [outer] })
  const { id } = first(await ok('GET', `blocks/${home}/children`))
  const body = { block_id: id, children: [{ type: 'paragraph', paragraph: { text: text('Inner') } }] }
  expect(await ok('PATCH', `blocks/${id}/children`, body)).toMatchObject({
    object: 'block',
    id,
    has_children: true,
    paragraph: { text: [{ plain_text: 'Outer' }] },
  })
})

test.each(['2021-05-13', '2021-08-16'])('params: filters of texts of %s are called text', async (version) => {
  const tools = await harness({}, version)
  const database = await aDatabase(tools, {
    Notes: { rich_text: {} },
    Site: { url: {} },
    Mail: { email: {} },
    Phone: { phone_number: {} },
    Height: { number: {} },
  })
  await aRowOf(tools, database, 'Fern', {
    Notes: { rich_text: text('green') },
    Site: { url: 'https://example.com' },
    Mail: { email: 'fern@example.com' },
    Phone: { phone_number: '12345' },
    Height: { number: 3 },
  })
  await aRowOf(tools, database, 'Oak')
  const query = async (filter: JsonObject) =>
    names(await tools.ok('POST', `databases/${database.id}/query`, { filter }))
  for (const [property, contains] of Object.entries({
    Name: 'Fe',
    Notes: 'een',
    Site: 'exam',
    Mail: 'fern',
    Phone: '34',
  }))
    expect(await query({ property, text: { contains } })).toEqual(['Fern'])
  expect(await query({ property: 'Phone', phone: { is_not_empty: true } })).toEqual(['Fern'])
  const height = { property: 'Height', number: { equals: 3 } }
  expect(await query({ and: [{ property: 'Name', text: { equals: 'Fern' } }, height] })).toEqual(['Fern'])
  expect(await query({ or: [height, { property: 'Name', text: { equals: 'Oak' } }] })).toHaveLength(2)
})

test('params: ids of properties of 2021-05-13 are not encoded, and elements of rollups have other types', async () => {
  const database = '0a0b0c0d-0000-4000-8000-000000000001'
  const tools = await harness({}, '2021-05-13')
  const property = (id: string, type: string, value: JsonObject | ReadonlyArray<JsonObject>): JsonObject => ({
    id,
    type,
    [type]: value,
  })
  const array = [
    { type: 'rich_text', rich_text: [] },
    { type: 'files', files: [] },
    { type: 'people', people: [] },
    { type: 'number', number: 1 },
  ]
  await tools.simulator.load([
    { object: 'database', id: database, parent: { type: 'page_id', page_id: HOME } },
    aPage('0a0b0c0d-0000-4000-8000-000000000002', {
      parent: { type: 'database_id', database_id: database },
      properties: {
        Name: property('title', 'title', []),
        Notes: property('%3Da%3F', 'rich_text', []),
        All: property('all', 'rollup', { type: 'array', array, function: 'show_original' }),
      },
    }),
  ])
  const row = asObject(first(await tools.ok('POST', `databases/${database}/query`)).properties)
  expect(row.Notes).toMatchObject({ id: '=a?' })
  expect(asObject(asObject(row.All).rollup).array).toMatchObject([
    { type: 'text', text: [] },
    { type: 'file', file: [] },
    { type: 'person', person: [] },
    { type: 'number', number: 1 },
  ])
})
