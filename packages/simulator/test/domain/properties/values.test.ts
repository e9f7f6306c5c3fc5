import { expect, test } from 'vitest'
import { asArray, asObject, type Json, type JsonObject } from '../../../src/domain/values/json.js'
import { aDataSource, aPage, aRow, type Harness, harness, property, START } from '../../support/harness.js'

const HELPER = 'bbbbbbbb-0000-4000-8000-00000000000b'

/** A row with one property, and a function to write its value. */
const written = async (tools: Harness, schema: JsonObject, value: JsonObject) => {
  const { source } = await aDataSource(tools, { P: schema })
  const row = await aRow(tools, source, 'r')
  return tools.call('PATCH', `pages/${String(row.id)}`, { properties: { P: value } })
}

const DATES: ReadonlyArray<readonly [string, JsonObject, JsonObject]> = [
  ['a day', { start: '2026-03-01', end: '2026-03-02' }, { start: '2026-03-01', end: '2026-03-02' }],
  ['UTC', { start: '2026-03-01T10:00:00Z' }, { start: '2026-03-01T10:00:00.000+00:00' }],
  ['no offset', { start: '2026-03-01T10:00' }, { start: '2026-03-01T10:00:00.000+00:00' }],
  ['an offset', { start: '2026-03-01T10:00:59.5+0530' }, { start: '2026-03-01T10:00:00.000+05:30' }],
  [
    'a time zone',
    { start: '2026-03-01T10:00:00', end: '2026-07-01T10:00:00', time_zone: 'America/New_York' },
    { start: '2026-03-01T10:00:00.000-05:00', end: '2026-07-01T10:00:00.000-04:00' },
  ],
  [
    'a time zone, just after its clocks go forward',
    { start: '2026-03-08T03:30:00', time_zone: 'America/New_York' },
    { start: '2026-03-08T03:30:00.000-04:00' },
  ],
  [
    'UTC twice, as a time zone too',
    { start: '2026-03-01T10:00:00.25Z', end: '2026-03-01T11:00:00', time_zone: 'UTC' },
    { start: '2026-03-01T10:00:00.000+00:00', end: '2026-03-01T11:00:00.000+00:00' },
  ],
]

test.each(DATES)('behavior: a date with %s is returned with milliseconds and an offset', async (_, given, answered) => {
  const tools = await harness()
  const { body } = await written(tools, { date: {} }, { date: given })
  expect(property(body, 'P').date).toEqual({ end: null, ...answered, time_zone: null })
  const mention = { rich_text: [{ mention: { date: given } }] }
  const text = asArray(property((await written(tools, { rich_text: {} }, mention)).body, 'P').rich_text)
  const { start, end } = asObject(asObject(asObject(text[0]).mention).date)
  expect({ start, end }).toEqual({ end: null, ...answered })
  expect(asObject(text[0]).plain_text).toBe(end === null ? start : `${String(start)} → ${String(end)}`)
})

const NOT_LOCAL = 'should be a date with a time and without a UTC offset when `time_zone` is given'

test.each([
  ['start', { start: '2026-03-01', time_zone: 'Europe/Berlin' }],
  ['start', { start: '2026-03-01T10:00:00Z', time_zone: 'Europe/Berlin' }],
  ['end', { start: '2026-03-01T10:00:00', end: '2026-03-02T10:00:00+01:00', time_zone: 'Europe/Berlin' }],
  ['start', { start: '2026-03-01T10:00:00+01:00', time_zone: 'UTC' }],
])('error: a time zone with %s', async (key, date) => {
  const answer = await written(await harness(), { date: {} }, { date })
  expect([answer.status, answer.body.code]).toEqual([400, 'validation_error'])
  expect(answer.body.message).toContain(`body.properties.P.date.${key} ${NOT_LOCAL}`)
})

