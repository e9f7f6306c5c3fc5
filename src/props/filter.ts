/** The filters of queries. */
import type { Timestamp } from '../core/objects/sort.js'
import type {
  AbsentBesideAConditionAndBelowTheSecondLevel,
  AbsentBesideAnotherCondition,
} from '../core/schema/absent.js'
import type { EmptyRequest, ExactlyOne, OneType, Without } from '../core/schema/exactlyOne.js'

interface ExistenceConditions {
  /** Takes `true` alone; for the opposite there is `is_not_empty`. */
  readonly is_empty: true
  /** Takes `true` alone; for the opposite there is `is_empty`. */
  readonly is_not_empty: true
}

/** Whether there is a value at all. */
export type ExistenceCondition = ExactlyOne<ExistenceConditions, AbsentBesideAnotherCondition>

interface TextConditions extends ExistenceConditions {
  /** The whole text. */
  readonly equals: string
  /** The whole text. */
  readonly does_not_equal: string
  /** A piece of the text, wherever it stands. */
  readonly contains: string
  /** A piece of the text, wherever it stands. */
  readonly does_not_contain: string
  readonly starts_with: string
  readonly ends_with: string
}

/** A condition on a title, rich text, URL, email address or phone number. */
export type TextCondition = ExactlyOne<TextConditions, AbsentBesideAnotherCondition>

interface NumberConditions extends ExistenceConditions {
  readonly equals: number
  readonly does_not_equal: number
  readonly greater_than: number
  readonly less_than: number
  readonly greater_than_or_equal_to: number
  readonly less_than_or_equal_to: number
}

/** A condition on a number. */
export type NumberCondition = ExactlyOne<NumberConditions, AbsentBesideAnotherCondition>

/** A condition on a checkbox. */
export type CheckboxCondition = ExactlyOne<
  { readonly equals: boolean; readonly does_not_equal: boolean },
  AbsentBesideAnotherCondition
>

interface SelectConditions extends ExistenceConditions {
  /** The name of an option, or of several of which one has to be chosen. */
  readonly equals: string | ReadonlyArray<string>
  /** The name of an option, or of several of which none may be chosen. */
  readonly does_not_equal: string | ReadonlyArray<string>
}

/** A condition on the chosen option of a select property. */
export type SelectCondition = ExactlyOne<SelectConditions, AbsentBesideAnotherCondition>

/** A condition on a status; the name of a group of options stands for all options in it. */
export type StatusCondition = SelectCondition

interface MultiSelectConditions extends ExistenceConditions {
  /** The name of an option, or of several. */
  readonly contains: string | ReadonlyArray<string>
  /** The name of an option, or of several. */
  readonly does_not_contain: string | ReadonlyArray<string>
}

/** A condition on the chosen options of a multi-select property. */
export type MultiSelectCondition = ExactlyOne<MultiSelectConditions, AbsentBesideAnotherCondition>

/** A day counted from today, in the time zone of the connection's owner. */
export type RelativeDate =
  | 'today'
  | 'tomorrow'
  | 'yesterday'
  | 'one_week_ago'
  | 'one_week_from_now'
  | 'one_month_ago'
  | 'one_month_from_now'

/** A day or a moment in ISO 8601, such as `2026-03-11` or `2026-03-11T09:30:00Z`, or a day counted from today. */
export type DateOrRelativeDate = RelativeDate | (string & {})

interface DateConditions extends ExistenceConditions {
  /** A time counts to the millisecond; one without an offset is in UTC. */
  readonly equals: DateOrRelativeDate
  /** The day or moment itself does not fit. */
  readonly before: DateOrRelativeDate
  /** The day or moment itself does not fit. */
  readonly after: DateOrRelativeDate
  /** The day or moment itself fits, too. */
  readonly on_or_before: DateOrRelativeDate
  /** The day or moment itself fits, too. */
  readonly on_or_after: DateOrRelativeDate
  /** Takes `{}`, as do the other spans. There is no such condition for this month or this year. */
  readonly this_week: EmptyRequest
  readonly past_week: EmptyRequest
  readonly past_month: EmptyRequest
  readonly past_year: EmptyRequest
  readonly next_week: EmptyRequest
  readonly next_month: EmptyRequest
  readonly next_year: EmptyRequest
}

/** A condition on a date or a moment. */
export type DateCondition = ExactlyOne<DateConditions, AbsentBesideAnotherCondition>

interface PeopleConditions extends ExistenceConditions {
  /** The id of a user, or `me`, which works only where a user has authorized the connection. */
  readonly contains: 'me' | (string & {})
  /** The id of a user, or `me`, as in `contains`. */
  readonly does_not_contain: 'me' | (string & {})
}

/** A condition on people. */
export type PeopleCondition = ExactlyOne<PeopleConditions, AbsentBesideAnotherCondition>

