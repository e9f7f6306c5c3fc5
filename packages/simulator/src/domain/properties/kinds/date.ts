/** The type `date`: a day or a time, or a range of them. */
import { nullable } from '../../validate/check.js'
import { dateValue } from '../../validate/date.js'
import { isArray, isObject } from '../../values/json.js'
import { serializeDate } from '../../values/serializeDate.js'
import { dateConditions } from '../conditions/date.js'
import { DATE_GROUPS } from '../groupings.js'
import { kind, type PropertyKind } from '../kind.js'
import { dateSortKey } from '../sortKeys.js'

/** `date`. */
export const date: PropertyKind = kind({
  type: 'date',
  value: nullable(dateValue),
  store: (_, __, request) => (isObject(request) ? serializeDate(request) : null),
  moves: 'stored',
  conditions: dateConditions,
  elementFilterKey: 'date',
  sortKey: dateSortKey,
  grouping: { type: 'date', checks: DATE_GROUPS },
  formulaValue: (value) => (isObject(value) ? { date: value } : null),
  declaredValue: (value) => {
    if (typeof value === 'string') return { start: value }
    return isArray(value) ? { start: value[0] ?? '', end: value[1] ?? null } : value
  },
})
