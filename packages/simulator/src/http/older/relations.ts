/** Version 2022-02-22, in which every relation has two sides. */
import { asObject, isObject, type JsonObject } from '../../domain/values/json.js'
import { routeName } from '../changes.js'
import { type Call, mapObjects, mapResults, type Step, withBody } from './step.js'

const WRITES_SCHEMA = new Set(['POST /v1/databases', 'PATCH /v1/databases/:database_id'])

/** Every relation has two sides, and its configuration does not say so. */
const newerRelation = (config: JsonObject): JsonObject => {
  const { relation } = config
  if (!isObject(relation) || relation.single_property !== undefined || relation.dual_property !== undefined)
    return config
  const { synced_property_name: name, synced_property_id: id, ...rest } = relation
  const dual = {
    ...(name === undefined ? {} : { synced_property_name: name }),
    ...(id === undefined ? {} : { synced_property_id: id }),
  }
  return { ...config, relation: { ...rest, type: 'dual_property', dual_property: dual } }
}

const requests = (call: Call): ReadonlyArray<Call> => {
  const { properties } = call.request.body
  if (!WRITES_SCHEMA.has(routeName(call.route)) || !isObject(properties)) return [call]
  return [withBody(call, { ...call.request.body, properties: mapObjects(properties, newerRelation) })]
}

const olderRelation = (config: JsonObject): JsonObject => {
  if (!isObject(config.relation)) return config
  const { type: _, single_property: _single, dual_property: dual, ...relation } = config.relation
  return { ...config, relation: { ...relation, ...asObject(dual) } }
}

const response: Step['response'] = (_, newer) =>
  mapResults(newer, (each) =>
    each.object === 'database' && isObject(each.properties)
      ? { ...each, properties: mapObjects(each.properties, olderRelation) }
      : each,
  )

/** 2022-02-22: relations have no `single_property` and `dual_property`. */
export const relations: Step = { version: '2022-02-22', requests, response }
