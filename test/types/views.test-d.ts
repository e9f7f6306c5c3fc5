/** What the compiler accepts and refuses of views and meeting notes. Nothing here runs. */
import type {
  CreateViewParameters,
  CreateViewQueryParameters,
  CreateViewQueryResponse,
  DataSourceViewObjectResponse,
  DeleteViewQueryParameters,
  DeleteViewQueryResponse,
  GetViewParameters,
  GetViewQueryResultsParameters,
  GetViewQueryResultsResponse,
  GetViewResponse,
  ListDatabaseViewsParameters,
  ListDatabaseViewsResponse,
  PartialDataSourceViewObjectResponse,
  QueryMeetingNotesParameters,
  QueryMeetingNotesResponse,
  UpdateViewParameters,
} from '@notionhq/client'
import type {
  CreateMeetingNoteParameters,
  CreateMeetingNoteResponse,
} from '@notionhq/client/build/src/api-endpoints/meeting-notes.js'
import type { List } from '../../src/core/objects/list.js'
import type { PartialBlock } from '../../src/ops/blocks/block.js'
import type { CreateMeetingNoteParams } from '../../src/ops/meeting_notes/createMeetingNote.js'
import type { MeetingNote, MeetingNotes } from '../../src/ops/meeting_notes/meetingNote.js'
import type { MeetingNotesFilter, MeetingNotesPropertyFilter } from '../../src/ops/meeting_notes/meetingNotesFilter.js'
import type { QueryMeetingNotesParams } from '../../src/ops/meeting_notes/queryMeetingNotes.js'
import type { CreateViewParams } from '../../src/ops/views/createView.js'
import type { CreateViewQueryParams } from '../../src/ops/views/createViewQuery.js'
import type { DeleteViewQueryParams } from '../../src/ops/views/deleteViewQuery.js'
import type { GetViewParams } from '../../src/ops/views/getView.js'
import type { GetViewQueryResultsParams } from '../../src/ops/views/getViewQueryResults.js'
import type { GetViewsParams } from '../../src/ops/views/getViews.js'
import type { UpdateViewParams } from '../../src/ops/views/updateView.js'
import type { PartialView, View, ViewReference } from '../../src/ops/views/view.js'
import type { ViewConfiguration } from '../../src/ops/views/viewConfiguration.js'
import type { ViewConfigurationRequest } from '../../src/ops/views/viewConfigurationRequest.js'
import type { GroupBy } from '../../src/ops/views/viewGroupBy.js'
import type { DeletedViewQuery, ViewQuery, ViewQueryResult } from '../../src/ops/views/viewQuery.js'
import type { QuickFiltersRequest } from '../../src/ops/views/viewRequest.js'
import type { Closed, Merged, Names, Same } from './closed.js'

// Everything that the official client accepts is accepted.
export const listed = (official: ListDatabaseViewsParameters): GetViewsParams => official
export const got = (official: GetViewParameters): GetViewParams => official
export const queried = (official: CreateViewQueryParameters): CreateViewQueryParams => official
export const results = (official: GetViewQueryResultsParameters): GetViewQueryResultsParams => official
export const forgotten = (official: DeleteViewQueryParameters): DeleteViewQueryParams => official
export const noted = (official: CreateMeetingNoteParameters): CreateMeetingNoteParams => official
// Its filters and sorts of views are types that nothing fits, so they are left out here.
type Unusable = 'filter' | 'sorts' | 'quick_filters'
export const created = (official: Omit<CreateViewParameters, Unusable>): CreateViewParams => official
export const updated = (official: Omit<UpdateViewParameters, 'filter' | 'quick_filters'>): UpdateViewParams => official
// Its filter of meeting notes says in its depth that a group may be of no filters, and nests without an end.
export const found = (official: Omit<QueryMeetingNotesParameters, 'filter'>): QueryMeetingNotesParams => official

