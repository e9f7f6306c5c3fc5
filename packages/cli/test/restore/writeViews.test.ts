import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createSimulator, faults, type JsonObject, type Simulator } from '@notion-fp/simulator'
import {
  type CreateViewParams,
  createView,
  getDataSource,
  getView,
  getViews,
  isFullView,
  queryDataSource,
  type View,
} from 'notion-fp'
import { describe, expect, test } from 'vitest'
import { unsafeCast } from '../../src/unsafeCast.js'
import { backUp, contextOn, killedAt, restoreInto } from '../support/backups.js'
import { aFolder } from '../support/command.js'
import { compareBackups } from '../support/compare.js'
import { right } from '../support/right.js'

const HOME = '11111111-0000-4000-8000-000000000001'

const TARGET = '11111111-0000-4000-8000-000000000002'

const TASKS = '11111111-0000-4000-8000-000000000003'

const PROJECTS = '11111111-0000-4000-8000-000000000004'

const ELSEWHERE = '11111111-0000-4000-8000-000000000006'

const ADA = '11111111-0000-4000-8000-000000000005'

const CONTENTS: JsonObject = {
  users: [{ id: ADA, name: 'Ada', email: 'ada@example.com' }],
  pages: [
    {
      id: '11111111-0000-4000-8000-000000000007',
      title: 'Other',
      databases: [{ title: 'Elsewhere', data_source_id: ELSEWHERE, properties: { Name: 'title' }, rows: [] }],
    },
    {
      id: HOME,
      title: 'Home',
      databases: [
        {
          title: 'Projects',
          data_source_id: PROJECTS,
          properties: { Name: 'title', Budget: 'number' },
          rows: [{ Name: 'Greenhouse', Budget: 1200 }],
        },
        {
          title: 'Tasks',
          data_source_id: TASKS,
          properties: {
            Name: 'title',
            Stage: ['Idea', 'Doing', 'Done'],
            Points: 'number',
            Due: 'date',
            Owner: 'people',
            Files: 'files',
            Project: { relation: 'Projects' },
            Outside: { relation: 'Elsewhere' },
            Budget: { rollup: { relation_property_name: 'Project', rollup_property_name: 'Budget', function: 'sum' } },
          },
          rows: [{ Name: 'Buy glass', Stage: 'Doing', Points: 5, Due: '2026-02-02', Project: 'Greenhouse' }],
        },
      ],
    },
    { id: TARGET, title: 'Restored' },
  ],
}

interface Made {
  readonly simulator: Simulator
  readonly database_id: string
  readonly add: (view: JsonObject) => Promise<string>
  readonly idOf: (property: string) => string
}

const aNotion = async (): Promise<Made> => {
  const simulator = createSimulator({
    now: () => new Date('2026-05-01T10:00:00Z'),
    conditions: { sleep: async () => undefined },
  })
  await simulator.load(CONTENTS)
  const ctx = contextOn(simulator.fetch)
  const source = unsafeCast<{
    readonly parent: { readonly database_id: string }
    readonly properties: { readonly [name: string]: { readonly id: string } }
  }>(await right(getDataSource(ctx, { data_source_id: TASKS })()))
  const { database_id } = source.parent
  return {
    simulator,
    database_id,
    idOf: (property) => source.properties[property]?.id ?? '',
    add: async (view) => {
      const place = view.view_id === undefined ? { database_id } : {}
      const params = unsafeCast<CreateViewParams>({ data_source_id: TASKS, ...place, ...view })
      return (await right(createView(ctx, params)())).id
    },
  }
}

