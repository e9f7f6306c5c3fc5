/** The type `checkbox`. Without a value it is false, never null. */
import { boolean } from '../../validate/check.js'
import { checkboxConditions } from '../conditions/checkbox.js'
import { kind, type PropertyKind } from '../kind.js'

/** `checkbox`. */
export const checkbox: PropertyKind = kind({
  type: 'checkbox',
  value: boolean,
  empty: false,
  moves: 'stored',
  conditions: checkboxConditions,
  elementFilterKey: 'checkbox',
  grouping: { type: 'checkbox', checks: {} },
})
