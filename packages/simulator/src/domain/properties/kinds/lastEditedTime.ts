/** The type `last_edited_time`, computed from the page and rounded down to the minute. */
import { toMinute } from '../../values/time.js'
import { dateConditions } from '../conditions/date.js'
import { DATE_GROUPS } from '../groupings.js'
import { kind, type PropertyKind } from '../kind.js'

/** `last_edited_time`. */
export const lastEditedTime: PropertyKind = kind({
  type: 'last_edited_time',
  load: () => null,
  serialize: ({ page }) => toMinute(page.lastEditedTime),
  conditions: dateConditions,
  filterKeys: ['last_edited_time', 'date'],
  elementFilterKey: 'date',
  pageTime: (page) => page.lastEditedTime,
  grouping: { type: 'last_edited_time', checks: DATE_GROUPS },
  formulaValue: (value) => ({ date: { start: value, end: null, time_zone: null } }),
})
