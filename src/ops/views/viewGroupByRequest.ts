/** How the rows of a view are put into groups, as it is sent. */

/** The order of the groups: by hand, or by their value. */
export interface GroupSort<Direction extends string = GroupSortDirection> {
  readonly type: Direction
}

/** The orders that groups can be in. */
export type GroupSortDirection = 'manual' | 'ascending' | 'descending'

/** The spans of time that dates are grouped by. */
export type DateGrouping = 'relative' | 'day' | 'week' | 'month' | 'year'

/** What of a text makes it a member of a group: all of it, or its first letter. */
export type TextGrouping = 'exact' | 'alphabet_prefix'

interface GroupByRequestBase {
  /** The id of the property. */
  readonly property_id: string
  /** Whether groups without rows are left out. */
  readonly hide_empty_groups?: boolean | undefined
}

interface SortedGroupByRequest extends GroupByRequestBase {
  /** The order of the groups. */
  readonly sort: GroupSort
}

/** By the option that is chosen. */
export interface SelectGroupByRequest extends SortedGroupByRequest {
  readonly type: 'select' | 'multi_select'
}

/** By status, or by the group that the status is of. */
export interface StatusGroupByRequest extends SortedGroupByRequest {
  readonly type: 'status'
  /** Whether each option makes a group, or each of Notion's groups of options. */
  readonly group_by: 'group' | 'option'
}

/** By person. */
export interface PersonGroupByRequest extends SortedGroupByRequest {
  readonly type: 'person' | 'created_by' | 'last_edited_by'
}

/** By related page. */
export interface RelationGroupByRequest extends SortedGroupByRequest {
  readonly type: 'relation'
}

interface DateGroups {
  /** The span of time that makes one group. */
  readonly group_by: DateGrouping
  /** The day that weeks begin with: 0 is Sunday, 1 Monday. */
  readonly start_day_of_week?: 0 | 1 | undefined
}

/** By a span of time. */
export interface DateGroupByRequest extends SortedGroupByRequest, DateGroups {
  readonly type: 'date' | 'created_time' | 'last_edited_time'
}

/** By text. */
export interface TextGroupByRequest extends SortedGroupByRequest {
  readonly type: 'text' | 'title' | 'url' | 'email' | 'phone_number'
  /** Whether the whole text makes a group, or its first letter. */
  readonly group_by: TextGrouping
}

interface NumberGroups {
  /** Where the first group begins. */
  readonly range_start?: number | undefined
  /** Where the last group ends. */
  readonly range_end?: number | undefined
  /** How wide a group is. */
  readonly range_size?: number | undefined
}

/** By ranges of numbers. */
export interface NumberGroupByRequest extends SortedGroupByRequest, NumberGroups {
  readonly type: 'number'
}

/** By whether it is checked. */
export interface CheckboxGroupByRequest extends SortedGroupByRequest {
  readonly type: 'checkbox'
}

/** By what a formula comes to, as its type asks for. */
export interface FormulaGroupByRequest extends GroupByRequestBase {
  readonly type: 'formula'
  /** How the results are grouped; its type is that of the results. */
  readonly group_by: FormulaGroupingRequest
}

/** How what a formula comes to is grouped. */
export type FormulaGroupingRequest =
  | ({ readonly type: 'date'; readonly sort: GroupSort } & DateGroups)
  | { readonly type: 'text'; readonly group_by: TextGrouping; readonly sort: GroupSort }
  | ({ readonly type: 'number'; readonly sort: GroupSort } & NumberGroups)
  | { readonly type: 'checkbox'; readonly sort: GroupSort }

/** What the rows of a view are grouped by. */
export type GroupByRequest =
  | SelectGroupByRequest
  | StatusGroupByRequest
  | PersonGroupByRequest
  | RelationGroupByRequest
  | DateGroupByRequest
  | TextGroupByRequest
  | NumberGroupByRequest
  | CheckboxGroupByRequest
  | FormulaGroupByRequest
