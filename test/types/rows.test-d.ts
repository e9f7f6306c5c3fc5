/** What the types of rows accept and refuse. */

import type { Either } from 'fp-ts/Either'
import type { Context, NotionError } from 'notion-fp'
import {
  checkbox,
  createdTime,
  date,
  files,
  formula,
  multiSelect,
  number,
  people,
  type RelatedDataSource,
  relation,
  rollup,
  select,
  status,
  title,
  type Unavailable,
} from 'notion-fp/props'
import {
  createRow,
  defineDataSource,
  getRow,
  type MismatchedRow,
  queryRows,
  type Row,
  type RowInput,
  type RowSort,
  updateRow,
  upsertRows,
  type Where,
} from 'notion-fp/rows'
import { type Equal, holds } from './compare.js'

const Projects = defineDataSource({ data_source_id: 'a', properties: { Name: title } })

const Tasks = defineDataSource({
  properties: {
    Name: title,
    Stage: select.of('Todo', { name: 'Done', color: 'green' }),
    State: status.of('Open', 'Closed'),
    Any: select,
    Tags: multiSelect.of('home', 'garden'),
    Estimate: number.of('percent'),
    Due: date,
    Done: { prop: checkbox, id: 'JuKH', name: 'Done ' },
    Project: relation.to(() => Projects),
    Owner: people,
    Files: files,
    Double: formula.of('number', 'prop("Estimate") * 2'),
    Text: formula,
    Sum: rollup.of('number'),
    Created: createdTime,
  },
})
type T = typeof Tasks

holds<
  Equal<
    Row<T, 'Name' | 'Stage' | 'State' | 'Any' | 'Tags' | 'Estimate' | 'Done' | 'Project' | 'Double' | 'Created'>,
    {
      readonly id: string
      readonly Name: string
      readonly Stage: 'Todo' | 'Done' | null
      readonly State: 'Open' | 'Closed' | null
      readonly Any: string | null
      readonly Tags: ReadonlyArray<'home' | 'garden'>
      readonly Estimate: number | null
      readonly Done: boolean
      readonly Project: ReadonlyArray<string>
      readonly Double: number | null | Unavailable
      readonly Created: string
    }
  >
>()

export const inputs: ReadonlyArray<RowInput<T>> = [
  {},
  { Name: 'A', Stage: 'Todo', Tags: ['home'], Estimate: 3, Due: '2026-03-11', Done: true, Any: 'x', State: null },
  { Project: [{ id: 'x' }, 'y'], Owner: ['x'], Files: ['https://example.com/a.pdf'], Stage: undefined },
]

const row: Row<T, 'Name' | 'Stage'> = { id: 'x', Name: 'A', Stage: 'Done' }
export const related: RowInput<T> = { Project: [row] }
export const withNewOptions: RowInput<T, true> = { Stage: 'New', Tags: ['new'] }

export const conditions: ReadonlyArray<Where<T>> = [
  {},
  { Stage: { equals: 'Todo' }, Estimate: { greater_than: 3 }, Name: { contains: 'x' } },
  { Stage: { equals: ['Todo', 'Done'] }, Project: { contains: row } },
  { or: [{ Done: { equals: true } }, { Tags: { contains: 'home' }, Double: { less_than: 3 } }] },
  { Text: { string: { equals: 'a' } }, Sum: { greater_than: 3 }, Due: { this_week: {} } },
]

export const sorts: ReadonlyArray<RowSort<T>> = [
  { property: 'Due', direction: 'ascending' },
  { timestamp: 'created_time', direction: 'descending' },
]

/** A definition that refers to itself. */
const Pages = defineDataSource({
  data_source_id: 'b',
  properties: { Name: title, Parent: relation.to((): RelatedDataSource => Pages) },
})
holds<
  Equal<Row<typeof Pages>, { readonly id: string; readonly Name: string; readonly Parent: ReadonlyArray<string> }>
>()

