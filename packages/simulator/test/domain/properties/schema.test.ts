import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../src/domain/values/json.js'
import { aDataSource, aRow, type Harness, harness, property } from '../../support/harness.js'

const changer =
  ({ ok }: Harness, source: string) =>
  (properties: JsonObject): Promise<JsonObject> =>
    ok('PATCH', `data_sources/${source}`, { properties })

const optionsOf = (source: JsonObject, name: string, type: string): ReadonlyArray<JsonObject> =>
  asArray(asObject(property(source, name)[type]).options).map(asObject)

test('params: null removes the prefix of ids and the description of an option', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, {
    No: { unique_id: { prefix: 'T' } },
    S: { select: { options: [{ name: 'a', description: 'first' }] } },
  })
  const change = changer(tools, source)
  const kept = await change({ No: { unique_id: {} }, S: { select: { options: [{ name: 'a' }] } } })
  expect(property(kept, 'No').unique_id).toEqual({ prefix: 'T' })
  expect(optionsOf(kept, 'S', 'select')).toMatchObject([{ description: 'first' }])
  const cleared = await change({
    No: { unique_id: { prefix: null } },
    S: { select: { options: [{ name: 'a', description: null }] } },
  })
  expect(property(cleared, 'No').unique_id).toEqual({ prefix: null })
  expect(optionsOf(cleared, 'S', 'select')).toMatchObject([{ description: null }])
  expect(property(await aRow(tools, source, 'r'), 'No').unique_id).toEqual({ prefix: null, number: 1 })
})

test('behavior: an option with an unknown id is found by name', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, { S: { select: { options: [{ name: 'a' }] } } })
  const before = optionsOf(await tools.ok('GET', `data_sources/${source}`), 'S', 'select')
  const after = await changer(tools, source)({ S: { select: { options: [{ id: 'gone', name: 'a' }, { name: 'b' }] } } })
  expect(optionsOf(after, 'S', 'select').map(({ id, name }) => [id, name])).toEqual([
    [before[0]?.id, 'a'],
    [expect.any(String), 'b'],
  ])
})

test.each([
  [
    'neither name nor id',
    { color: 'red' },
    'body failed validation: body.properties.S.select.options[0].name should be defined, instead was `undefined`.',
  ],
  ['an id that is not known', { id: 'gone' }, 'Invalid select option id: gone'],
])('error: an option with %s', async (_, option, message) => {
  const tools = await harness()
  const { source } = await aDataSource(tools, { S: { select: { options: [{ name: 'a' }] } } })
  const answer = await tools.call('PATCH', `data_sources/${source}`, {
    properties: { S: { select: { options: [option] } } },
  })
  expect([answer.status, answer.body.message]).toEqual([400, message])
})

test('params: the group of a status option', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, {
    S: { status: { options: [{ name: 'a' }, { name: 'b', group: 'In progress' }, { name: 'c', group: 'complete' }] } },
  })
  const groupsOf = (answer: JsonObject) => {
    const { options, groups } = asObject(property(answer, 'S').status)
    const names = new Map(asArray(options).map((each) => [asObject(each).id, asObject(each).name]))
    return asArray(groups).map((group) => asArray(asObject(group).option_ids).map((id) => names.get(id)))
  }
  expect(groupsOf(await tools.ok('GET', `data_sources/${source}`))).toEqual([['a'], ['b'], ['c']])
  const moved = await changer(
    tools,
    source,
  )({ S: { status: { options: [{ name: 'a', group: 'Complete' }, { name: 'b' }, { name: 'd' }] } } })
  expect(groupsOf(moved)).toEqual([['d'], ['b'], ['a']])
})

