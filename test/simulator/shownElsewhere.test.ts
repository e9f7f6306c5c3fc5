/** A write changes the responses to other operations: a cache must not return the old ones. */
import { faults } from '@notion-fp/simulator'
import type { TaskEither } from 'fp-ts/TaskEither'
import { expect, test } from 'vitest'
import * as notion from '../../src/index.js'
import { cachedAndUncached, comparable } from './cachedSteps.js'
import { HOME, ok, text, there } from './world.js'

const named = (name: string) => ({ Name: { title: text(name) } })
const mention = (about: object) => [{ type: 'mention' as const, mention: about as { page: { id: string } } }]

/** Creates a page with a database, two related data sources, rows, a synced block with a copy, and mentions of them. */
const createContents = async (ctx: notion.Context) => {
  const page = (
    await ok(notion.createPage(ctx, { parent: { page_id: HOME }, properties: { title: { title: text('Page') } } }))
  ).id
  const other = (
    await ok(notion.createPage(ctx, { parent: { page_id: HOME }, properties: { title: { title: text('Other') } } }))
  ).id
  const database = (
    await ok(
      notion.createDatabase(ctx, {
        parent: { type: 'page_id', page_id: page },
        title: text('Table'),
        initial_data_source: { properties: { Name: { title: {} }, Hours: { number: {} } } },
      }),
    )
  ).id
  const alone = (
    await ok(notion.createDatabase(ctx, { parent: { type: 'page_id', page_id: page }, title: text('Alone') }))
  ).id
  const only = there((await ok(notion.getDatabase(ctx, { database_id: alone }))).data_sources[0]).id
  const tasks = there((await ok(notion.getDatabase(ctx, { database_id: database }))).data_sources[0]).id
  const projects = (
    await ok(
      notion.createDataSource(ctx, {
        parent: { database_id: database },
        properties: {
          Name: { title: {} },
          Notes: { rich_text: {} },
          Tasks: { relation: { data_source_id: tasks, single_property: {} } },
          Sum: { rollup: { relation_property_name: 'Tasks', rollup_property_name: 'Hours', function: 'sum' } },
          Twice: { formula: { expression: 'prop("Sum") * 2' } },
        },
      }),
    )
  ).id
  const task = (
    await ok(
      notion.createPage(ctx, {
        parent: { data_source_id: tasks },
        properties: { ...named('Task'), Hours: { number: 1 } },
      }),
    )
  ).id
  const properties = {
    ...named('Project'),
    Notes: { rich_text: mention({ page: { id: other } }) },
    Tasks: { relation: [{ id: task }] },
  }
  const project = (await ok(notion.createPage(ctx, { parent: { data_source_id: projects }, properties }))).id
  const { results } = await ok(
    notion.appendBlockChildren(ctx, {
      block_id: page,
      children: [
        { paragraph: { rich_text: mention({ page: { id: other } }) } },
        { paragraph: { rich_text: mention({ database: { id: database } }) } },
        { synced_block: { synced_from: null, children: [{ paragraph: { rich_text: text('synced') } }] } },
        { toggle: { rich_text: text('toggle'), children: [{ paragraph: { rich_text: text('deep') } }] } },
      ],
    }),
  )
  const [about, aboutDatabase, original, toggle] = results.map(({ id }) => id)
  const copied = await ok(
    notion.appendBlockChildren(ctx, {
      block_id: other,
      children: [{ synced_block: { synced_from: { type: 'block_id', block_id: there(original) } } }],
    }),
  )
  await ok(
    notion.createView(ctx, {
      data_source_id: tasks,
      name: 'Linked',
      type: 'table',
      create_database: { parent: { type: 'page_id', page_id: other } },
    }),
  )
  const { properties: schema } = await ok(notion.getDataSource(ctx, { data_source_id: projects }))
  return {
    page,
    other,
    database,
    alone,
    only,
    tasks,
    projects,
    task,
    project,
    about: there(about),
    aboutDatabase: there(aboutDatabase),
    original: there(original),
    toggle: there(toggle),
    copy: there(copied.results[0]).id,
    propertyId: (name: string): string => there(schema?.[name]).id,
  }
}

type Ids = Awaited<ReturnType<typeof createContents>>
type Call = (ctx: notion.Context, ids: Ids) => TaskEither<notion.NotionError, unknown>

