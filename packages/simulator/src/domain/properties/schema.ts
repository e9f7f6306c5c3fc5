/** Checks and plans changes of schemas. Nothing is changed until the whole plan is valid. */
import { failedValidation, invalid } from '../errors.js'
import { notFound } from '../state/find.js'
import type { DataSourceNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, missing, problem } from '../validate/check.js'
import { asObject, bytesOf, get, isObject, type Json, type JsonObject } from '../values/json.js'
import { findProperty, newPropertyId } from './find.js'
import { kindOf, PROPERTY_KINDS, typeNamedIn } from './registry.js'

const oneProperty: Check = (value, path) => {
  if (!isObject(value)) return problem(path, 'an object', value)
  const given = [...PROPERTY_KINDS.keys()].filter((type) => get(value, type) !== undefined)
  const named = get(value, 'type')
  const type = typeof named === 'string' && PROPERTY_KINDS.has(named) ? named : given[0]
  if (type === undefined || given.length === 0) return []
  if (!given.includes(type)) return missing(`${path}.${type}`)
  const others = given.filter((each) => each !== type)
  if (others.length > 0) return others.flatMap((each) => problem(`${path}.${each}`, 'not present', value[each]))
  return PROPERTY_KINDS.get(type)?.config(value[type], `${path}.${type}`) ?? []
}

/** Checks the properties of a schema in a request; null removes one, where that is possible. */
export const schemaCheck =
  (removable: boolean): Check =>
  (value, path) => {
    if (!isObject(value)) return problem(path, 'an object', value)
    return Object.entries(value).flatMap(([name, each]) =>
      each === null && removable ? [] : oneProperty(each, `${path}.${name}`),
    )
  }

const requiresRelations = (request: Json): boolean =>
  isObject(request) &&
  [...PROPERTY_KINDS.values()].some((kind) => kind.requires === 'relations' && request[kind.type] !== undefined)

/** Rollups read through relations, so they are planned last. */
const inPlanningOrder = (entries: ReadonlyArray<[string, Json]>): ReadonlyArray<[string, Json]> => [
  ...entries.filter(([, request]) => !requiresRelations(request)),
  ...entries.filter(([, request]) => requiresRelations(request)),
]

const renamed = (properties: Map<string, Property>, property: Property, name: string): Property => {
  const holder = [...properties.values()].find((each) => each.name === name && each.id !== property.id)
  if (holder !== undefined) throw invalid(`Cannot rename property to "${name}": a property with that name exists.`)
  return { ...property, name }
}

const descriptionOf = (body: JsonObject, previous: Property | undefined): string | null => {
  if (body.description === undefined) return previous?.description ?? null
  return typeof body.description === 'string' ? body.description : null
}

/** The maximum size of a schema, in bytes. */
const MAX_SCHEMA = 1_500_000

/** Throws a refusal for a schema that is too large, and names its largest property. */
const assertSchemaSize = (properties: Iterable<Property>): void => {
  const sizes = [...properties].map((property) => ({ name: property.name, bytes: bytesOf(property) }))
  if (sizes.reduce((sum, { bytes }) => sum + bytes, 0) <= MAX_SCHEMA) return
  const [largest] = sizes.sort((left, right) => right.bytes - left.bytes)
  throw invalid(
    `The schema would exceed ${MAX_SCHEMA} bytes. Its largest property is "${largest?.name ?? ''}" with ${largest?.bytes ?? 0} bytes.`,
  )
}

/** The schema after a checked request. Throws a refusal, and changes nothing. */
export const planSchema = (
  workspace: Workspace,
  source: DataSourceNode,
  request: JsonObject,
): ReadonlyMap<string, Property> => {
  const properties = new Map([...source.properties].map(([id, property]) => [id, { ...property }]))
  for (const [key, requested] of inPlanningOrder(Object.entries(request))) {
    const previous = findProperty(properties.values(), key)
    if (requested === null) {
      if (previous === undefined && source.open) continue
      if (previous === undefined) throw notFound(workspace, 'property_item', key)
      if (kindOf(previous.type).fixed) throw invalid(`Cannot delete ${previous.type} property.`)
      properties.delete(previous.id)
      continue
    }
    const body = asObject(requested)
    const type = typeNamedIn(body) ?? previous?.type
    if (type === undefined) throw invalid(`${key} is not a valid property schema`)
    if (previous !== undefined && previous.type !== type && kindOf(previous.type).fixed)
      throw invalid(`Cannot change type of ${previous.type} property.`)
    if (previous?.type !== type && kindOf(type).isNewer === true && workspace.quirks.refusesNewerProperties === true)
      throw failedValidation('body', problem(`body.properties.${key}.${type}`, 'not present', body[type]))
    if (previous?.type !== type && kindOf(type).fixed) throw invalid(`Cannot create new ${type} property.`)
    const config = get(body, type)
    const kind = PROPERTY_KINDS.get(type)
    const created: Property = {
      id: previous?.id ?? newPropertyId(workspace, properties),
      name: previous?.name ?? key,
      type,
      description: descriptionOf(body, previous),
      config:
        config === undefined || kind === undefined
          ? (previous?.config ?? {})
          : kind.configure(asObject(config), { workspace, source, properties, previous }),
    }
    properties.set(created.id, typeof body.name === 'string' ? renamed(properties, created, body.name) : created)
  }
  for (const property of properties.values()) {
    const { resolveConfig } = kindOf(property.type)
    if (resolveConfig !== undefined && property.config !== source.properties.get(property.id)?.config)
      property.config = resolveConfig({ workspace, source, properties }, property.config)
  }
  assertSchemaSize(properties.values())
  return properties
}

/** The title property of a new schema, which must have exactly one, and the request without it. */
export const splitTitle = (request: JsonObject): { readonly title: string; readonly rest: JsonObject } => {
  const titles = Object.entries(request).filter(([, each]) => isObject(each) && get(each, 'title') !== undefined)
  const [first, second] = titles
  if (first === undefined) throw invalid('Title is not provided')
  if (second !== undefined) throw invalid('A data source can have only one title property.')
  return { title: first[0], rest: Object.fromEntries(Object.entries(request).filter(([name]) => name !== first[0])) }
}
