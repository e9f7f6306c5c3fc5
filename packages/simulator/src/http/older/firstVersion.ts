/** Version 2021-05-13, the first one: an append returns the parent, and property ids are not encoded. */
import { serializeBlock } from '../../domain/serialize/block.js'
import { findBlock } from '../../domain/state/find.js'
import { asString, isArray, isObject, type Json, type JsonObject } from '../../domain/values/json.js'
import { routeName } from '../changes.js'
import { pathId } from '../route.js'
import { type Call, mapObjects, mapResults, type Step, withBody } from './step.js'
import { olderBlock } from './textBlocks.js'

/** Clients of this version repeated parameters of the path in the body, where unknown keys were ignored. */
const requests = (call: Call): ReadonlyArray<Call> => {
  const { body, params } = call.request
  const repeated = new Set(['id', ...Object.keys(params)])
  return [withBody(call, Object.fromEntries(Object.entries(body).filter(([key]) => !repeated.has(key))))]
}

const decoded = (id: Json): Json => {
  try {
    return decodeURIComponent(asString(id))
  } catch {
    return id
  }
}

/** The ids of properties were not encoded for addresses, neither their own nor those that configurations name. */
const olderIds = (property: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(property).map(([key, value]): [string, Json] => {
      if (key === 'id' || key.endsWith('_property_id')) return [key, decoded(value)]
      return [key, (key === 'relation' || key === 'rollup') && isObject(value) ? olderIds(value) : value]
    }),
  )

const ELEMENTS: Readonly<Record<string, string>> = { files: 'file', rich_text: 'text', people: 'person' }

/** The elements of rollups had types of their own. */
const olderElement = (element: Json): Json => {
  if (!isObject(element)) return element
  const type = asString(element.type)
  const older = ELEMENTS[type]
  if (older === undefined) return element
  const { [type]: value = null, ...rest } = element
  return { ...rest, type: older, [older]: value }
}

const olderRollup = (property: JsonObject): JsonObject => {
  const { rollup } = property
  return isObject(rollup) && isArray(rollup.array)
    ? { ...property, rollup: { ...rollup, array: rollup.array.map(olderElement) } }
    : property
}

const olderObject = (object: JsonObject): JsonObject =>
  isObject(object.properties) && (object.object === 'page' || object.object === 'database')
    ? { ...object, properties: mapObjects(object.properties, (each) => olderRollup(olderIds(each))) }
    : object

const response: Step['response'] = (workspace, newer, { route, request }) =>
  routeName(route) === 'PATCH /v1/blocks/:block_id/children'
    ? olderBlock(serializeBlock(workspace, findBlock(workspace, pathId(request, 'block_id')), request.version))
    : mapResults(newer, olderObject)

/** 2021-05-13: appending returns the parent, and property ids are not encoded. */
export const firstVersion: Step = { version: '2021-05-13', requests, response }
