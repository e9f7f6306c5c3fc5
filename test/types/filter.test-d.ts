/** What the compiler accepts and refuses of queries and schemas. Nothing here runs. */

import type { Sort } from '../../src/core/objects/sort.js'
import type { CreateDatabaseParams } from '../../src/ops/databases/createDatabase.js'
import type { SearchParams } from '../../src/ops/search/search.js'
import type { Filter } from '../../src/props/filter.js'
import type { SchemaRequest, SchemaUpdate } from '../../src/props/schemaRequest.js'

export const filters: ReadonlyArray<Filter> = [
  { property: 'Name', title: { starts_with: 'A' } },
  { property: 'Name', type: 'rich_text', rich_text: { is_not_empty: true } },
  { property: 'Estimate', number: { greater_than_or_equal_to: 4 } },
  { property: 'ID', unique_id: { equals: 4 } },
  { property: 'Done', checkbox: { equals: false } },
  { property: 'Stage', select: { equals: ['Doing', 'Done'] } },
  { property: 'Stage', status: { does_not_equal: 'Done' } },
  { property: 'Tags', multi_select: { contains: ['a', 'b'] } },
  { property: 'Due', date: { on_or_before: 'one_week_from_now' } },
  { property: 'Due', date: { equals: '2026-03-11' } },
  { property: 'Due', date: { this_week: {} } },
  { property: 'Owner', people: { contains: 'me' } },
  { property: 'Blocks', relation: { contains: 'an id' } },
  { property: 'Files', files: { is_empty: true } },
  { property: 'Score', formula: { number: { less_than: 4 } } },
  { property: 'Owners', rollup: { any: { people: { contains: 'me' } } } },
  { property: 'Sum', rollup: { number: { equals: 4 } } },
  { property: 'Verified', verification: { status: 'verified' } },
  { property: 'Made', created_time: { past_week: {} } },
  { timestamp: 'created_time', created_time: { past_week: {} } },
  { timestamp: 'last_edited_time', type: 'last_edited_time', last_edited_time: { after: 'yesterday' } },
  { and: [{ or: [{ property: 'Done', checkbox: { equals: true } }] }, { property: 'N', number: { equals: 1 } }] },
  { or: [] },
]

export const refusedFilters: ReadonlyArray<Filter> = [
  // @ts-expect-error a misspelt field
  { propety: 'Estimate', number: { equals: 1 } },
  // @ts-expect-error a misspelt type
  { property: 'Estimate', nmber: { equals: 1 } },
  // @ts-expect-error a misspelt condition
  { property: 'Estimate', number: { equls: 1 } },
  // @ts-expect-error a condition of another type
  { property: 'Estimate', number: { contains: '1' } },
  // @ts-expect-error a value of another type
  { property: 'Estimate', number: { equals: '1' } },
  // @ts-expect-error two conditions at once
  { property: 'Estimate', number: { greater_than: 1, less_than: 3 } },
  // @ts-expect-error two types at once
  { property: 'Estimate', number: { equals: 1 }, checkbox: { equals: true } },
  // @ts-expect-error another type than the condition's
  { property: 'Estimate', type: 'checkbox', number: { equals: 1 } },
  // @ts-expect-error no condition
  { property: 'Estimate' },
  // @ts-expect-error a filter for no property
  { number: { equals: 1 } },
  // @ts-expect-error several values, where one is taken
  { property: 'Name', title: { equals: ['a', 'b'] } },
  // @ts-expect-error it is empty or it is not; `false` says nothing
  { property: 'Name', title: { is_empty: false } },
  // @ts-expect-error a span that the API does not have
  { property: 'Due', date: { this_month: {} } },
  // @ts-expect-error a span takes nothing
  { property: 'Due', date: { this_week: { start: 1 } } },
  // @ts-expect-error the condition of the other timestamp
  { timestamp: 'created_time', last_edited_time: { past_week: {} } },
  // @ts-expect-error a timestamp that the API does not have
  { timestamp: 'last_visited_time', last_visited_time: { past_week: {} } },
  // @ts-expect-error a type that cannot be filtered by
  { property: 'Place', place: { is_empty: true } },
  // @ts-expect-error a state that is no filter
  { property: 'Verified', verification: { status: 'unverified' } },
  // @ts-expect-error a type that rollups are not filtered by
  { property: 'Owners', rollup: { any: { title: { equals: 'a' } } } },
  // @ts-expect-error both compounds at once
  { and: [], or: [] },
  // @ts-expect-error a compound and a condition at once
  { and: [], property: 'N', number: { equals: 1 } },
  // @ts-expect-error three levels
  { and: [{ or: [{ and: [{ property: 'N', number: { equals: 1 } }] }] }] },
  // @ts-expect-error a misspelt condition within compounds
  { and: [{ or: [{ property: 'N', number: { equls: 1 } }] }] },
]

