/** The type `created_time`, computed from the page and rounded down to the minute. */
import { toMinute } from '../../values/time.js'
import { dateConditions } from '../conditions/date.js'
import { DATE_GROUPS } from '../groupings.js'
import { kind, type PropertyKind } from '../kind.js'

/** `created_time`. */
export const createdTime: PropertyKind = kind({
  type: 'created_time',
  load: () => null,
  serialize: ({ page }) => toMinute(page.createdTime),
  conditions: dateConditions,
  filterKeys: ['created_time', 'date'],
  elementFilterKey: 'date',
  pageTime: (page) => page.createdTime,
  grouping: { type: 'created_time', checks: DATE_GROUPS },
  formulaValue: (value) => ({ date: { start: value, end: null, time_zone: null } }),
})
