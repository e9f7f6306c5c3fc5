/** The type `unique_id`. Rows are counted per data source, templates are not. */
import { fields, nullable, optional, string } from '../../validate/check.js'
import { asObject } from '../../values/json.js'
import { numberConditions } from '../conditions/number.js'
import { kind, type PropertyKind } from '../kind.js'

/** `unique_id`: a number that a row gets when it is created. */
export const uniqueId: PropertyKind = kind({
  type: 'unique_id',
  isNewer: true,
  config: fields({ prefix: optional(nullable(string(100))) }),
  configure: (request, { previous }) => ({
    prefix: (request.prefix === undefined ? previous?.config.prefix : request.prefix) ?? null,
  }),
  configOfValue: (value) => ({ prefix: asObject(value).prefix ?? null }),
  afterSchemaChange: ({ source, rows }, property, old) => {
    if (old?.type === 'unique_id') return
    for (const row of rows()) {
      if (row.isTemplate) continue
      source.uniqueIds += 1
      row.values.set(property.id, source.uniqueIds)
    }
  },
  load: ({ source }, value) => {
    const number = asObject(value).number ?? null
    if (typeof number === 'number') source.uniqueIds = Math.max(source.uniqueIds, number)
    return number
  },
  initial: (source) => {
    source.uniqueIds += 1
    return source.uniqueIds
  },
  ownToRow: true,
  serialize: ({ property }, stored) => ({ prefix: property.config.prefix ?? null, number: stored }),
  conditions: numberConditions,
  elementFilterKey: 'number',
  sortKey: (value) => {
    const { number } = asObject(value)
    return typeof number === 'number' ? number : undefined
  },
  formulaValue: (value) => {
    const { prefix, number } = asObject(value)
    return typeof prefix === 'string' ? `${prefix}-${String(number ?? 0)}` : Number(number ?? 0)
  },
})