export const refusedInputs: ReadonlyArray<RowInput<T>> = [
  // @ts-expect-error an unknown property
  { Nam: 'A' },
  // @ts-expect-error an unknown option
  { Stage: 'Tod' },
  // @ts-expect-error a new option of a multi-select property
  { Tags: ['new'] },
  // @ts-expect-error a value of another type
  { Estimate: '3' },
  // @ts-expect-error what Notion computes
  { Double: 3 },
  // @ts-expect-error what Notion computes
  { Created: '2026-03-11' },
  // @ts-expect-error the id of the row
  { id: 'x' },
]

export const refusedConditions: ReadonlyArray<Where<T>> = [
  // @ts-expect-error an unknown property
  { Nam: { equals: 'A' } },
  // @ts-expect-error a condition of another type
  { Estimate: { contains: 'x' } },
  // @ts-expect-error a value of another type
  { Estimate: { equals: '3' } },
  // @ts-expect-error an unknown option
  { Stage: { equals: 'Tod' } },
  // @ts-expect-error two conditions
  { Estimate: { greater_than: 1, less_than: 3 } },
  // @ts-expect-error a condition on another result
  { Double: { contains: 'x' } },
]

export const refusedSorts: ReadonlyArray<RowSort<T>> = [
  // @ts-expect-error an unknown property
  { property: 'Nam', direction: 'ascending' },
  // @ts-expect-error an unknown direction
  { property: 'Due', direction: 'up' },
]

export const refusedDefinitions: ReadonlyArray<unknown> = [
  // @ts-expect-error a property without a type
  defineDataSource({ properties: { Name: 'title' } }),
  // @ts-expect-error a reserved key
  defineDataSource({ properties: { id: number } }),
  // @ts-expect-error a misspelt name
  defineDataSource({ properties: { Name: title }, data_source: 'x' }),
]

declare const ctx: Context
type Yielded<A> = A extends AsyncIterable<Either<NotionError, infer Right>> ? Right : never

const some = queryRows(ctx, { source: Tasks, select: ['Name', 'Stage'] })
holds<
  Equal<Yielded<typeof some>, { readonly id: string; readonly Name: string; readonly Stage: 'Todo' | 'Done' | null }>
>()
const reported = queryRows(ctx, { source: Tasks, select: ['Name'], on_mismatch: 'report' })
holds<Equal<Yielded<typeof reported>, Row<T, 'Name'> | MismatchedRow<Row<T, 'Name'>>>>()

export const jobs: ReadonlyArray<unknown> = [
  createRow(ctx, { source: Tasks, values: { Name: 'A', Stage: 'Todo' } }),
  createRow(ctx, { source: Tasks, values: { Stage: 'New' }, allow_new_options: true }),
  updateRow(ctx, { source: Tasks, page_id: 'x', values: { Stage: null } }),
  upsertRows(ctx, { source: Tasks, key: 'Name', rows: [{ Name: 'A', Estimate: 3 }] }),
]

export const refusedJobs: ReadonlyArray<unknown> = [
  // @ts-expect-error an unknown property
  queryRows(ctx, { source: Tasks, select: ['Nam'] }),
  // @ts-expect-error a condition on an unknown property
  queryRows(ctx, { source: Tasks, where: { Nam: { equals: 'A' } } }),
  // @ts-expect-error a sort by an unknown property
  queryRows(ctx, { source: Tasks, sorts: [{ property: 'Nam', direction: 'ascending' }] }),
  // @ts-expect-error an unknown way
  getRow(ctx, { source: Tasks, page_id: 'x', on_mismatch: 'ignore' }),
  // @ts-expect-error an option that is not declared
  createRow(ctx, { source: Tasks, values: { Stage: 'New' } }),
  // @ts-expect-error what Notion computes
  updateRow(ctx, { source: Tasks, page_id: 'x', values: { Double: 3 } }),
  // @ts-expect-error a key that identifies no row
  upsertRows(ctx, { source: Tasks, key: 'Due', rows: [] }),
  // @ts-expect-error a value of another type
  upsertRows(ctx, { source: Tasks, key: 'Name', rows: [{ Name: 'A', Estimate: '3' }] }),
]
