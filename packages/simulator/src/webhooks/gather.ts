/** Gathers repeated events into one, as Notion does with changes of content, properties and schemas. */
import { asObject, isArray, isObject, type Json, type JsonObject } from '../domain/values/json.js'
import type { WebhookEvent } from './nodeEvents.js'

/** The events that are gathered when they repeat for one thing. */
const GATHERED = ['content_updated', 'properties_updated', 'schema_updated']

/** Whether Notion delays an event, as more of the same may follow. */
export const isGathered = ({ type }: WebhookEvent): boolean => GATHERED.includes(type.slice(type.lastIndexOf('.') + 1))

/** What identifies an element of a list: the id of a block or property, or the element itself. */
const keyOf = (element: Json): string => JSON.stringify(isObject(element) ? (element.id ?? null) : element)

/** Both lists, with the later value of each element. */
const joined = (earlier: ReadonlyArray<Json>, later: ReadonlyArray<Json>): Json => [
  ...new Map([...earlier, ...later].map((element) => [keyOf(element), element])).values(),
]

/** Merges two events of the same type for the same thing. */
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