test('behavior: rollups and formulas follow renamed properties', async () => {
  const tools = await harness()
  const items = await aDataSource(tools, { Price: { number: {} } })
  const orders = await aDataSource(tools, {
    Count: { number: {} },
    Items: { relation: { data_source_id: items.source, single_property: {} } },
    Total: { rollup: { relation_property_name: 'Items', rollup_property_name: 'Price', function: 'sum' } },
    Twice: { formula: { expression: 'prop("Count") * 2' } },
  })
  const item = await aRow(tools, items.source, 'i', { Price: { number: 4 } })
  const order = await aRow(tools, orders.source, 'o', {
    Count: { number: 3 },
    Items: { relation: [{ id: item.id ?? '' }] },
  })
  await changer(tools, items.source)({ Price: { name: 'Cost' } })
  const source = await changer(tools, orders.source)({ Items: { name: 'Lines' }, Count: { name: 'Amount' } })
  expect(property(source, 'Total').rollup).toMatchObject({
    relation_property_name: 'Lines',
    rollup_property_name: 'Cost',
  })
  const { expression } = asObject(property(source, 'Twice').formula)
  expect(expression).toContain(`{{notion:block_property:${String(property(source, 'Amount').id)}:${orders.source}:`)
  const row = await tools.ok('GET', `pages/${String(order.id)}`)
  expect(property(row, 'Total').rollup).toMatchObject({ number: 4 })
  expect(property(row, 'Twice').formula).toMatchObject({ number: 6 })
})

test('behavior: a relation keeps its values when it becomes two-way, and when it becomes one-way again', async () => {
  const tools = await harness()
  const people = await aDataSource(tools, {})
  const tasks = await aDataSource(tools, {
    Owner: { relation: { data_source_id: people.source, single_property: {} } },
  })
  const ada = String((await aRow(tools, people.source, 'Ada')).id)
  const task = String((await aRow(tools, tasks.source, 'Task', { Owner: { relation: [{ id: ada }] } })).id)
  const change = changer(tools, tasks.source)
  const relatedOf = async (id: string, name: string) => property(await tools.ok('GET', `pages/${id}`), name).relation
  const dual = { data_source_id: people.source, dual_property: { synced_property_name: 'Tasks' } }
  await change({ Owner: { relation: dual } })
  expect(await relatedOf(task, 'Owner')).toEqual([{ id: ada }])
  expect(await relatedOf(ada, 'Tasks')).toEqual([{ id: task }])
  await change({ Owner: { relation: { data_source_id: people.source, single_property: {} } } })
  expect(await relatedOf(task, 'Owner')).toEqual([{ id: ada }])
})

test('behavior: a data source can relate to itself, in both directions', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, {})
  const related = await changer(
    tools,
    source,
  )({ Parent: { relation: { data_source_id: source, dual_property: { synced_property_name: 'Children' } } } })
  const [parent, children] = [property(related, 'Parent'), property(related, 'Children')]
  expect(parent.relation).toMatchObject({ dual_property: { synced_property_id: children.id } })
  expect(children.relation).toMatchObject({
    data_source_id: source,
    dual_property: { synced_property_name: 'Parent', synced_property_id: parent.id },
  })
  const top = String((await aRow(tools, source, 'Top')).id)
  const below = await aRow(tools, source, 'Below', { Parent: { relation: [{ id: top }] } })
  expect(property(await tools.ok('GET', `pages/${top}`), 'Children').relation).toEqual([{ id: below.id }])
  const single = await changer(tools, source)({ Children: null })
  expect(property(single, 'Parent').relation).toMatchObject({ type: 'single_property' })
})

test.each(['location', 'last_visited_time', 'button', 'verification', 'place'])(
  'params: a schema with %s',
  async (type) => {
    const tools = await harness()
    const { source } = await aDataSource(tools, { P: { [type]: {} } })
    expect(property(await tools.ok('GET', `data_sources/${source}`), 'P')).toMatchObject({ type, [type]: {} })
    expect(property(await aRow(tools, source, 'r'), 'P')).toMatchObject({ type })
  },
)