// Every answer of the official client is one of ours. Its answers to requests for meeting notes tell no parent.
export const views = (official: ListDatabaseViewsResponse): List<ViewReference> => official
export const view = (official: GetViewResponse): View | PartialView => official
export const viewQuery = (official: CreateViewQueryResponse): ViewQuery => official
export const rows = (official: GetViewQueryResultsResponse): List<ViewQueryResult> => official
export const deleted = (official: DeleteViewQueryResponse): DeletedViewQuery => official
export const note = (official: CreateMeetingNoteResponse): MeetingNote | PartialBlock => official
export const notes = (official: QueryMeetingNotesResponse): MeetingNotes => official

// Where ours is wider than its answers, this is why: settings that are taken back may come as `null`; it has no quick filter that
// anything fits, and filters that end at the second level, which those made in Notion's own app do not; a wiki has data sources
// among its rows; before version 2026-03-11 meeting notes are a `transcription`.
type Wider = 'filter' | 'quick_filters' | 'configuration' | 'dashboard_view_id'
export const closedView = (ours: Closed<Omit<View, Wider>>): Omit<DataSourceViewObjectResponse, Wider> => ours
export const closedPartialView = (ours: Closed<PartialView>): PartialDataSourceViewObjectResponse => ours
export const closedQuery = (ours: Closed<ViewQuery>): CreateViewQueryResponse => ours
export const closedDeleted = (ours: Closed<DeletedViewQuery>): DeleteViewQueryResponse => ours

// The same fields, each of them.
type OfficialConfiguration = NonNullable<DataSourceViewObjectResponse['configuration']>
type OfficialGroupBy = Extract<OfficialConfiguration, { type: 'board' }>['group_by']
export const names: ReadonlyArray<true> = [
  true satisfies Same<Exclude<keyof View, 'request_id'>, keyof DataSourceViewObjectResponse>,
  true satisfies Same<Merged<Names<ViewConfiguration>>, Merged<Names<OfficialConfiguration>>>,
  true satisfies Same<Merged<Names<GroupBy>>, Merged<Names<OfficialGroupBy>>>,
  true satisfies Same<Names<ViewQuery>, Names<CreateViewQueryResponse>>,
]

export const configurations: ReadonlyArray<ViewConfigurationRequest> = [
  { type: 'table', frozen_column_index: 1, properties: [{ property_id: 'a', width: 32 }] },
  { type: 'board', group_by: { type: 'select', property_id: 'a', sort: { type: 'manual' } }, cover: null },
  { type: 'chart', chart_type: 'number', value: { aggregator: 'count' } },
  { type: 'map', height: undefined, map_by: null },
]

export const refusedConfigurations: ReadonlyArray<ViewConfigurationRequest> = [
  // @ts-expect-error a misspelt type
  { type: 'tabel' },
  // @ts-expect-error a setting of another type of view
  { type: 'list', show_weekends: true },
  // @ts-expect-error a misspelt word
  { type: 'calendar', date_property_id: 'a', view_range: 'year' },
  // @ts-expect-error a misspelled word of a type that is derived from the response
  { type: 'chart', chart_type: 'pie' },
  // @ts-expect-error a field of responses only
  { type: 'map', map_by_property_name: 'Place' },
  // @ts-expect-error a board without its columns
  { type: 'board' },
  // @ts-expect-error a grouping that asks for more
  { type: 'board', group_by: { type: 'status', property_id: 'a', sort: { type: 'manual' } } },
  // @ts-expect-error a misspelt field deep inside
  { type: 'gallery', properties: [{ property_id: 'a', visibel: true }] },
  // @ts-expect-error a dashboard is built by creating views in it
  { type: 'dashboard', rows: [] },
]

export const quickFilters: QuickFiltersRequest = {
  Stage: { select: { equals: ['Doing', 'Done'] } },
  Due: { type: 'date', date: { this_week: {} } },
  Owner: {},
}