test('behavior: a verification names its user, in UTC, and expires', async () => {
  const tools = await harness()
  const date = { start: '2026-04-15T10:00:00+02:00', end: '2026-04-16T10:00:00+02:00' }
  const answer = await written(tools, { verification: {} }, { verification: { state: 'verified', date } })
  const id = String(answer.body.id)
  const period = { start: '2026-04-15T08:00:00.000Z', end: '2026-04-16T08:00:00.000Z', time_zone: null }
  expect(property(answer.body, 'P').verification).toEqual({
    state: 'verified',
    verified_by: expect.objectContaining({ object: 'user', type: 'bot' }),
    date: period,
  })
  const item = await tools.ok('GET', `pages/${id}/properties/${String(property(answer.body, 'P').id)}`)
  expect(item.verification).toEqual({
    state: 'verified',
    verified_by: { object: 'user', id: expect.any(String) },
    date: period,
  })
  tools.advance(Date.parse(period.end) - START)
  expect(property(await tools.ok('GET', `pages/${id}`), 'P').verification).toMatchObject({ state: 'expired' })
  const back = await tools.ok('PATCH', `pages/${id}`, { properties: { P: { verification: { state: 'unverified' } } } })
  expect(property(back, 'P').verification).toEqual({ state: 'unverified', verified_by: null, date: null })
})

test('behavior: a loaded verification stays as it was', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, { P: { verification: {} } })
  const id = '55555555-5555-4555-8555-555555555555'
  const verification = {
    state: 'verified',
    verified_by: { object: 'user', id: HELPER, name: 'Eve', avatar_url: null, type: 'person', person: {} },
    date: { start: '2020-01-01T00:00:00.000Z', end: '2020-02-01T00:00:00.000Z', time_zone: null },
  }
  const schema = property(await tools.ok('GET', `data_sources/${source}`), 'P')
  await tools.simulator.load([
    aPage(id, {
      url: 'https://www.notion.so/x',
      parent: { type: 'data_source_id', data_source_id: source },
      properties: { P: { id: schema.id ?? '', type: 'verification', verification } },
    }),
  ])
  expect(property(await tools.ok('GET', `pages/${id}`), 'P').verification).toEqual(verification)
})

test.each([
  ['a state only the API gives', { state: 'expired' }, 'verification.state should be'],
  ['a day', { state: 'verified', date: { start: '2026-04-15' } }, 'date.start should be a date with a time'],
])('error: a verification with %s', async (_, verification, message) => {
  const answer = await written(await harness(), { verification: {} }, { verification })
  expect(answer.status).toBe(400)
  expect(answer.body.message).toContain(message)
})

test.each([
  ['external', { external: { url: 'https://example.com/a' } }],
  ['file', { file: { url: 'https://example.com/a' } }],
])('error: a file of type %s without a name', async (_, file) => {
  const answer = await written(await harness(), { files: {} }, { files: [file] })
  expect([answer.status, answer.body.message]).toEqual([
    400,
    'body failed validation: body.properties.P.files[0].name should be defined, instead was `undefined`.',
  ])
})

test('behavior: an upload has its own name in a row, and does not expire any more', async () => {
  const tools = await harness()
  const upload = await tools.ok('POST', 'file_uploads', { filename: 'a plan.txt' })
  const form = new FormData()
  form.set('file', new Blob(['x'], { type: 'text/plain' }), 'a plan.txt')
  await tools.simulator.fetch(String(upload.upload_url), {
    method: 'POST',
    headers: { authorization: 'Bearer ntn_test', 'notion-version': '2026-03-11' },
    body: form,
  })
  const { body } = await written(tools, { files: {} }, { files: [{ file_upload: { id: String(upload.id) } }] })
  expect(asArray(property(body, 'P').files)).toMatchObject([{ name: 'a plan.txt', type: 'file' }])
  tools.advance(2 * 3_600_000)
  expect(await tools.ok('GET', `file_uploads/${String(upload.id)}`)).toMatchObject({
    status: 'uploaded',
    expiry_time: null,
  })
})

