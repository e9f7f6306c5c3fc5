/** Completes a row with 300 related pages, of which Notion shows 25, and prints what each view of it says. */
import {
  type Context,
  createDataSource,
  createPage,
  getDataSource,
  getPage,
  isFullPage,
  type Page,
  type PropertyValue,
  type PropertyValuesRequest,
} from 'notion-fp'
import { addRelations, completePage, planCompletion } from 'notion-fp/completion'
import { pipe, TE } from 'notion-fp/fp'
import { type Example, type ExampleError, say } from './support/example.js'

const SIZE = 300

/** A data source of projects, whose relation has another side: a property of the tasks. */
const createProjects = (ctx: Context, database_id: string, data_source_id: string) =>
  createDataSource(ctx, {
    parent: { type: 'database_id', database_id },
    title: [{ text: { content: 'Projects' } }],
    properties: {
      Name: { title: {} },
      Tasks: { relation: { data_source_id, dual_property: { synced_property_name: 'Project' } } },
      Days: { rollup: { relation_property_name: 'Tasks', rollup_property_name: 'Estimate', function: 'sum' } },
      Length: { formula: { expression: 'length(prop("Tasks"))' } },
    },
  })

const createNamed = (ctx: Context, data_source_id: string, name: string, properties: PropertyValuesRequest = {}) =>
  createPage(ctx, {
    parent: { type: 'data_source_id', data_source_id },
    properties: { Name: { title: [{ text: { content: name } }] }, ...properties },
  })

/** The ids of tasks that are put into a simulator. */
const idOf = (index: number): string => `3f3e3d3c-3b3a-4938-b736-${index.toString(16).padStart(12, '0')}`

/** Tasks of a day each. One write takes 100 pages, so each task names its project instead. */
const createTasks = (ctx: Context, data_source_id: string, id: string) =>
  pipe(
    Array.from({ length: SIZE }, (_, index) => `Task ${index + 1}`),
    TE.traverseArray((name) =>
      createNamed(ctx, data_source_id, name, { Estimate: { number: 1 }, Project: { relation: [{ id }] } }),
    ),
    TE.map(() => undefined),
  )

/** The same without 300 requests. */
const loadTasks = (
  ctx: Context,
  data_source_id: string,
  project: Page,
  load: (pages: ReadonlyArray<object>) => Promise<void>,
): TE.TaskEither<ExampleError, void> =>
  pipe(
    getDataSource(ctx, { data_source_id }),
    TE.flatMap(({ properties }) => {
      const task = (index: number) => ({
        object: 'page',
        id: idOf(index),
        parent: { type: 'data_source_id', data_source_id },
        properties: {
          Estimate: { id: properties.Estimate?.id, type: 'number', number: 1 },
          Project: { id: properties.Project?.id, type: 'relation', relation: [{ id: project.id }], has_more: false },
        },
      })
      const ids = Array.from({ length: SIZE }, (_, index) => index)
      const Tasks = {
        ...project.properties.Tasks,
        relation: ids.map((index) => ({ id: idOf(index) })),
        has_more: false,
      }
      // The rest is computed.
      const long = { ...project, properties: { Name: project.properties.Name, Tasks } }
      return TE.tryCatch(
        () => load([...ids.map(task), long]),
        (reason): ExampleError => ({ _tag: 'LoadError', message: `${reason}` }),
      )
    }),
  )

const inWords = (value: PropertyValue | undefined): string => {
  if (value?.type === 'relation') return `${value.relation.length} pages, has_more: ${value.has_more}`
  if (value?.type === 'rollup' && value.rollup.type === 'number') return `${value.rollup.number}`
  if (value?.type === 'formula' && value.formula.type === 'number') return `${value.formula.number}`
  return 'nothing'
}

const describe = (properties: { readonly [name: string]: PropertyValue }): string =>
  ['Tasks', 'Days', 'Length'].map((name) => `${name}: ${inWords(properties[name])}`).join('; ')

const complete = (ctx: Context, page_id: string): TE.TaskEither<ExampleError, void> =>
  pipe(
    getPage(ctx, { page_id }),
    TE.filterOrElseW(isFullPage, (): ExampleError => ({ _tag: 'PartialPage', message: 'the page has no properties' })),
    TE.tapIO((page) => () => {
      say(`getPage shows        ${describe(page.properties)}`)
      const { reads, at_least } = planCompletion(page)
      say(
        `the plan             reads ${reads.map(({ name }) => name).join(' and ')}: ${at_least.requests} requests or more`,
      )
    }),
    TE.flatMap((page) => completePage(ctx, page)),
    TE.map(({ page, incomplete, requests }) => {
      say(`completePage gives   ${describe(page.properties)}; ${requests} requests`)
      for (const { name, reason } of incomplete) say(`not complete         ${name}: ${reason}`)
    }),
  )

/** Adding a page to a list of 300 is refused before anything is lost, and done from the other side. */
const addOne = (ctx: Context, page_id: string, data_source_id: string): TE.TaskEither<ExampleError, void> =>
  pipe(
    createNamed(ctx, data_source_id, 'One more'),
    TE.flatMap(({ id }) => {
      const params = { page_id, property: 'Tasks', ids: [id] }
      return pipe(
        addRelations(ctx, params),
        TE.orElse((error) => {
          say(error.message)
          return addRelations(ctx, { ...params, other_side: true })
        }),
      )
    }),
    TE.map(({ ids, changed, requests }) =>
      say(`addRelations gives   ${ids.length} pages, ${changed.length} of them new; ${requests} requests`),
    ),
  )

export const completeLongRow: Example = (ctx, { database_id, data_source_id, load }) =>
  pipe(
    createProjects(ctx, database_id, data_source_id),
    TE.flatMap(({ id }) => createNamed(ctx, id, 'Everything')),
    TE.filterOrElseW(isFullPage, (): ExampleError => ({ _tag: 'PartialPage', message: 'the page has no properties' })),
    TE.tap((page) => (load ? loadTasks(ctx, data_source_id, page, load) : createTasks(ctx, data_source_id, page.id))),
    TE.tap(({ id }) => complete(ctx, id)),
    TE.flatMap(({ id }) => addOne(ctx, id, data_source_id)),
  )