export const refusedQuickFilters: QuickFiltersRequest = {
  // @ts-expect-error a misspelt type
  Stage: { selct: { equals: 'Doing' } },
  // @ts-expect-error a misspelt condition
  Due: { date: { this_month: {} } },
  // @ts-expect-error the name of the property is outside
  Owner: { property: 'Owner', people: { contains: 'me' } },
  // @ts-expect-error two conditions at once
  Done: { checkbox: { equals: true }, number: { equals: 1 } },
}

const table = { data_source_id: 'a', database_id: 'b', name: 'c', type: 'table' } as const

export const refusedViews: ReadonlyArray<CreateViewParams> = [
  // @ts-expect-error a misspelt parameter
  { ...table, sort: [] },
  // @ts-expect-error a type that the API does not have
  { ...table, type: 'feed' },
  // @ts-expect-error a position of blocks
  { ...table, position: { type: 'after_block', after_block: { id: 'a' } } },
  // @ts-expect-error a place in a row without the row
  { ...table, placement: { type: 'existing_row' } },
  // @ts-expect-error a filter that is none
  { ...table, filter: { property: 'Due', date: { equls: 'today' } } },
]

export const refusedUpdates: ReadonlyArray<UpdateViewParams> = [
  // @ts-expect-error an update sorts by properties alone
  { view_id: 'a', sorts: [{ timestamp: 'created_time', direction: 'ascending' }] },
  // @ts-expect-error the type of a view cannot be changed
  { view_id: 'a', type: 'board' },
]

export const noteFilters: ReadonlyArray<MeetingNotesFilter> = [
  { operator: 'or' },
  { operator: 'and', filters: [{ property: 'attendees', filter: { operator: 'is_empty' } }] },
  {
    operator: 'and',
    filters: [
      { property: 'title', filter: { operator: 'string_is', value: { type: 'exact', value: 'Plans' } } },
      {
        operator: 'or',
        filters: [
          {
            property: 'created_time',
            filter: {
              operator: 'date_is_before',
              value: { type: 'exact', value: { type: 'date', start_date: '2026-03-11' } },
            },
          },
          {
            operator: 'and',
            filters: [
              {
                property: 'created_by',
                filter: {
                  operator: 'person_contains',
                  value: [{ type: 'exact', value: { table: 'notion_user', id: 'a' } }],
                },
              },
            ],
          },
        ],
      },
    ],
  },
]

const text = { type: 'exact', value: 'Plans' } as const

export const refusedNoteConditions: ReadonlyArray<MeetingNotesPropertyFilter> = [
  // @ts-expect-error an operator of another type of property
  { property: 'title', filter: { operator: 'date_is', value: text } },
  // @ts-expect-error a property that meeting notes do not have
  { property: 'name', filter: { operator: 'is_empty' } },
  // @ts-expect-error a value where there is nothing to compare with
  { property: 'title', filter: { operator: 'is_empty', value: text } },
  // @ts-expect-error no value to compare with
  { property: 'title', filter: { operator: 'string_is' } },
  // @ts-expect-error a person where a text is wanted
  { property: 'attendees', filter: { operator: 'person_contains', value: text } },
]

const group = { operator: 'or', filters: [] } as const

export const refusedNoteFilters: ReadonlyArray<MeetingNotesFilter> = [
  // @ts-expect-error a filter without a group around it
  { property: 'title', filter: { operator: 'is_empty' } },
  // @ts-expect-error a fourth level
  { operator: 'or', filters: [{ operator: 'or', filters: [{ operator: 'or', filters: [group] }] }] },
]

const source = { type: 'file_upload', file_upload_id: 'a' } as const

export const refusedNotes: ReadonlyArray<CreateMeetingNoteParams> = [
  // @ts-expect-error an upload needs a page to go into
  { source },
  // @ts-expect-error a block stays where it is
  { source: { type: 'block', block_id: 'a' }, parent: { type: 'page_id', page_id: 'b' } },
  // @ts-expect-error a language that Notion does not know
  { source, parent: { type: 'page_id', page_id: 'b' }, language: 'la' },
]
