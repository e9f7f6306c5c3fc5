import { asArray, asObject, asString, bytesOf, get, isObject, type Json, type JsonObject } from '../json.js'
import { plainText } from '../richText.js'
import { invalid } from '../server/errors.js'
import { notFound } from '../state/find.js'
import type { DataSourceNode, PageNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, problem } from '../validate/check.js'
import { encodeId } from './kind.js'
import { followNames } from './names.js'
import { PROPERTY_KINDS } from './registry.js'

const ALPHABET = ':;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~'

/** A new property id: four characters that often need encoding, as the API's do. */
const newPropertyId = (workspace: Workspace, taken: ReadonlyMap<string, Property>): string => {
  const hex = workspace.newId().replaceAll('-', '')
  const id = [0, 1, 2, 3]
    .map((index) => ALPHABET[Number.parseInt(hex.slice(24 + index * 2, 26 + index * 2), 16) % ALPHABET.length])
    .join('')
  return taken.has(id) ? newPropertyId(workspace, taken) : id
}

const typeOf = (request: JsonObject): string | undefined =>
  [...PROPERTY_KINDS.keys()].find((type) => get(request, type) !== undefined)

const oneProperty: Check = (value, path) => {
  if (!isObject(value)) return problem(path, 'an object', value)
  const type = typeOf(value)
  if (type === undefined) return []
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

/** A property of a data source by name or by id, encoded or not. */
export const findProperty = (properties: Iterable<Property>, key: string): Property | undefined => {
  const all = [...properties]
  return all.find((each) => each.name === key) ?? all.find((each) => each.id === key || encodeId(each.id) === key)
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
      description: typeof body.description === 'string' ? body.description : (previous?.description ?? null),
      config:
        config === undefined || kind === undefined
          ? (previous?.config ?? {})
          : kind.configure(asObject(config), { workspace, source, properties, previous }),
    }
    properties.set(made.id, typeof body.name === 'string' ? renamed(properties, made, body.name) : made)
  }
  demandRoom(properties.values())
  return properties
}

const TEXTS = new Set(['rich_text', 'url', 'email', 'phone_number'])

/** What becomes of a row's value when its property changes type: kept where the two types hold the same thing. */
const converted = (from: string, to: string, stored: Json): Json | undefined => {
  if (from === 'select' && to === 'multi_select') return stored === null ? [] : [stored]
  if (TEXTS.has(from) && TEXTS.has(to) && from !== 'rich_text' && to !== 'rich_text') return stored
  if (from === 'rich_text' && TEXTS.has(to)) return plainText(stored) || null
  return undefined
}

const rowsOf = (workspace: Workspace, source: DataSourceNode): ReadonlyArray<PageNode> =>
  [...source.rows, ...source.templates].flatMap((id) => {
    const row = workspace.nodes.get(id)
    return row?.kind === 'page' ? [row] : []
  })

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

const partnerOf = (
  workspace: Workspace,
  property: Property,
): { source: DataSourceNode; property: Property } | undefined => {
  if (property.type !== 'relation' || property.config.type !== 'dual_property') return undefined
  const source = workspace.nodes.get(asString(property.config.data_source_id))
  if (source?.kind !== 'data_source') return undefined
  const encoded = asString(asObject(property.config.dual_property).synced_property_id)
  const partner = encoded === '' ? undefined : findProperty(source.properties.values(), encoded)
  return partner === undefined ? undefined : { source, property: partner }
}

/** A two-way relation whose other side went away goes on as a one-way relation. */
const release = (workspace: Workspace, property: Property): void => {
  const partner = partnerOf(workspace, property)
  if (partner === undefined) return
  const { dual_property: _, ...rest } = partner.property.config
  partner.property.config = { ...rest, type: 'single_property', single_property: {} }
}

/** Tells the rows of the other side of what already relates to them: a one-way relation may become a two-way one. */
const relateBack = (
  workspace: Workspace,
  source: DataSourceNode,
  property: Property,
  other: { readonly id: string; readonly source: DataSourceNode },
): void => {
  for (const row of rowsOf(workspace, source)) {
    for (const id of row.isTemplate ? [] : asArray(row.values.get(property.id))) {
      const related = workspace.nodes.get(asString(id))
      if (related?.kind !== 'page' || related.parent.data_source_id !== other.source.id) continue
      related.values.set(other.id, [...asArray(related.values.get(other.id)), row.id])
    }
  }
}

/** Makes the other side of a new two-way relation. */
const pair = (workspace: Workspace, source: DataSourceNode, property: Property): void => {
  const dual = asObject(property.config.dual_property)
  const target = workspace.nodes.get(asString(property.config.data_source_id))
  if (target?.kind !== 'data_source' || dual.synced_property_id !== undefined) return
  const wanted =
    asString(dual.synced_property_name) || `Related to ${plainText(source.title) || 'Untitled'} (${property.name})`
  const taken = new Set([...target.properties.values()].map((each) => each.name))
  const numbered = [...taken].map((_, index) => `${wanted} ${index + 1}`)
  const name = [wanted, ...numbered].find((each) => !taken.has(each)) ?? wanted
  const id = newPropertyId(workspace, target.properties)
  target.properties.set(id, {
    id,
    name,
    type: 'relation',
    description: null,
    config: {
      database_id: source.parent.database_id ?? source.id,
      data_source_id: source.id,
      type: 'dual_property',
      dual_property: { synced_property_name: property.name, synced_property_id: encodeId(property.id) },
    },
  })
  property.config = {
    ...property.config,
    dual_property: { synced_property_name: name, synced_property_id: encodeId(id) },
  }
  relateBack(workspace, source, property, { id, source: target })
}

/** Numbers the rows a new `unique_id` property finds. */
const numberRows = (workspace: Workspace, source: DataSourceNode, property: Property): void => {
  for (const row of rowsOf(workspace, source)) {
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