/** Views of all types, with whatever they can have. */
const addViews = async ({ add, idOf, simulator }: Made): Promise<void> => {
  const projects = await right(queryDataSource(contextOn(simulator.fetch), { data_source_id: PROJECTS })())
  const row = projects.results[0]?.id ?? ''
  const group_by = { type: 'select', property_id: idOf('Stage'), sort: { type: 'manual' } }
  const shown = [
    { property_id: idOf('Name'), visible: true, width: 300 },
    { property_id: idOf('Budget'), visible: false },
  ]
  await add({
    name: 'Open',
    type: 'table',
    filter: {
      and: [
        { property: 'Stage', select: { does_not_equal: 'Done' } },
        {
          or: [
            { property: idOf('Project'), relation: { contains: row } },
            { property: 'Owner', people: { contains: ADA } },
            { timestamp: 'created_time', created_time: { past_week: {} } },
          ],
        },
      ],
    },
    sorts: [
      { property: 'Due', direction: 'descending' },
      { timestamp: 'created_time', direction: 'ascending' },
    ],
    quick_filters: { [idOf('Stage')]: { select: { equals: 'Doing' } }, Due: {} },
    configuration: { type: 'table', properties: shown, group_by, wrap_cells: true, frozen_column_index: 1 },
  })
  await add({
    name: 'Board',
    type: 'board',
    configuration: {
      type: 'board',
      group_by,
      cover: { type: 'property', property_id: idOf('Files') },
      cover_size: 'large',
    },
  })
  await add({
    name: 'Calendar',
    type: 'calendar',
    configuration: { type: 'calendar', date_property_id: idOf('Due'), view_range: 'week' },
  })
  await add({
    name: 'Timeline',
    type: 'timeline',
    configuration: {
      type: 'timeline',
      date_property_id: idOf('Due'),
      table_properties: shown,
      preference: { zoom_level: 'month' },
      arrows_by: { property_id: idOf('Project') },
    },
  })
  await add({
    name: 'Gallery',
    type: 'gallery',
    configuration: { type: 'gallery', card_layout: 'compact', properties: shown },
  })
  await add({ name: 'List', type: 'list' })
  await add({ name: 'Map', type: 'map', configuration: { type: 'map', height: 'large' } })
  await add({
    name: 'Chart',
    type: 'chart',
    configuration: {
      type: 'chart',
      chart_type: 'column',
      x_axis: group_by,
      y_axis: { aggregator: 'sum', property_id: idOf('Points') },
      reference_lines: [{ value: 3, label: 'Goal', color: 'red', dash_style: 'dash' }],
    },
  })
  const dashboard = await add({ name: 'Dashboard', type: 'dashboard' })
  const widget = (name: string, placement: JsonObject, type = 'table') =>
    add({ name, type, view_id: dashboard, placement, ...(type === 'board' && { configuration: { type, group_by } }) })
  await widget('first', { type: 'new_row' })
  await widget('beside it', { type: 'existing_row', row_index: 0 }, 'board')
  await widget('below', { type: 'new_row' }, 'list')
}

const viewsNow = async (simulator: Simulator, database_id: string): Promise<ReadonlyArray<View>> => {
  const ctx = contextOn(simulator.fetch)
  const { results } = await right(getViews(ctx, { database_id })())
  const views = await Promise.all(results.map(({ id }) => right(getView(ctx, { view_id: id })())))
  return views.filter(isFullView)
}

const expectSame = async (simulator: Simulator, folder: string, ids: ReadonlyMap<string, string>): Promise<void> => {
  const again = aFolder()
  await backUp(simulator.fetch, TARGET, again)
  const file = join(again, 'ids.json')
  writeFileSync(file, JSON.stringify(Object.fromEntries(ids)))
  await compareBackups(folder, again, file, (restored, original, what) => expect(restored, what).toEqual(original))
}