/** The writes, by what they change. */
const WRITES: Readonly<Record<string, Call>> = {
  'the title of a page': (ctx, { other }) =>
    notion.updatePage(ctx, { page_id: other, properties: { title: { title: text('Renamed') } } }),
  'the title of a database': (ctx, { database }) =>
    notion.updateDatabase(ctx, { database_id: database, title: text('Renamed') }),
  'the title of a data source': (ctx, { tasks }) =>
    notion.updateDataSource(ctx, { data_source_id: tasks, title: text('Renamed') }),
  'the title of the only data source of a database': (ctx, { only }) =>
    notion.updateDataSource(ctx, { data_source_id: only, title: text('Renamed') }),
  'the title of a database with one data source': (ctx, { alone }) =>
    notion.updateDatabase(ctx, { database_id: alone, title: text('Renamed') }),
  'a value that a rollup sums': (ctx, { task }) =>
    notion.updatePage(ctx, { page_id: task, properties: { Hours: { number: 40 } } }),
  'the name of a property': (ctx, { tasks }) =>
    notion.updateDataSource(ctx, { data_source_id: tasks, properties: { Hours: { name: 'Time' } } }),
  'the original of a synced block': (ctx, { original }) =>
    notion.appendBlockChildren(ctx, { block_id: original, children: [{ paragraph: { rich_text: text('more') } }] }),
  'a copy of a synced block': (ctx, { copy }) =>
    notion.appendBlockChildren(ctx, { block_id: copy, children: [{ paragraph: { rich_text: text('more') } }] }),
  'the original of a synced block, moved to the trash': (ctx, { original }) =>
    notion.deleteBlock(ctx, { block_id: original }),
  'the content after a text in a block': (ctx, { page }) =>
    notion.updatePageMarkdown(ctx, {
      page_id: page,
      type: 'insert_content',
      insert_content: { content: 'new', after: 'deep' },
    }),
  'a page, moved to the trash': (ctx, { other }) => notion.updatePage(ctx, { page_id: other, in_trash: true }),
  'a data source, moved to the trash': (ctx, { tasks }) =>
    notion.updateDataSource(ctx, { data_source_id: tasks, in_trash: true }),
  'a database, moved to the trash': (ctx, { database }) =>
    notion.updateDatabase(ctx, { database_id: database, in_trash: true }),
  'a page, moved to another page': (ctx, { page, other }) =>
    notion.movePage(ctx, { page_id: other, parent: { page_id: page } }),
  'a database, moved to another page': (ctx, { database, other }) =>
    notion.updateDatabase(ctx, { database_id: database, parent: { type: 'page_id', page_id: other } }),
  'the icon of a database': (ctx, { database }) =>
    notion.updateDatabase(ctx, { database_id: database, icon: { type: 'emoji', emoji: '🥬' } }),
  'the icon of a page': (ctx, { other }) =>
    notion.updatePage(ctx, { page_id: other, icon: { type: 'emoji', emoji: '🥬' } }),
  'a comment': (ctx, { page }) => notion.createComment(ctx, { parent: { page_id: page }, rich_text: text('well') }),
  'a view': (ctx, { database, tasks }) =>
    notion.createView(ctx, { database_id: database, data_source_id: tasks, name: 'List', type: 'list' }),
  'a new row': (ctx, { projects, task }) =>
    notion.createPage(ctx, {
      parent: { data_source_id: projects },
      properties: { ...named('New'), Tasks: { relation: [{ id: task }] } },
    }),
}

const readAll = async (ctx: notion.Context, ids: Ids): Promise<Readonly<Record<string, unknown>>> => {
  const { page, other, database, alone, only, tasks, projects, task, project, propertyId } = ids
  const sumAbove: notion.Filter = { property: 'Sum', rollup: { number: { greater_than: 10 } } }
  const calls: Record<string, TaskEither<notion.NotionError, unknown>> = {
    home: notion.getBlockChildren(ctx, { block_id: HOME }),
    filtered: notion.queryDataSource(ctx, { data_source_id: projects, filter: sumAbove }),
    formulas: notion.queryDataSource(ctx, { data_source_id: projects, filter_properties: [propertyId('Twice')] }),
    sorted: notion.queryDataSource(ctx, {
      data_source_id: projects,
      filter_properties: [propertyId('Name')],
      sorts: [{ property: 'Sum', direction: 'ascending' }],
    }),
    formula: notion.getPage(ctx, { page_id: project, filter_properties: [propertyId('Twice')] }),
  }
  for (const name of ['Twice', 'Sum', 'Tasks', 'Notes'])
    calls[`property ${name}`] = notion.getPageProperty(ctx, { page_id: project, property_id: propertyId(name) })
  for (const data_source_id of [tasks, projects]) {
    calls[`source ${data_source_id}`] = notion.getDataSource(ctx, { data_source_id })
    calls[`rows ${data_source_id}`] = notion.queryDataSource(ctx, { data_source_id })
  }
  calls.only = notion.getDataSource(ctx, { data_source_id: only })
  for (const database_id of [database, alone])
    calls[`database ${database_id}`] = notion.getDatabase(ctx, { database_id })
  for (const page_id of [page, other, task, project]) calls[`page ${page_id}`] = notion.getPage(ctx, { page_id })
  const { about, aboutDatabase, original, toggle, copy } = ids
  for (const block_id of [page, other, database, alone, project, about, aboutDatabase, original, toggle, copy]) {
    calls[`block ${block_id}`] = notion.getBlock(ctx, { block_id })
    calls[`children ${block_id}`] = notion.getBlockChildren(ctx, { block_id })
  }
  const results: Record<string, unknown> = {}
  for (const [name, call] of Object.entries(calls)) results[name] = comparable(await call())
  return results
}

test.each(
  Object.entries(WRITES).flatMap(([name, write]) =>
    (['with a response', 'with a lost response'] as const).map((end) => [name, end, write] as const),
  ),
)('behavior: a change of %s, %s, is in all later reads through a cache', async (_name, end, write) => {
  const { simulator, cached, uncached } = await cachedAndUncached()
  const ids = await createContents(uncached)
  expect(await readAll(cached, ids)).toEqual(await readAll(uncached, ids))
  if (end !== 'with a response') simulator.failNext(faults.droppedAfterCommit)
  const written = await write(cached, ids)()
  expect(written._tag).toBe(end === 'with a response' ? 'Right' : 'Left')
  simulator.clearFaults()
  expect(await readAll(cached, ids)).toEqual(await readAll(uncached, ids))
})