const stages = { options: [{ name: 'Idea', color: 'red' }] }

test.each(['select', 'status'])('params: a %s by name with an unknown id', async (type) => {
  const answer = await written(await harness(), { [type]: stages }, { [type]: { id: 'gone', name: 'Idea' } })
  expect(property(answer.body, 'P')[type]).toMatchObject({ name: 'Idea', color: 'red' })
})

test('error: an option by an unknown id', async () => {
  const answer = await written(await harness(), { select: stages }, { select: { id: 'gone' } })
  expect([answer.status, answer.body.message]).toEqual([400, 'Invalid select option id: gone'])
})

test('behavior: a rollup is incomplete until its last page', async () => {
  const tools = await harness()
  const items = await aDataSource(tools, { Price: { number: {} } })
  const lists = await aDataSource(tools, {
    Items: { relation: { data_source_id: items.source, single_property: {} } },
    Total: { rollup: { relation_property_name: 'Items', rollup_property_name: 'Price', function: 'sum' } },
    All: { rollup: { relation_property_name: 'Items', rollup_property_name: 'Price', function: 'show_original' } },
  })
  const relation: Array<Json> = []
  for (const price of [1, 2, 3])
    relation.push({ id: (await aRow(tools, items.source, 'i', { Price: { number: price } })).id ?? '' })
  const row = await aRow(tools, lists.source, 'l', { Items: { relation } })
  const bare = String(row.id).replaceAll('-', '')
  const path = `pages/${bare}/properties/${String(property(row, 'Total').id)}`
  const first = await tools.ok('GET', `${path}?page_size=2`)
  expect(first).toMatchObject({
    has_more: true,
    property_item: {
      rollup: { type: 'incomplete', incomplete: {}, function: 'sum' },
      next_url: expect.stringContaining(`https://api.notion.com/v1/${path}?start_cursor=`),
    },
  })
  const last = await tools.ok('GET', `${path}?page_size=2&start_cursor=${String(first.next_cursor)}`)
  expect(asObject(last.property_item).rollup).toEqual({ type: 'number', number: 6, function: 'sum' })
  const all = await tools.ok('GET', `pages/${bare}/properties/${String(property(row, 'All').id)}?page_size=2`)
  expect(asObject(all.property_item).rollup).toEqual({ type: 'array', array: [], function: 'show_original' })
})

test('behavior: the lists of a rollup are flattened, one item for each element', async () => {
  const tools = await harness()
  const items = await aDataSource(tools, { Tags: { multi_select: {} }, Size: { number: {} } })
  const rolled = (rollup_property_name: string): JsonObject => ({
    rollup: { relation_property_name: 'Items', rollup_property_name, function: 'show_original' },
  })
  const lists = await aDataSource(tools, {
    Items: { relation: { data_source_id: items.source, single_property: {} } },
    Names: rolled('Name'),
    Tags: rolled('Tags'),
    Sizes: rolled('Size'),
  })
  const first = await aRow(tools, items.source, 'a', {
    Name: { title: [{ text: { content: 'One' } }, { text: { content: ' more' }, annotations: { bold: true } }] },
    Tags: { multi_select: [{ name: 'x' }, { name: 'y' }] },
  })
  const second = await aRow(tools, items.source, 'b', { Name: { title: [] } })
  const row = await aRow(tools, lists.source, 'l', {
    Items: { relation: [{ id: first.id ?? '' }, { id: second.id ?? '' }] },
  })
  const itemsOf = async (name: string) =>
    (await tools.ok('GET', `pages/${String(row.id)}/properties/${String(property(row, name).id)}`)).results
  const item = { object: 'property_item', id: 'title', type: 'title' }
  expect(await itemsOf('Names')).toMatchObject([
    { ...item, title: { plain_text: 'One' } },
    { ...item, title: { plain_text: ' more' } },
  ])
  expect(await itemsOf('Tags')).toMatchObject([
    { type: 'multi_select', multi_select: [{ name: 'x' }, { name: 'y' }] },
    { type: 'multi_select', multi_select: [] },
  ])
  expect(await itemsOf('Sizes')).toMatchObject([{ number: null }, { number: null }])
})

