/** Sorts as users write them: `Due`, `Due:desc`, `created_time:asc`. */
import type { Sort } from 'notion-fp'
import { ok, type Result } from '../errors/result.js'
import { findProperty, type Schema } from './findProperty.js'

const TIMES = ['created_time', 'last_edited_time'] as const

/** The sorts of a command line. */
export const parseSorts = (schema: Schema, given: ReadonlyArray<string>): Result<ReadonlyArray<Sort>> => {
  const sorts: Array<Sort> = []
  for (const text of given) {
    const [, name = text, order] = /^(.*):(asc|desc|ascending|descending)$/s.exec(text) ?? []
    const direction = order?.startsWith('desc') ? 'descending' : 'ascending'
    const timestamp = TIMES.find((time) => time === name)
    const property = findProperty(schema, name)
    if (property._tag === 'Right') sorts.push({ property: property.right.name, direction })
    else if (timestamp) sorts.push({ timestamp, direction })
    else return property
  }
  return ok(sorts)
}
