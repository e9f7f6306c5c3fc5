import { expect, test } from 'vitest'
import * as notion from '../../src/index.js'
import { cachedAndUncached, comparable, type Ids, readAll } from './cachedSteps.js'
import { HOME, ok, text, there } from './world.js'

const named = (name: string) => ({ Name: { title: text(name) } })

/** Creates two data sources with a two-way relation and a rollup, and rows in both. */
const createContents = async (ctx: notion.Context) => {
  const { id: database_id } = await ok(
    notion.createDatabase(ctx, {
      parent: { type: 'page_id', page_id: HOME },
      initial_data_source: { properties: { Name: { title: {} }, Hours: { number: {} } } },
    }),
  )
  const tasks = there((await ok(notion.getDatabase(ctx, { database_id }))).data_sources[0]).id
  const { id: projects } = await ok(
    notion.createDataSource(ctx, {
      parent: { database_id },
      properties: {
        Name: { title: {} },
        Tasks: { relation: { data_source_id: tasks, dual_property: { synced_property_name: 'Project' } } },
        Sum: { rollup: { relation_property_name: 'Tasks', rollup_property_name: 'Hours', function: 'sum' } },
      },
    }),
  )
  const row = async (data_source_id: string, properties: notion.PropertyValuesRequest): Promise<string> =>
    (await ok(notion.createPage(ctx, { parent: { data_source_id }, properties }))).id
  const task = await row(tasks, { ...named('A task'), Hours: { number: 1 } })
  const other = await row(tasks, named('Another task'))
  const project = await row(projects, { ...named('A project'), Tasks: { relation: [{ id: task }] } })
  return { database_id, tasks, projects, task, other, project }
}

type Rows = Awaited<ReturnType<typeof createContents>>
type Write = (ctx: notion.Context, rows: Rows) => Promise<unknown>

const writes: Readonly<Record<string, Write>> = {
  'a row that is related': (ctx, { project, task, other }) =>
    ok(
      notion.updatePage(ctx, { page_id: project, properties: { Tasks: { relation: [{ id: task }, { id: other }] } } }),
    ),
  'a row that is no longer related': (ctx, { project }) =>
    ok(notion.updatePage(ctx, { page_id: project, properties: { Tasks: { relation: [] } } })),
  'a value that a rollup sums': (ctx, { task }) =>
    ok(notion.updatePage(ctx, { page_id: task, properties: { Hours: { number: 9 } } })),
  'a new row that is related': (ctx, { projects, other }) =>
    ok(
      notion.createPage(ctx, {
        parent: { data_source_id: projects },
        properties: { ...named('New'), Tasks: { relation: [{ id: other }] } },
      }),
    ),
  'a related row in the trash': (ctx, { task }) => ok(notion.updatePage(ctx, { page_id: task, in_trash: true })),
  'a relation that is removed': (ctx, { projects }) =>
    ok(notion.updateDataSource(ctx, { data_source_id: projects, properties: { Tasks: null } })),
  'a relation that is removed on its other side': (ctx, { tasks }) =>
    ok(notion.updateDataSource(ctx, { data_source_id: tasks, properties: { Project: null } })),
  'a new relation': (ctx, { projects, tasks }) => {
    const properties = { More: { relation: { data_source_id: tasks, dual_property: {} } } }
    return ok(notion.updateDataSource(ctx, { data_source_id: projects, properties }))
  },
  'a new data source that is related': (ctx, { database_id, tasks }) => {
    const related = { relation: { data_source_id: tasks, dual_property: {} } }
    return ok(
      notion.createDataSource(ctx, { parent: { database_id }, properties: { Name: { title: {} }, Related: related } }),
    )
  },
  'a new database that is related': (ctx, { tasks }) => {
    const related = { relation: { data_source_id: tasks, dual_property: {} } }
    const properties = { Name: { title: {} }, Related: related } as const
    return ok(
      notion.createDatabase(ctx, { parent: { type: 'page_id', page_id: HOME }, initial_data_source: { properties } }),
    )
  },
}

test.each(Object.entries(writes))(
  'behavior: a cache returns current relations and rollups after a change: %s',
  async (_name, write) => {
    const { cached, uncached } = await cachedAndUncached()
    const rows = await createContents(uncached)
    const { database_id, tasks, projects, task, other, project } = rows
    const ids: Ids = {
      pages: [HOME, task, other, project],
      blocks: [],
      databases: [database_id],
      sources: [tasks, projects],
    }
    const readBy = async (ctx: notion.Context): Promise<unknown> => {
      const results = await readAll(ctx, ids)
      const readProperty = async (page_id: string, property_id: string): Promise<unknown> =>
        comparable(await notion.getPageProperty(ctx, { page_id, property_id })())
      return {
        ...results,
        project: await readProperty(task, 'Project'),
        tasks: await readProperty(project, 'Tasks'),
        sum: await readProperty(project, 'Sum'),
      }
    }
    const before = await readBy(cached)
    await write(cached, rows)
    const after = await readBy(uncached)
    expect(after).not.toEqual(before)
    expect(await readBy(cached)).toEqual(after)
  },
)
