import { invalid } from '../errors.js'
import { referring } from '../formula/references.js'
import { plainText } from '../richText/richText.js'
import { notFound } from '../state/find.js'
import { pagesAmong } from '../state/tree.js'
import type { DataSourceNode, PageNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, missing, problem } from '../validate/check.js'
import { asArray, asObject, asString, bytesOf, get, isObject, type Json, type JsonObject } from '../values/json.js'
import { findProperty, newPropertyId } from './find.js'
import { followNames } from './names.js'
import { pair, release } from './pairs.js'
import { PROPERTY_KINDS } from './registry.js'

const typeOf = (request: JsonObject): string | undefined =>
  [...PROPERTY_KINDS.keys()].find((type) => get(request, type) !== undefined)

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

/** The properties of a schema in a request; null takes one away, where there is a schema already. */
export const schemaRequest =
  (removable: boolean): Check =>
  (value, path) => {
    if (!isObject(value)) return problem(path, 'an object', value)
    return Object.entries(value).flatMap(([name, each]) =>
      each === null && removable ? [] : oneProperty(each, `${path}.${name}`),
    )
  }

/** Rollups look through relations, so they are worked out last. */
const rollupsLast = (entries: ReadonlyArray<[string, Json]>): ReadonlyArray<[string, Json]> => [
  ...entries.filter(([, request]) => !isObject(request) || request.rollup === undefined),
  ...entries.filter(([, request]) => isObject(request) && request.rollup !== undefined),
]

const renamed = (properties: Map<string, Property>, property: Property, name: string): Property => {
  const holder = [...properties.values()].find((each) => each.name === name && each.id !== property.id)
  if (holder !== undefined) throw invalid(`Cannot rename property to "${name}": a property with that name exists.`)
  return { ...property, name }
}

const described = (body: JsonObject, previous: Property | undefined): string | null => {
  if (body.description === undefined) return previous?.description ?? null
  return typeof body.description === 'string' ? body.description : null
}

/** The most bytes of a schema. */
const MAX_SCHEMA = 1_500_000

/** Refuses a schema that is too large, and names the property that takes most of it. */
const demandRoom = (properties: Iterable<Property>): void => {
  const sizes = [...properties].map((property) => ({ name: property.name, bytes: bytesOf(property) }))
  if (sizes.reduce((sum, { bytes }) => sum + bytes, 0) <= MAX_SCHEMA) return
  const [largest] = sizes.sort((left, right) => right.bytes - left.bytes)
  throw invalid(
    `The schema would exceed ${MAX_SCHEMA} bytes. Its largest property is "${largest?.name ?? ''}" with ${largest?.bytes ?? 0} bytes.`,
  )
}

/**
 * Works out the schema that a checked request makes of a data source. Throws a refusal, and changes nothing.
 */
export const planSchema = (
  workspace: Workspace,
  source: DataSourceNode,
  request: JsonObject,
): ReadonlyMap<string, Property> => {
  const properties = new Map([...source.properties].map(([id, property]) => [id, { ...property }]))
  for (const [key, wanted] of rollupsLast(Object.entries(request))) {
    const previous = findProperty(properties.values(), key)
    if (wanted === null) {
      if (previous === undefined && source.open) continue
      if (previous === undefined) throw notFound(workspace, 'property_item', key)
      if (previous.type === 'title') throw invalid('Cannot delete title property.')
      properties.delete(previous.id)
      continue
    }
    const body = asObject(wanted)
    const type = typeOf(body) ?? previous?.type
    if (type === undefined) throw invalid(`${key} is not a valid property schema`)
    if (previous !== undefined && (previous.type === 'title') !== (type === 'title'))
      throw invalid(
        previous.type === 'title' ? 'Cannot change type of title property.' : 'Cannot create new title property.',
      )
    if (previous === undefined && type === 'title') throw invalid('Cannot create new title property.')
    const config = get(body, type)
    const kind = PROPERTY_KINDS.get(type)
    const made: Property = {
      id: previous?.id ?? newPropertyId(workspace, properties),
      name: previous?.name ?? key,
      type,
      description: described(body, previous),
      config:
        config === undefined || kind === undefined
          ? (previous?.config ?? {})
          : kind.configure(asObject(config), { workspace, source, properties, previous }),
    }
    properties.set(made.id, typeof body.name === 'string' ? renamed(properties, made, body.name) : made)
  }
  for (const property of properties.values()) {
    if (property.type !== 'formula' || property.config === source.properties.get(property.id)?.config) continue
    const expression = referring(workspace, source, properties.values(), asString(property.config.expression))
    property.config = { ...property.config, expression }
  }
  demandRoom(properties.values())
  return properties
}