describe('views', () => {
  test('default: those of all types are created again, with filters, sorts and dashboards', async () => {
    const notion = await aNotion()
    await addViews(notion)
    const folder = aFolder()
    await backUp(notion.simulator.fetch, HOME, folder)
    const { result, losses, ids } = await restoreInto(notion.simulator.fetch, folder, TARGET)
    expect(result).toMatchObject({ _tag: 'Right' })
    expect(losses).toEqual([])
    await expectSame(notion.simulator, folder, ids)
  })

  test('behavior: killed at any request, with faults, no view is there twice', async () => {
    const notion = await aNotion()
    await addViews(notion)
    const { fetch } = notion.simulator
    const folder = aFolder()
    await backUp(fetch, HOME, folder)
    const isView = ({ path, method }: { readonly path: string; readonly method: string }): boolean =>
      method !== 'GET' && path.includes('/views')
    notion.simulator.setConditions({
      faults: [
        { ...faults.droppedAfterCommit, chance: 0.2, match: isView },
        { ...faults.unavailableAfterCommit, chance: 0.2, match: isView },
        { ...faults.badGateway, chance: 0.2, match: isView },
      ],
      seed: 5,
      sleep: async () => undefined,
    })
    let kills = 0
    for (let index = 0; index < 20; index++) {
      const dying = killedAt(
        fetch,
        2,
        index % 2 === 0,
        (url, init) => init?.method !== 'GET' && String(url).includes('/views'),
      )
      const outcome = await Promise.race([dying.killed, restoreInto(dying.fetch, folder, TARGET)])
      if (outcome === 'killed') kills++
      else expect(outcome.result).toMatchObject({ _tag: 'Right' })
    }
    const { result, ids } = await restoreInto(fetch, folder, TARGET)
    notion.simulator.setConditions({})
    expect(kills).toBeGreaterThan(5)
    expect(result).toMatchObject({ _tag: 'Right' })
    await expectSame(notion.simulator, folder, ids)
  })

  test('behavior: what a view names and is not there is left out and reported', async () => {
    const notion = await aNotion()
    const { add, idOf, simulator } = notion
    const filter = {
      or: [
        { property: 'Owner', people: { contains: '99999999-0000-4000-8000-000000000000' } },
        { property: 'Stage', select: { equals: 'Done' } },
      ],
    }
    await add({ name: 'Somebody', type: 'table', filter })
    // Its other side is not in the backup of one page: the property is lost, and what is grouped by it.
    const group_by = { type: 'relation', property_id: idOf('Outside'), sort: { type: 'manual' } }
    await add({ name: 'Outside', type: 'board', configuration: { type: 'board', group_by } })
    await add({ name: 'Form', type: 'form' })
    const folder = aFolder()
    await backUp(simulator.fetch, HOME, folder)
    // What is outside is not shared any more.
    simulator.setConditions({ faults: [{ status: 404, match: ({ path }) => path.includes(ELSEWHERE) }] })
    const { result, losses, ids } = await restoreInto(simulator.fetch, folder, TARGET)
    expect(result).toMatchObject({ _tag: 'Right' })
    expect(losses.filter(({ kind }) => kind === 'view').map(({ what, why }) => `${what}: ${why}`)).toEqual([
      'filter: the condition on Owner names a page or person that is not there',
      'all: its group_by leads to a property that is not there',
      'questions: the API does not have the questions of a form',
    ])
    const views = await viewsNow(simulator, ids.get(notion.database_id) ?? '')
    expect(views.map(({ name }) => name)).toEqual(['Default view', 'Somebody', 'Form'])
    expect(views[1]?.filter).toMatchObject({ or: [{ select: { equals: 'Done' } }] })
  })

  test('error: a configuration that Notion refuses is left out, and the view is there', async () => {
    const notion = await aNotion()
    await addViews(notion)
    const { simulator } = notion
    const folder = aFolder()
    await backUp(simulator.fetch, HOME, folder)
    simulator.setConditions({
      faults: [
        {
          status: 400,
          code: 'validation_error',
          message: 'no cards',
          match: ({ method, body }) => method === 'POST' && JSON.stringify(body ?? {}).includes('compact'),
        },
      ],
    })
    const { result, losses, ids } = await restoreInto(simulator.fetch, folder, TARGET)
    expect(result).toMatchObject({ _tag: 'Right' })
    expect(losses).toMatchObject([{ kind: 'view', what: 'configuration', why: expect.stringContaining('no cards') }])
    const views = await viewsNow(simulator, ids.get(notion.database_id) ?? '')
    expect(views.map(({ name }) => name)).toContain('Gallery')
  })
})
