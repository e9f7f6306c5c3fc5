/** The type `relation`. Writing one side of a two-way relation also changes the related pages. */
import { invalid } from '../../errors.js'
import { findDataSource, findPage, onlySource } from '../../state/find.js'
import type { Property } from '../../state/types.js'
import type { Workspace } from '../../state/workspace.js'
import { type Check, fields, list, object, uuid, variant } from '../../validate/check.js'
import { bodyId, dashed, isId } from '../../values/id.js'
import { asArray, asObject, asString, isObject, type Json, type JsonObject } from '../../values/json.js'
import { relationConditions } from '../conditions/references.js'
import { assertFound, declaredList } from '../declared.js'
import { idsOf } from '../idsOf.js'
import { itemPerElement } from '../itemPerElement.js'
import { type DeclarationContext, kind, type PropertyKind } from '../kind.js'
import { leadsToShared, relatedIds } from './relation/related.js'
import { afterWrite, createOtherSide, isRetargeted, otherSideOf, release } from './relation/twoWay.js'

/** The most pages that one page of a two-way relation points to. */
const MAX_REFERENCES = 10_000

const config: Check = (value, path) => {
  const problems = fields({ data_source_id: uuid })(value, path)
  if (problems.length > 0) return problems
  return variant({ single_property: object, dual_property: object })(value, path)
}

/** Versions before 2022-06-28 have the other side of every relation, without `dual_property`. */
const loadConfig = (loaded: JsonObject): JsonObject => {
  const { synced_property_name, synced_property_id, ...rest } = loaded
  if (synced_property_id === undefined || rest.type !== undefined) return loaded
  return {
    ...rest,
    type: 'dual_property',
    dual_property: { synced_property_name: synced_property_name ?? '', synced_property_id },
  }
}

/** Versions before 2025-09-03 name a database, which stands for its only data source. */
const linkConfig = (workspace: Workspace, config: JsonObject): JsonObject => {
  const database = config.data_source_id === undefined ? workspace.nodes.get(bodyId(config.database_id)) : undefined
  const target = database?.kind === 'database' ? onlySource(workspace, database) : undefined
  return target === undefined ? config : { ...config, data_source_id: target.id }
}

const serializeConfig = (workspace: Workspace, property: Property): JsonObject => {
  const { config: stored } = property
  const target = workspace.nodes.get(asString(stored.data_source_id))
  const database = target?.kind === 'data_source' ? target.parent.database_id : undefined
  const shown = { ...stored, ...(database === undefined ? {} : { database_id: database }) }
  if (stored.type !== 'dual_property' || target?.kind !== 'data_source') return shown
  const dual = asObject(stored.dual_property)
  const synced = target.properties.get(decodeURIComponent(asString(dual.synced_property_id)))
  return synced === undefined ? shown : { ...shown, dual_property: { ...dual, synced_property_name: synced.name } }
}

/** A relation points to rows of one data source. A page that is known only by its id may be one. */
const assertRelatable = (workspace: Workspace, property: Property, id: string): void => {
  const page = findPage(workspace, id)
  const target = workspace.nodes.get(asString(property.config.data_source_id))
  if (target?.kind === 'data_source' && !page.placeholder && page.parent.data_source_id !== target.id)
    throw invalid(`Page ${page.id} is not in data source ${target.id}, which ${property.name} relates to.`)
}

const assertCapacity: PropertyKind['assertCapacity'] = (workspace, page, property, request) => {
  const other = otherSideOf(workspace, property)
  if (other === undefined) return
  for (const each of asArray(request)) {
    const related = workspace.nodes.get(bodyId(isObject(each) ? each.id : each))
    const back = related?.kind === 'page' ? asArray(related.values.get(other.property.id)) : []
    if (back.length >= MAX_REFERENCES && !back.includes(page.id))
      throw invalid(`A page can be related to at most ${MAX_REFERENCES} pages by ${other.property.name}.`)
  }
}

// --- Declarations ---

const declaredSchema: PropertyKind['declaredSchema'] = (declared, findDataSourceTitled) => {
  const { relation: title, two_way: otherName, ...rest } = declared
  if (typeof title !== 'string') return undefined
  const target = findDataSourceTitled(title)
  const sides =
    otherName === undefined ? { single_property: {} } : { dual_property: { synced_property_name: asString(otherName) } }
  return { ...rest, relation: { data_source_id: target.id, ...sides } }
}

const declaredReference = (value: Json, { property, findRow }: DeclarationContext): Json => {
  if (typeof value !== 'string') return value
  if (isId(value)) return { id: dashed(value) }
  const found = findRow(asString(property.config.data_source_id), value)
  return { id: assertFound(found, 'related row', value) }
}

/** `relation`: at most 100 in one request; a page contains 25 of them in a response. */
export const relation: PropertyKind = kind({
  type: 'relation',
  requires: 'data_sources',
  config,
  configure: (request, { workspace, source, previous }) => {
    const target = findDataSource(workspace, asString(request.data_source_id))
    const type = request.dual_property === undefined ? 'single_property' : 'dual_property'
    const same = previous?.type === 'relation' && previous.config.data_source_id === target.id
    const old = same ? asObject(previous?.config.dual_property) : {}
    return {
      database_id: target.parent.database_id ?? source.id,
      data_source_id: target.id,
      type,
      [type]: type === 'single_property' ? {} : { ...old, ...asObject(request.dual_property) },
    }
  },
  loadConfig,
  linkConfig,
  serializeConfig,
  isReplaced: isRetargeted,
  afterSchemaChange: ({ workspace, source }, property) => {
    if (property.config.type === 'dual_property') createOtherSide(workspace, source, property)
  },
  release,
  isShown: leadsToShared,
  value: list(fields({ id: uuid }), 100),
  validate: (workspace, property, request) => {
    for (const id of idsOf(request)) assertRelatable(workspace, property, id)
  },
  assertCapacity,
  store: (_, __, request) => [...new Set(idsOf(request))],
  afterWrite,
  // A null at the end stands for the references that the response left out.
  load: (_, value, propertyValue) => [...idsOf(value), ...(propertyValue.has_more === true ? [null] : [])],
  empty: [],
  serialize: ({ workspace }, stored) => relatedIds(workspace, stored).map((id): JsonObject => ({ id })),
  truncate: (propertyValue, limit, stored) => {
    const all = asArray(propertyValue.relation)
    return {
      ...propertyValue,
      relation: all.slice(0, limit),
      has_more: all.length > limit || asArray(stored).includes(null),
    }
  },
  firstReferences: (value, limit) => asArray(value).slice(0, limit),
  items: itemPerElement,
  conditions: relationConditions,
  elementFilterKey: 'relation',
  grouping: { type: 'relation', checks: {} },
  declaredSchema,
  declaredValue: (value, context) => declaredList(value).map((each) => declaredReference(each, context)),
})
