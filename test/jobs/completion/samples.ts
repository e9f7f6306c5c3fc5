/** Rows with long lists on a simulator. */
import * as notion from '../../../src/index.js'
import { HOME, ok, there } from '../../simulator/world.js'
import type { Tried } from '../../support/everyFault.js'

/** Two data sources, related both ways: projects, which have long lists, and tasks. */
export interface Furnished {
  readonly projects: string
  readonly tasks: string
  readonly database_id: string
  /** The ids of tasks; the n-th task takes n hours. */
  readonly ids: ReadonlyArray<string>
}

const rollupOf = (rollup_property_name: string, name: notion.RollupFunction) => ({
  rollup: { relation_property_name: 'Tasks', rollup_property_name, function: name },
})

/** A uuid of a number. */
export const uuid = (number: number, prefix = '77777777'): string =>
  `${prefix}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`

export const hoursOf = (number: number): number | null => (number % 5 === 4 ? null : number % 7)
export const isDone = (number: number): boolean => number % 3 === 0
export const dueOn = (number: number): string => `2026-01-${`${1 + (number % 28)}`.padStart(2, '0')}`

const PLAIN = {
  bold: false,
  italic: false,
  strikethrough: false,
  underline: false,
  code: false,
  color: 'default',
}

const plain = (content: string) => [
  { type: 'text', text: { content, link: null }, plain_text: content, href: null, annotations: PLAIN },
]

/** Makes the data sources, and as many tasks. */
export const furnish = async (
  { ctx, simulator }: Tried,
  count: number,
  properties: Readonly<Record<string, notion.PropertyConfigRequest>> = {},
): Promise<Furnished> => {
  const { id: database_id } = await ok(
    notion.createDatabase(ctx, {
      parent: { type: 'page_id', page_id: HOME },
      initial_data_source: {
        properties: {
          Name: { title: {} },
          Hours: { number: {} },
          Done: { checkbox: {} },
          Due: { date: {} },
          Notes: { rich_text: {} },
        },
      },
    }),
  )
  const tasks = there((await ok(notion.getDatabase(ctx, { database_id }))).data_sources[0]).id
  const { id: projects } = await ok(
    notion.createDataSource(ctx, {
      parent: { database_id },
      properties: {
        Name: { title: {} },
        Notes: { rich_text: {} },
        Team: { people: {} },
        Done: { checkbox: {} },
        Tasks: { relation: { data_source_id: tasks, dual_property: { synced_property_name: 'Project' } } },
        ...properties,
      },
    }),
  )
  const source = await ok(notion.getDataSource(ctx, { data_source_id: tasks }))
  const idOf = (name: string): string => (notion.isFullDataSource(source) ? there(source.properties[name]).id : '')
  const ids = Array.from({ length: count }, (_, number) => uuid(number, '66666666'))
  // One request for each would take as long as the tests.
  await simulator.load(
    ids.map((id, number) => ({
      object: 'page',
      id,
      parent: { type: 'data_source_id', data_source_id: tasks },
      properties: {
        Name: { id: 'title', type: 'title', title: plain(`Task ${number}`) },
        Hours: { id: idOf('Hours'), type: 'number', number: hoursOf(number) },
        Done: { id: idOf('Done'), type: 'checkbox', checkbox: isDone(number) },
        Due: { id: idOf('Due'), type: 'date', date: { start: dueOn(number), end: null, time_zone: null } },
      },
    })),
  )
  return { projects, tasks, database_id, ids }
}

/** Rollups over the tasks, by property and function: all that can be read by themselves. */
export const ROLLUPS = {
  'Hours average': rollupOf('Hours', 'average'),
  'Hours count': rollupOf('Hours', 'count'),
  'Hours count_values': rollupOf('Hours', 'count_values'),
  'Hours empty': rollupOf('Hours', 'empty'),
  'Hours max': rollupOf('Hours', 'max'),
  'Hours min': rollupOf('Hours', 'min'),
  'Hours not_empty': rollupOf('Hours', 'not_empty'),
  'Hours percent_empty': rollupOf('Hours', 'percent_empty'),
  'Hours percent_not_empty': rollupOf('Hours', 'percent_not_empty'),
  'Hours range': rollupOf('Hours', 'range'),
  'Hours show_original': rollupOf('Hours', 'show_original'),
  'Hours sum': rollupOf('Hours', 'sum'),
  'Names show_original': rollupOf('Name', 'show_original'),
  'Done checked': rollupOf('Done', 'checked'),
  'Done unchecked': rollupOf('Done', 'unchecked'),
  'Done percent_checked': rollupOf('Done', 'percent_checked'),
  'Done percent_unchecked': rollupOf('Done', 'percent_unchecked'),
  'Due earliest_date': rollupOf('Due', 'earliest_date'),
  'Due latest_date': rollupOf('Due', 'latest_date'),
  'Due date_range': rollupOf('Due', 'date_range'),
} as const
/** What a project has. */
export interface Shape {
  readonly tasks?: ReadonlyArray<string>
  readonly people?: number
  readonly mentions?: number
}

const mentioning = (count: number) =>
  Array.from({ length: count }, () => ({
    type: 'mention',
    mention: { type: 'page', page: { id: HOME } },
    plain_text: 'Home',
    href: null,
    annotations: PLAIN,
  }))

/** The users of the workspace that projects have. */
export const people = (count: number): ReadonlyArray<{ readonly object: 'user'; readonly id: string }> =>
  Array.from({ length: count }, (_, number) => ({ object: 'user', id: uuid(number) }))

/** A page with its properties. */
export const aPage = async (ctx: notion.Context, page_id: string): Promise<notion.Page> => {
  const page = await ok(notion.getPage(notion.wrap(notion.withoutCache)(ctx), { page_id }))
  if (!notion.isFullPage(page)) throw new Error('The page is partial.')
  return page
}

/** Puts a project into the workspace, with lists of any length, which no request may have. */
export const aProject = async (
  { simulator, ctx }: Tried,
  { projects }: Furnished,
  page_id: string,
  { tasks = [], people: team = 0, mentions = 0 }: Shape,
): Promise<notion.Page> => {
  const source = await ok(notion.getDataSource(ctx, { data_source_id: projects }))
  const idOf = (name: string): string => (notion.isFullDataSource(source) ? there(source.properties[name]).id : '')
  const users = people(team).map(({ id }) => ({ id, name: `User ${id}` }))
  await simulator.load({ users })
  await simulator.load([
    {
      object: 'page',
      id: page_id,
      parent: { type: 'data_source_id', data_source_id: projects },
      properties: {
        Name: { id: 'title', type: 'title', title: mentioning(mentions) },
        Tasks: { id: idOf('Tasks'), type: 'relation', relation: tasks.map((id) => ({ id })), has_more: false },
        Team: { id: idOf('Team'), type: 'people', people: people(team) },
      },
    },
  ])
  return aPage(ctx, page_id)
}