test('behavior: a loaded relation with has_more keeps it until it is written', async () => {
  const tools = await harness()
  const people = await aDataSource(tools, {})
  const { source } = await aDataSource(tools, {
    P: { relation: { data_source_id: people.source, single_property: {} } },
  })
  const id = '66666666-6666-4666-8666-666666666666'
  const schema = property(await tools.ok('GET', `data_sources/${source}`), 'P')
  await tools.simulator.load([
    aPage(id, {
      url: 'https://www.notion.so/x',
      parent: { type: 'data_source_id', data_source_id: source },
      properties: { P: { id: schema.id ?? '', type: 'relation', relation: [{ id: HELPER }], has_more: true } },
    }),
  ])
  const read = async () => property(await tools.ok('GET', `pages/${id}`), 'P')
  expect(await read()).toMatchObject({ relation: [{ id: HELPER }], has_more: true })
  await tools.ok('PATCH', `pages/${id}`, { properties: { P: { relation: [] } } })
  expect(await read()).toMatchObject({ relation: [], has_more: false })
})

test.each([
  ['an icon that is a word', { icon: { emoji: 'smile' } }, 'body.icon.emoji should be a valid emoji'],
  ['an icon of no emoji', { icon: { emoji: '' } }, 'body.icon.emoji should be a valid emoji'],
  ['an icon in a color there is not', { icon: { icon: { name: 'pizza', color: 'default' } } }, 'body.icon.icon.color'],
  [
    'an icon as answered',
    { icon: { type: 'file', file: { url: 'https://example.com/i' } } },
    'body.icon.external should be defined',
  ],
  [
    'a cover as answered',
    { cover: { type: 'file', file: { url: 'https://example.com/c' } } },
    'body.cover.external should be defined',
  ],
  ['a cover that is an emoji', { cover: { emoji: '🌊' } }, 'body.cover.external should be defined'],
  ['no template', { template: { type: 'none' } }, 'body.template.type should be'],
])('error: a page changed to %s', async (_, body, message) => {
  const { call, home } = await harness()
  const answer = await call('PATCH', `pages/${home}`, body)
  expect([answer.status, answer.body.code]).toEqual([400, 'validation_error'])
  expect(answer.body.message).toContain(message)
})

test.each(['🧭', 'ℹ️', '❤️', '👩🏽‍🚀', '🇩🇪', '1️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '™️'])('params: the icon %s', async (emoji) => {
  const { ok, home } = await harness()
  expect(await ok('PATCH', `pages/${home}`, { icon: { emoji } })).toMatchObject({ icon: { type: 'emoji', emoji } })
})

test.each([
  [{ type: 'number' }, 'body failed validation: body.properties.P.number should be defined, instead was `undefined`.'],
  [{ type: 'url' }, 'P is expected to be number.'],
])('error: a value of %j for a number', async (value, message) => {
  const answer = await written(await harness(), { number: {} }, value)
  expect([answer.status, answer.body.message]).toEqual([400, message])
})

test('default: fields that a place lacks are null', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, { Where: { place: {} } })
  const none = { name: null, address: null, aws_place_id: null, google_place_id: null }
  const row = await aRow(tools, source, 'r', { Where: { place: { lat: 1.5, lon: 2 } } })
  expect(property(row, 'Where').place).toEqual({ lat: 1.5, lon: 2, ...none })
  const more = { lat: 1, lon: 2, address: 'Here 1', aws_place_id: 'a', google_place_id: 'g' }
  const next = await tools.ok('PATCH', `pages/${String(row.id)}`, { properties: { Where: { place: more } } })
  expect(property(next, 'Where').place).toEqual({ ...none, ...more })
})
