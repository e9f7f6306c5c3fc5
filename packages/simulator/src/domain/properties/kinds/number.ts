/** The type `number`. Its format is part of the schema, and does not affect the values in responses. */
import { number as checkNumber, fields, nullable, optional, string } from '../../validate/check.js'
import { numberConditions } from '../conditions/number.js'
import { NUMBER_GROUPS } from '../groupings.js'
import { kind, type PropertyKind } from '../kind.js'

/** `number`. */
export const number: PropertyKind = kind({
  type: 'number',
  config: fields({ format: optional(string(100)) }),
  configure: (request, { previous }) => ({ format: request.format ?? previous?.config.format ?? 'number' }),
  value: nullable(checkNumber),
  moves: 'stored',
  conditions: numberConditions,
  elementFilterKey: 'number',
  grouping: { type: 'number', checks: NUMBER_GROUPS },
})
