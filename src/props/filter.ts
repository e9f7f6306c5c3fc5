/** The filters of queries. */
import type { Timestamp } from '../core/objects/sort.js'
import type {
  AbsentBesideAConditionAndBelowTheSecondLevel,
  AbsentBesideAnotherCondition,
} from '../core/schema/absent.js'
import type { OneType, Without } from '../core/schema/exactlyOne.js'
import type { DateCondition } from './date.js'
import type { FilterableType, PropertyConditions } from './propertyTables.js'
import './propertyTypes.js'

type NoOther<Names extends PropertyKey> = Without<Names, AbsentBesideAnotherCondition>
type NoGroup = Without<'and' | 'or', AbsentBesideAConditionAndBelowTheSecondLevel>

/** A condition on a property. */
export type PropertyFilter = OneType<PropertyConditions, AbsentBesideAnotherCondition> &
  NoOther<'timestamp'> &
  NoGroup & {
    /** The name of the property, or its id. */
    readonly property: string
  }

/** A condition on when a page was created or last edited. */
export type TimestampFilter = {
  [Known in Timestamp]: {
    readonly timestamp: Known
    readonly type?: Known | undefined
  } & { readonly [Own in Known]: DateCondition } & NoOther<Exclude<FilterableType, Known> | 'property'> &
    NoGroup
}[Timestamp]

/** A filter without nested filters. */
export type SimpleFilter = PropertyFilter | TimestampFilter

/** Filters of which all (`and`) or at least one (`or`) must match. */
export type CompoundFilter<Member> =
  | ({ readonly and: ReadonlyArray<Member> } & NoOther<'or' | 'property' | 'timestamp'>)
  | ({ readonly or: ReadonlyArray<Member> } & NoOther<'and' | 'property' | 'timestamp'>)

/**
 * The filter of a query. Compound filters nest at most two levels, as in the API.
 *
 * @see https://developers.notion.com/reference/filter-data-source-entries
 */
export type Filter = SimpleFilter | CompoundFilter<SimpleFilter | CompoundFilter<SimpleFilter>>