export const sorts: ReadonlyArray<Sort> = [
  { property: 'Due', direction: 'ascending' },
  { timestamp: 'created_time', direction: 'descending' },
]

export const refusedSorts: ReadonlyArray<Sort> = [
  // @ts-expect-error a direction that the API does not have
  { property: 'Due', direction: 'up' },
  // @ts-expect-error by two things at once
  { property: 'Due', timestamp: 'created_time', direction: 'ascending' },
  // @ts-expect-error no direction
  { property: 'Due' },
  // @ts-expect-error a misspelt field
  { property: 'Due', drection: 'ascending' },
]

export const schema: SchemaRequest = {
  Name: { title: {} },
  Estimate: { type: 'number', number: { format: 'percent' }, description: 'in days' },
  Stage: { select: { options: [{ name: 'Doing', color: 'blue' }] } },
  Blocks: { relation: { data_source_id: 'an id', single_property: {} } },
  BlockedBy: { relation: { data_source_id: 'an id', dual_property: { synced_property_name: 'Blocks' } } },
  Sum: { rollup: { function: 'sum', relation_property_name: 'Blocks', rollup_property_id: 'an id' } },
  Go: { button: {} },
  Seen: { last_visited_time: {} },
  ID: { unique_id: { prefix: null } },
}

export const refusedSchema: SchemaRequest = {
  // @ts-expect-error a misspelt type
  Name: { titel: {} },
  // @ts-expect-error a misspelt field of a configuration
  Estimate: { number: { fromat: 'percent' } },
  // @ts-expect-error a misspelt field of an option
  Stage: { select: { options: [{ name: 'Doing', colour: 'blue' }] } },
  // @ts-expect-error a relation to nothing
  Blocks: { relation: { single_property: {} } },
  // @ts-expect-error a relation of two kinds
  Both: { relation: { data_source_id: 'an id', single_property: {}, dual_property: {} } },
  // @ts-expect-error a rollup of nothing
  Sum: { rollup: { function: 'sum', relation_property_name: 'Blocks' } },
  // @ts-expect-error two types at once
  Two: { number: {}, checkbox: {} },
  // @ts-expect-error a new property has no other name
  Renamed: { name: 'Other' },
}

export const changes: SchemaUpdate = {
  Estimate: { number: { format: 'euro' } },
  Stage: { name: 'Status' },
  Both: { name: 'Tags', multi_select: { options: [{ id: 'an id' }, { name: 'new' }] } },
  Obsolete: null,
}

export const refusedChanges: SchemaUpdate = {
  // @ts-expect-error a misspelt field
  Stage: { nmae: 'Status' },
  // @ts-expect-error an option that is neither known nor named
  Tags: { multi_select: { options: [{ color: 'red' }] } },
  // @ts-expect-error a type that can be created but not changed
  Go: { button: {} },
}

export const refusedDatabase: CreateDatabaseParams = {
  parent: { type: 'page_id', page_id: 'an id' },
  // @ts-expect-error properties have their place in initial_data_source
  properties: { Name: { title: {} } },
}

// @ts-expect-error a page and the workspace at once
export const refusedParent: CreateDatabaseParams['parent'] = { page_id: 'an id', workspace: true }

// @ts-expect-error older versions of the API found databases
export const refusedSearch: SearchParams = { filter: { property: 'object', value: 'database' } }