test('behavior: a new data source has its own view, and another one where it is moved to', async () => {
  const tools = await harness()
  const [one, two] = [await aDataSource(tools, {}), await aDataSource(tools, {})]
  const made = await tools.ok('POST', 'data_sources', {
    parent: { database_id: one.database },
    properties: { Title: { title: {} } },
  })
  const id = String(made.id)
  const viewsOf = async (database: string): Promise<ReadonlyArray<JsonObject>> => {
    const { results } = await tools.ok('GET', `views?database_id=${database}`)
    const views: Array<JsonObject> = []
    for (const each of asArray(results)) views.push(await tools.ok('GET', `views/${String(asObject(each).id)}`))
    return views.filter((view) => view.data_source_id === id)
  }
  expect(await viewsOf(one.database)).toMatchObject([{ type: 'table' }])
  await tools.ok('PATCH', `data_sources/${id}`, { parent: { type: 'database_id', database_id: two.database } })
  expect(await viewsOf(one.database)).toHaveLength(1)
  expect(await viewsOf(two.database)).toMatchObject([{ type: 'table' }])
  await tools.ok('PATCH', `data_sources/${id}`, { parent: { type: 'database_id', database_id: two.database } })
  expect(await viewsOf(two.database)).toHaveLength(1)
})

test('error: a data source cannot be moved to a database in the trash', async () => {
  const tools = await harness()
  const [one, two] = [await aDataSource(tools, {}), await aDataSource(tools, {})]
  await tools.ok('PATCH', `databases/${two.database}`, { in_trash: true })
  const answer = await tools.call('PATCH', `data_sources/${one.source}`, { parent: { database_id: two.database } })
  expect(answer).toMatchObject({ status: 400, body: { code: 'validation_error' } })
  expect(await tools.ok('GET', `data_sources/${one.source}`)).toMatchObject({ parent: { database_id: one.database } })
})

test('behavior: a select becomes a multi-select and back, with its options', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, {
    S: { select: { options: [{ name: 'a', color: 'red' }, { name: 'b' }] } },
  })
  const row = await aRow(tools, source, 'r', { S: { select: { name: 'a' } } })
  const change = changer(tools, source)
  const read = async () => property(await tools.ok('GET', `pages/${String(row.id)}`), 'S')
  const many = await change({ S: { multi_select: {} } })
  expect(optionsOf(many, 'S', 'multi_select')).toMatchObject([{ name: 'a', color: 'red' }, { name: 'b' }])
  expect((await read()).multi_select).toMatchObject([{ name: 'a', color: 'red' }])
  await tools.ok('PATCH', `pages/${String(row.id)}`, {
    properties: { S: { multi_select: [{ name: 'b' }, { name: 'a' }] } },
  })
  await change({ S: { select: { options: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] } } })
  expect((await read()).select).toMatchObject({ name: 'b' })
})

test('params: the description of a property, and null to remove it', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, { N: { number: {}, description: 'how many' } })
  const change = changer(tools, source)
  expect(property(await change({ N: { name: 'M' } }), 'M')).toMatchObject({ description: 'how many' })
  expect(property(await change({ M: { number: {}, description: null } }), 'M')).toMatchObject({ description: null })
})

test('params: a formula keeps its expression unless a new one is given', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, { F: { formula: { expression: '1 + 1' } } })
  const kept = await changer(tools, source)({ F: { formula: {} } })
  expect(property(kept, 'F').formula).toEqual({ expression: '1 + 1' })
})

const STRANGE: ReadonlyArray<readonly [string, JsonObject, string]> = [
  [
    'two types',
    { checkbox: {}, number: {} },
    'body failed validation: body.properties.Q.checkbox should be not present, instead was `{}`.',
  ],
  [
    'a type it does not have',
    { type: 'number', checkbox: {} },
    'body failed validation: body.properties.Q.number should be defined, instead was `undefined`.',
  ],
  ['a type alone', { type: 'checkbox' }, 'Q is not a valid property schema'],
]

test.each(STRANGE)('error: a schema with %s', async (_, schema, message) => {
  const tools = await harness()
  const { source } = await aDataSource(tools, {})
  const answer = await tools.call('PATCH', `data_sources/${source}`, { properties: { Q: schema } })
  expect([answer.status, answer.body.message]).toEqual([400, message])
})
