/** How the rows of a view are grouped, in requests. */

/** The sort order of the groups: manual, or by value. */
export interface GroupSort<Direction extends string = GroupSortDirection> {
  readonly type: Direction
}

/** The sort orders of groups. */
export type GroupSortDirection = 'manual' | 'ascending' | 'descending'

/** The time ranges to group dates by. */
export type DateGrouping = 'relative' | 'day' | 'week' | 'month' | 'year'

/** Whether to group texts by the whole text, or by the first letter. */
export type TextGrouping = 'exact' | 'alphabet_prefix'

interface GroupByRequestBase {
  /** The id of the property. */
  readonly property_id: string
  /** Whether to hide groups without rows. */
  readonly hide_empty_groups?: boolean | undefined
}

interface SortedGroupByRequest extends GroupByRequestBase {
  /** The sort order of the groups. */
  readonly sort: GroupSort
}

/** By the selected option. */
export interface SelectGroupByRequest extends SortedGroupByRequest {
  readonly type: 'select' | 'multi_select'
}

/** By status, or by status group. */
export interface StatusGroupByRequest extends SortedGroupByRequest {
  readonly type: 'status'
  /** Whether to group by option, or by group of options. */
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
  /** The time range of each group. */
  readonly group_by: DateGrouping
  /** The first day of the week: 0 is Sunday, 1 Monday. */
  readonly start_day_of_week?: 0 | 1 | undefined
}

/** By time range. */
export interface DateGroupByRequest extends SortedGroupByRequest, DateGroups {
  readonly type: 'date' | 'created_time' | 'last_edited_time'
}

/** By text. */
export interface TextGroupByRequest extends SortedGroupByRequest {
  readonly type: 'text' | 'title' | 'url' | 'email' | 'phone_number'
  /** Whether to group by the whole text, or by the first letter. */
  readonly group_by: TextGrouping
}

interface NumberGroups {
  /** The start of the first group. */
  readonly range_start?: number | undefined
  /** The end of the last group. */
  readonly range_end?: number | undefined
  /** The size of each group. */
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

/** By the result of a formula. */
export interface FormulaGroupByRequest extends GroupByRequestBase {
  readonly type: 'formula'
  /** The grouping, by the type of the results. */
  readonly group_by: FormulaGroupingRequest
}

/** How the results of a formula are grouped. */
export type FormulaGroupingRequest =
  | ({ readonly type: 'date'; readonly sort: GroupSort } & DateGroups)
  | { readonly type: 'text'; readonly group_by: TextGrouping; readonly sort: GroupSort }
  | ({ readonly type: 'number'; readonly sort: GroupSort } & NumberGroups)
  | { readonly type: 'checkbox'; readonly sort: GroupSort }

/** The grouping of the rows of a view. */
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