const TEXTS = new Set(['rich_text', 'url', 'email', 'phone_number'])

/** What becomes of a row's value when its property changes type: kept where the two types hold the same thing. */
const converted = (from: string, to: string, stored: Json): Json | undefined => {
  if (from === 'select' && to === 'multi_select') return stored === null ? [] : [stored]
  if (from === 'multi_select' && to === 'select') return asArray(stored)[0] ?? null
  if (TEXTS.has(from) && TEXTS.has(to) && from !== 'rich_text' && to !== 'rich_text') return stored
  if (from === 'rich_text' && TEXTS.has(to)) return plainText(stored) || null
  return undefined
}

const rowsOf = (workspace: Workspace, source: DataSourceNode): ReadonlyArray<PageNode> =>
  pagesAmong(workspace, [...source.rows, ...source.templates])

const dropValues = (
  workspace: Workspace,
  source: DataSourceNode,
  before: Property,
  after: Property | undefined,
): void => {
  for (const row of rowsOf(workspace, source)) {
    const stored = row.values.get(before.id)
    const next = after === undefined || stored === undefined ? undefined : converted(before.type, after.type, stored)
    if (next === undefined) row.values.delete(before.id)
    else row.values.set(before.id, next)
  }
}

/** Numbers the rows a new `unique_id` property finds. */
const numberRows = (workspace: Workspace, source: DataSourceNode, property: Property): void => {
  for (const row of rowsOf(workspace, source)) {
    if (row.isTemplate) continue
    source.uniqueIds += 1
    row.values.set(property.id, source.uniqueIds)
  }
}

/** Whether a property has become another one, for which its old values mean nothing. */
const isAnother = (old: Property, next: Property): boolean =>
  old.type !== next.type || (old.type === 'relation' && old.config.data_source_id !== next.config.data_source_id)

/** Puts a worked-out schema in place, and rows, related properties and counters in step with it. */
export const applySchema = (
  workspace: Workspace,
  source: DataSourceNode,
  planned: ReadonlyMap<string, Property>,
): void => {
  const before = source.properties
  source.properties = new Map(planned)
  for (const [id, old] of before) {
    const next = planned.get(id)
    const another = next === undefined || isAnother(old, next)
    if (another) dropValues(workspace, source, old, next)
    if (another || old.config.type !== next.config.type) release(workspace, old)
  }
  for (const [id, property] of planned) {
    const old = before.get(id)
    if (property.type === 'relation' && property.config.type === 'dual_property') pair(workspace, source, property)
    if (property.type === 'unique_id' && old?.type !== 'unique_id') numberRows(workspace, source, property)
  }
  followNames(workspace, source, before)
}

/** What a new schema must have: one title. Returns the request without it, and the name it goes by. */
export const splitTitle = (request: JsonObject): { readonly title: string; readonly rest: JsonObject } => {
  const titles = Object.entries(request).filter(([, each]) => isObject(each) && get(each, 'title') !== undefined)
  const [first, second] = titles
  if (first === undefined) throw invalid('Title is not provided')
  if (second !== undefined) throw invalid('A data source can have only one title property.')
  return { title: first[0], rest: Object.fromEntries(Object.entries(request).filter(([name]) => name !== first[0])) }
}
