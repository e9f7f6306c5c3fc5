import { asObject, isArray, isObject, type Json, type JsonObject } from '../domain/values/json.js'
import type { WebhookEvent } from './nodeEvents.js'

/** What is told of together, when it happens to one thing again and again. */
const GATHERED = ['content_updated', 'properties_updated', 'schema_updated']

/** Whether Notion waits a while before it tells of something, as more of the same may follow. */
export const isGathered = ({ type }: WebhookEvent): boolean => GATHERED.includes(type.slice(type.lastIndexOf('.') + 1))

/** What an element of a list is of: a block or a property by its id, or an id alone. */
const keyOf = (element: Json): string => JSON.stringify(isObject(element) ? (element.id ?? null) : element)

/** Both lists, with the last word on each element. */
const joined = (earlier: ReadonlyArray<Json>, later: ReadonlyArray<Json>): Json => [
  ...new Map([...earlier, ...later].map((element) => [keyOf(element), element])).values(),
]

/** Two happenings of the same type to the same thing, as one. */
export const merge = (earlier: WebhookEvent, later: WebhookEvent): WebhookEvent => {
  const before = asObject(earlier.data)
  const data: JsonObject = Object.fromEntries(
    Object.entries(asObject(later.data)).map(([key, value]) => {
      const old = before[key]
      return [key, isArray(value) && isArray(old) ? joined(old, value) : value]
    }),
  )
  return { ...later, data }
}
