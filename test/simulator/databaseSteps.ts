import { expect } from 'vitest'
import { EMOJI, given, HOME, ok, PERSON, says, text, there, type World } from './world.js'

/** A database and its rows. */
export interface Tasks {
  readonly database_id: string
  readonly data_source_id: string
  /** The rows: the first has a value of every type, the second almost none. */
  readonly rows: readonly [string, string]
}

/** A property of every type, except those that refer to others. */
const SCHEMA = {
  Name: { title: {} },
  Points: { number: { format: 'euro' } },
  Stage: { select: { options: [{ name: 'Todo', color: 'red' }, { name: 'Done' }] } },
  Labels: { multi_select: { options: [{ name: 'a' }] } },
  Status: { status: {} },
  Due: { date: {} },
  Done: { checkbox: {} },
  Mail: { email: {} },
  Phone: { phone_number: {} },
  Link: { url: {} },
  Notes: { rich_text: {} },
  Owner: { people: {} },
  Files: { files: {} },
  Number: { unique_id: { prefix: 'T' } },
  Twice: { formula: { expression: 'prop("Points") * 2' } },
  Where: { place: {} },
  Made: { created_time: {} },
  Maker: { created_by: {} },
  Edited: { last_edited_time: {} },
  Editor: { last_edited_by: {} },
} as const

/** A value for each writable property. */
const VALUES = {
  Name: { title: text('Write') },
  Points: { number: 3.5 },
  Stage: { select: { name: 'Todo' } },
  Labels: { multi_select: [{ name: 'a' }, { name: 'new' }] },
  Due: { date: { start: '2026-03-11', end: '2026-03-12' } },
  Done: { checkbox: true },
  Mail: { email: 'ada@example.com' },
  Phone: { phone_number: '+49 30 1' },
  Link: { url: 'https://example.com/' },
  Notes: {
    rich_text: [{ text: { content: 'bold' }, annotations: { bold: true } }, { mention: { page: { id: HOME } } }],
  },
  Owner: { people: [{ id: PERSON }] },
  Files: { files: [{ name: 'a.png', external: { url: 'https://example.com/a.png' } }] },
  Where: { place: { lat: 52.5, lon: 13.4, name: 'Berlin' } },
} as const

/** Calls the operations of databases and data sources, including those with older names. */
export const databases = async ({ ctx, notion, simulator, clock }: World): Promise<Tasks> => {
  const { id: database_id } = await ok(
    notion.createDatabase(ctx, {
      parent: { type: 'page_id', page_id: HOME },
      title: text('Tasks'),
      initial_data_source: { properties: SCHEMA },
    }),
  )
  const database = await ok(notion.getDatabase(ctx, { database_id }))
  expect(database).toMatchObject({ title: says('Tasks'), data_sources: [{ name: 'Tasks' }], parent: { page_id: HOME } })
  const { id: data_source_id } = there(database.data_sources[0])
  const source = await ok(notion.getDataSource(ctx, { data_source_id }))
  const types = Object.entries(SCHEMA).map(([name, config]) => [name, { type: Object.keys(config)[0] }])
  expect(source.properties).toMatchObject(Object.fromEntries(types))
  expect(source).toMatchObject({ parent: { database_id }, properties: { Points: { number: { format: 'euro' } } } })

  await ok(notion.updateDatabase(ctx, { database_id, description: text('All of them'), is_locked: true }))
  expect(await ok(notion.getDatabase(ctx, { database_id }))).toMatchObject({
    description: says('All of them'),
    is_locked: true,
  })

  const properties = { Hours: { number: {} }, Mail: { name: 'E-mail' }, Phone: null }
  const changed = { Hours: { number: 2 } }
  await ok(notion.updateDataSource(ctx, { data_source_id, title: text('Work'), properties }))
  const after = await ok(notion.getDataSource(ctx, { data_source_id }))
  expect(after).toMatchObject({
    title: says('Work'),
    properties: { Hours: { type: 'number' }, 'E-mail': { type: 'email' } },
  })
  expect(after.properties).not.toHaveProperty('Phone')
  expect(await ok(notion.getDatabase(ctx, { database_id }))).toMatchObject({ data_sources: [{ name: 'Work' }] })
  await ok(
    notion.updateDataSource(ctx, {
      data_source_id,
      properties: { 'E-mail': { name: 'Mail' }, Phone: { phone_number: {} } },
    }),
  )

  const parent = { data_source_id }
  const first = await ok(notion.createPage(ctx, { parent, properties: VALUES, icon: { custom_emoji: { id: EMOJI } } }))
  clock.advance(60_000)
  const second = await ok(notion.createPage(ctx, { parent, properties: { Name: { title: text('Read') } } }))
  const written = {
    icon: { custom_emoji: { name: 'shipit' } },
    properties: {
      ...VALUES,
      Name: { title: says('Write') },
      Stage: { select: { name: 'Todo', color: 'red' } },
      Notes: { rich_text: [{ annotations: { bold: true } }, { type: 'mention', plain_text: 'Home' }] },
      Number: { unique_id: { prefix: 'T', number: 1 } },
      Twice: { formula: { type: 'number', number: 7 } },
    },
  }
  expect(await ok(notion.getPage(ctx, { page_id: first.id }))).toMatchObject(written)
  // An option that was created by a value is part of the schema.
  expect((await ok(notion.getDataSource(ctx, { data_source_id }))).properties.Labels).toMatchObject({
    multi_select: { options: [{ name: 'a' }, { name: 'new' }] },
  })
  await ok(notion.updatePage(ctx, { page_id: second.id, properties: changed }))
  await queries({ ctx, notion }, { database_id, data_source_id, rows: [first.id, second.id] }, written)

  const added = await ok(
    notion.createDataSource(ctx, {
      parent: { type: 'database_id', database_id },
      title: text('Done'),
      properties: { Title: { title: {} }, Task: { relation: { data_source_id, dual_property: {} } } },
    }),
  )
  const related = await ok(
    notion.createPage(ctx, {
      parent: { data_source_id: added.id },
      properties: { Title: { title: text('A') }, Task: { relation: [{ id: first.id }, { id: second.id }] } },
    }),
  )
  expect(await ok(notion.getPage(ctx, { page_id: related.id }))).toMatchObject({
    properties: { Task: { relation: [{ id: first.id }, { id: second.id }] } },
  })
  expect((await ok(notion.getDatabase(ctx, { database_id }))).data_sources).toMatchObject([
    { name: 'Work' },
    { name: 'Done' },
  ])
  // With several data sources, a query of the database needs the id of one.
  expect(await notion.queryDatabase(ctx, { database_id })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'data_source_id' }] },
  })
  const target = { database_id, data_source_id: added.id }
  expect((await ok(notion.queryDatabase(ctx, target))).results).toMatchObject([{ id: related.id }])
  await ok(notion.updateDataSource(ctx, { data_source_id: added.id, in_trash: true }))
  expect((await ok(notion.getDatabase(ctx, { database_id }))).data_sources).toMatchObject([{ id: data_source_id }])

  const template = { id: '22222222-2222-4222-8222-222222222222', is_default_template: true }
  const properties_ = {
    Name: {
      id: 'title',
      type: 'title',
      title: [{ type: 'text', text: { content: 'Weekly', link: null }, plain_text: 'Weekly' }],
    },
  }
  await simulator.load([
    { object: 'page', parent: { type: 'data_source_id', data_source_id }, properties: properties_, ...template },
  ])
  const templates = await ok(notion.getDataSourceTemplates(ctx, { data_source_id }))
  expect(templates.templates).toEqual([{ id: template.id, name: 'Weekly', is_default: true }])
  expect(await ok(notion.collect(notion.getDataSourceTemplates)(ctx, { data_source_id, name: 'week' }))).toEqual(
    templates.templates,
  )
  return { database_id, data_source_id, rows: [first.id, second.id] }
}