interface RelationConditions extends ExistenceConditions {
  /** The id of a page. */
  readonly contains: string
  /** The id of a page. */
  readonly does_not_contain: string
}

/** A condition on the pages of a relation. */
export type RelationCondition = ExactlyOne<RelationConditions, AbsentBesideAnotherCondition>

interface FormulaConditions {
  readonly string: TextCondition
  readonly checkbox: CheckboxCondition
  readonly number: NumberCondition
  readonly date: DateCondition
}

/** A condition on what a formula comes to, by the type of that. */
export type FormulaCondition = ExactlyOne<FormulaConditions, AbsentBesideAnotherCondition>

interface RollupItemConditions {
  readonly rich_text: TextCondition
  readonly number: NumberCondition
  readonly checkbox: CheckboxCondition
  readonly select: SelectCondition
  readonly multi_select: MultiSelectCondition
  readonly relation: RelationCondition
  readonly date: DateCondition
  readonly people: PeopleCondition
  readonly files: ExistenceCondition
  readonly status: StatusCondition
}

/** A condition on one of the values that a rollup gathers. */
export type RollupItemCondition = ExactlyOne<RollupItemConditions, AbsentBesideAnotherCondition>

interface RollupConditions {
  /** At least one value fits. */
  readonly any: RollupItemCondition
  /** No value fits. */
  readonly none: RollupItemCondition
  /** Each of the values fits. */
  readonly every: RollupItemCondition
  /** For a rollup that comes to a date or a span of dates. */
  readonly date: DateCondition
  /** For a rollup that comes to one number. */
  readonly number: NumberCondition
}

/** A condition on the values that a rollup gathers, or on what they come to. */
export type RollupCondition = ExactlyOne<RollupConditions, AbsentBesideAnotherCondition>

/** The states of verification that can be filtered by; `none` is a page that never was verified. */
export type VerificationFilterState = 'verified' | 'expired' | 'none'

interface VerificationConditions {
  readonly status: VerificationFilterState
  readonly does_not_equal: VerificationFilterState
}

/** A condition on whether a page is verified. */
export type VerificationCondition = ExactlyOne<VerificationConditions, AbsentBesideAnotherCondition>

/** The condition that each type of property takes. */
export interface PropertyConditions {
  readonly checkbox: CheckboxCondition
  /** The user who made the page. */
  readonly created_by: PeopleCondition
  readonly created_time: DateCondition
  readonly date: DateCondition
  readonly email: TextCondition
  readonly files: ExistenceCondition
  readonly formula: FormulaCondition
  readonly last_edited_by: PeopleCondition
  readonly last_edited_time: DateCondition
  readonly multi_select: MultiSelectCondition
  readonly number: NumberCondition
  readonly people: PeopleCondition
  readonly phone_number: TextCondition
  readonly relation: RelationCondition
  readonly rich_text: TextCondition
  readonly rollup: RollupCondition
  readonly select: SelectCondition
  readonly status: StatusCondition
  readonly title: TextCondition
  /** On the number alone, without its prefix. */
  readonly unique_id: NumberCondition
  readonly url: TextCondition
  readonly verification: VerificationCondition
}

/** The types of properties that can be filtered by. */
export type FilterableType = keyof PropertyConditions

type NoOther<Names extends PropertyKey> = Without<Names, AbsentBesideAnotherCondition>
type NoGroup = Without<'and' | 'or', AbsentBesideAConditionAndBelowTheSecondLevel>

/** A condition on a property, which is given by its name or id. */
export type PropertyFilter = OneType<PropertyConditions, AbsentBesideAnotherCondition> &
  NoOther<'timestamp'> &
  NoGroup & {
    /** The name of the property, or its id. */
    readonly property: string
  }

/** A condition on when a page was made or last changed. */
export type TimestampFilter = {
  [Known in Timestamp]: {
    readonly timestamp: Known
    readonly type?: Known | undefined
  } & { readonly [Own in Known]: DateCondition } & NoOther<Exclude<FilterableType, Known> | 'property'> &
    NoGroup
}[Timestamp]

/** A filter that holds no others. */
export type SimpleFilter = PropertyFilter | TimestampFilter

/** Filters of which all have to hold, or at least one. */
export type CompoundFilter<Member> =
  | ({ readonly and: ReadonlyArray<Member> } & NoOther<'or' | 'property' | 'timestamp'>)
  | ({ readonly or: ReadonlyArray<Member> } & NoOther<'and' | 'property' | 'timestamp'>)

/**
 * Which rows a query gives. Compound filters go two levels deep, as in the API.
 *
 * @see https://developers.notion.com/reference/filter-data-source-entries
 */
export type Filter = SimpleFilter | CompoundFilter<SimpleFilter | CompoundFilter<SimpleFilter>>
