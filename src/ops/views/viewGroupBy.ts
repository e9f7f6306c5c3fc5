/** How the rows of a view are grouped. */
import type { Type } from 'io-ts'
import { boolean, number, string, struct, type UnknownType } from '../../core/schema/combinators.js'
import { variants, type Word } from '../../core/schema/variants.js'
import type { DateGrouping, GroupSort, GroupSortDirection, TextGrouping } from './viewGroupByRequest.js'

/** The order of the groups of a view. */
export type ViewGroupSort = GroupSort<Word<GroupSortDirection>>

interface GroupByBase {
  /** The id of the property. */
  readonly property_id: string
  /** The name of the property; only in responses. */
  readonly property_name?: string
  /** Whether to hide groups without rows. */
  readonly hide_empty_groups?: boolean
}

interface SortedGroupBy extends GroupByBase {
  /** The sort order of the groups. */
  readonly sort: ViewGroupSort
}

/** By the selected option. */
export interface SelectGroupBy extends SortedGroupBy {
  readonly type: 'select' | 'multi_select'
}

/** By status, or by status group. */
export interface StatusGroupBy extends SortedGroupBy {
  readonly type: 'status'
  /** Whether to group by option, or by group of options. */
  readonly group_by: Word<'group' | 'option'>
}

/** By person. */
export interface PersonGroupBy extends SortedGroupBy {
  readonly type: 'person' | 'created_by' | 'last_edited_by'
}

/** By related page. */
export interface RelationGroupBy extends SortedGroupBy {
  readonly type: 'relation'
}

interface DateGroups {
  /** The time range of each group. */
  readonly group_by: Word<DateGrouping>
  /** The first day of the week: 0 is Sunday, 1 Monday. */
  readonly start_day_of_week?: number
}

/** By time range. */
export interface DateGroupBy extends SortedGroupBy, DateGroups {
  readonly type: 'date' | 'created_time' | 'last_edited_time'
}

/** By text. */
export interface TextGroupBy extends SortedGroupBy {
  readonly type: 'text' | 'title' | 'url' | 'email' | 'phone_number'
  /** By the whole text, or by its first letter. */
  readonly group_by: Word<TextGrouping>
}

interface NumberGroups {
  /** The start of the first group. */
  readonly range_start?: number
  /** The end of the last group. */
  readonly range_end?: number
  /** The size of each group. */
  readonly range_size?: number
}

/** By ranges of numbers. */
export interface NumberGroupBy extends SortedGroupBy, NumberGroups {
  readonly type: 'number'
}

/** By whether it is checked. */
export interface CheckboxGroupBy extends SortedGroupBy {
  readonly type: 'checkbox'
}

interface FormulaDateGrouping extends DateGroups {
  readonly type: 'date'
  /** The sort order of the groups. */
  readonly sort: ViewGroupSort
}

interface FormulaTextGrouping {
  readonly type: 'text'
  /** By the whole text, or by its first letter. */
  readonly group_by: Word<TextGrouping>
  /** The sort order of the groups. */
  readonly sort: ViewGroupSort
}

interface FormulaNumberGrouping extends NumberGroups {
  readonly type: 'number'
  /** The sort order of the groups. */
  readonly sort: ViewGroupSort
}

interface FormulaCheckboxGrouping {
  readonly type: 'checkbox'
  /** The sort order of the groups. */
  readonly sort: ViewGroupSort
}

/** How the results of a formula are grouped. */
export type FormulaGrouping =
  | FormulaDateGrouping
  | FormulaTextGrouping
  | FormulaNumberGrouping
  | FormulaCheckboxGrouping
  | { readonly type: UnknownType }

/** By the result of a formula. */
export interface FormulaGroupBy extends GroupByBase {
  readonly type: 'formula'
  /** The grouping, by the type of the results. */
  readonly group_by: FormulaGrouping
}

/** The grouping of the rows of a view. */
export type GroupBy =
  | SelectGroupBy
  | StatusGroupBy
  | PersonGroupBy
  | RelationGroupBy
  | DateGroupBy
  | TextGroupBy
  | NumberGroupBy
  | CheckboxGroupBy
  | FormulaGroupBy
  | { readonly type: UnknownType }

const ranges = () => ({ range_start: number, range_end: number, range_size: number })

const Sort: Type<ViewGroupSort> = struct<ViewGroupSort>({ type: string })

/** How the results of a formula are grouped. */
export const FormulaGrouping: Type<FormulaGrouping> = variants<FormulaGrouping, 'type'>('type', {
  date: struct<Omit<FormulaDateGrouping, 'type'>>({ group_by: string, sort: Sort }, { start_day_of_week: number }),
  text: struct<Omit<FormulaTextGrouping, 'type'>>({ group_by: string, sort: Sort }),
  number: struct<Omit<FormulaNumberGrouping, 'type'>>({ sort: Sort }, ranges()),
  checkbox: struct<Omit<FormulaCheckboxGrouping, 'type'>>({ sort: Sort }),
})

const base = { property_id: string, sort: Sort }

const grouped = { ...base, group_by: string }

const maybe = { property_name: string, hide_empty_groups: boolean }

const byValue = struct<SortedGroupBy>(base, maybe)

const bySpan = struct<Omit<DateGroupBy, 'type'>>(grouped, { ...maybe, start_day_of_week: number })

const byText = struct<Omit<TextGroupBy, 'type'>>(grouped, maybe)

/** The grouping of the rows of a view. */
export const GroupBy: Type<GroupBy> = variants<GroupBy, 'type'>('type', {
  select: byValue,
  multi_select: byValue,
  status: struct<Omit<StatusGroupBy, 'type'>>(grouped, maybe),
  person: byValue,
  created_by: byValue,
  last_edited_by: byValue,
  relation: byValue,
  date: bySpan,
  created_time: bySpan,
  last_edited_time: bySpan,
  text: byText,
  title: byText,
  url: byText,
  email: byText,
  phone_number: byText,
  number: struct<Omit<NumberGroupBy, 'type'>>(base, { ...maybe, ...ranges() }),
  checkbox: byValue,
  formula: struct<Omit<FormulaGroupBy, 'type'>>({ property_id: string, group_by: FormulaGrouping }, maybe),
})