/** Calls the operations that read rows. */
const queries = async (
  { ctx, notion }: Pick<World, 'ctx' | 'notion'>,
  tasks: Tasks,
  written: object,
): Promise<void> => {
  const { database_id, data_source_id, rows } = tasks
  const [one, two] = rows
  const list = await ok(
    notion.queryDataSource(ctx, { data_source_id, sorts: [{ property: 'Name', direction: 'descending' }] }),
  )
  expect(list).toMatchObject({ has_more: false, next_cursor: null, results: [{ id: one, ...written }, { id: two }] })
  const filter = {
    or: [
      { property: 'Hours', number: { equals: 2 } },
      { property: 'Done', checkbox: { equals: false } },
    ],
  }
  expect((await ok(notion.queryDataSource(ctx, { data_source_id, filter }))).results).toMatchObject([{ id: two }])
  const few = await ok(
    notion.queryDataSource(ctx, { data_source_id, filter_properties: ['title', 'Points'], page_size: 1 }),
  )
  expect(few.has_more).toBe(true)
  expect(few.results.map((row) => 'properties' in row && Object.keys(row.properties).sort())).toEqual([
    ['Name', 'Points'],
  ])
  expect((await ok(notion.queryDatabase(ctx, { database_id }))).results).toHaveLength(2)
  const both = [{ id: one }, { id: two }]
  expect(await ok(notion.getDatabaseEntries(ctx, { database_id, page_size: 1 }))).toMatchObject(both)
  expect(await ok(notion.getDataSourceEntries(ctx, { data_source_id, page_size: 1 }))).toMatchObject(both)
  expect(await ok(notion.collect(notion.queryDataSource)(ctx, { data_source_id, page_size: 1 }))).toHaveLength(2)
  const pages: Array<number> = []
  for await (const page of notion.iteratePages(notion.queryDataSource)(ctx, { data_source_id, page_size: 1 })) {
    pages.push(given(page).results.length)
  }
  expect(pages).toEqual([1, 1])
  const found: Array<string> = []
  for await (const row of notion.iterate(notion.queryDataSource)(ctx, { data_source_id, page_size: 1 })) {
    found.push(given(row).id)
  }
  expect(found.sort()).toEqual([...rows].sort())
}
