import { invalid } from '../../errors.js'
import { plainText } from '../../richText/richText.js'
import { findDataSource, findPage } from '../../state/find.js'
import { isNotShared } from '../../state/notShared.js'
import { isTrashed, pagesAmong } from '../../state/tree.js'
import type { DataSourceNode, PageNode, Property } from '../../state/types.js'
import type { Workspace } from '../../state/workspace.js'
import { type Check, fields, list, object, uuid, variant } from '../../validate/check.js'
import { bodyId, dashed, encodeId, isId } from '../../values/id.js'
import { asArray, asObject, asString, isObject, type Json, type JsonObject } from '../../values/json.js'
import { relationConditions } from '../conditions/references.js'
import { assertFound, listOf } from '../declared.js'
import { findProperty, newPropertyId } from '../find.js'
import { idsOf } from '../ids.js'
import { itemPerElement } from '../items.js'
import { type DeclarationContext, kind, type PropertyKind } from '../kind.js'

/** The most pages that one page of a two-way relation points to. */
const MAX_REFERENCES = 10_000

const config: Check = (value, path) => {
  const problems = fields({ data_source_id: uuid })(value, path)
  if (problems.length > 0) return problems
  return variant({ single_property: object, dual_property: object })(value, path)
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

/** Whether a relation leads to a data source that is shared. */
export const leadsToShared = (workspace: Workspace, property: Property): boolean =>
  !isNotShared(workspace, workspace.nodes.get(asString(property.config.data_source_id)))

/**
 * The pages that a relation points to, without those that are in the trash or not shared. A page that is not in this
 * workspace counts, as nothing says that it is gone.
 */
export const relatedIds = (workspace: Workspace, stored: Json): ReadonlyArray<string> =>
  idsOf(stored).filter((id) => {
    const node = workspace.nodes.get(id)
    return node === undefined || (!isNotShared(workspace, node) && !isTrashed(workspace, node))
  })

/** A relation points to rows of one data source. A page that was never loaded whole may be one. */
const assertRelatable = (workspace: Workspace, property: Property, id: string): void => {
  const page = findPage(workspace, id)
  const target = workspace.nodes.get(asString(property.config.data_source_id))
  if (target?.kind === 'data_source' && !page.placeholder && page.parent.data_source_id !== target.id)
    throw invalid(`Page ${page.id} is not in data source ${target.id}, which ${property.name} relates to.`)
}

// --- Two-way relations ---

interface OtherSide {
  readonly source: DataSourceNode
  readonly property: Property
}

/** The other side of a two-way relation; undefined for a one-way relation. */
const otherSideOf = (workspace: Workspace, property: Property): OtherSide | undefined => {
  const id = asString(asObject(property.config.dual_property).synced_property_id)
  const source = workspace.nodes.get(asString(property.config.data_source_id))
  if (id === '' || source?.kind !== 'data_source') return undefined
  const other = findProperty(source.properties.values(), id)
  return other === undefined ? undefined : { source, property: other }
}

/** Adds to the rows of the new other side those that relate to them already: a one-way relation may become two-way. */
const fillOtherSide = (workspace: Workspace, source: DataSourceNode, property: Property, other: OtherSide): void => {
  // Collected first: many rows may relate to one.
  const found = new Map<PageNode, Array<string>>()
  for (const row of pagesAmong(workspace, source.rows)) {
    for (const id of asArray(row.values.get(property.id))) {
      const related = workspace.nodes.get(asString(id))
      if (related?.kind !== 'page' || related.parent.data_source_id !== other.source.id) continue
      const known = found.get(related)
      if (known === undefined) found.set(related, [row.id])
      else known.push(row.id)
    }
  }
  const { id } = other.property
  for (const [related, rows] of found) related.values.set(id, [...asArray(related.values.get(id)), ...rows])
}

/** Creates the other side of a new two-way relation. */
const createOtherSide = (workspace: Workspace, source: DataSourceNode, property: Property): void => {
  const dual = asObject(property.config.dual_property)
  const target = workspace.nodes.get(asString(property.config.data_source_id))
  if (target?.kind !== 'data_source' || dual.synced_property_id !== undefined) return
  const requested =
    asString(dual.synced_property_name) || `Related to ${plainText(source.title) || 'Untitled'} (${property.name})`
  const taken = new Set([...target.properties.values()].map((each) => each.name))
  const numbered = [...taken].map((_, index) => `${requested} ${index + 1}`)
  const name = [requested, ...numbered].find((each) => !taken.has(each)) ?? requested
  const other: Property = {
    id: newPropertyId(workspace, target.properties),
    name,
    type: 'relation',
    description: null,
    config: {
      database_id: source.parent.database_id ?? source.id,
      data_source_id: source.id,
      type: 'dual_property',
      dual_property: { synced_property_name: property.name, synced_property_id: encodeId(property.id) },
    },
  }
  target.properties.set(other.id, other)
  property.config = {
    ...property.config,
    dual_property: { synced_property_name: name, synced_property_id: encodeId(other.id) },
  }
  fillOtherSide(workspace, source, property, { source: target, property: other })
}

/** Whether a relation points to another data source than before. */
const isRetargeted = (old: Property, next: Property): boolean =>
  old.config.data_source_id !== next.config.data_source_id

/** A two-way relation whose other side is removed goes on as a one-way relation. */
const release = (workspace: Workspace, old: Property, next: Property | undefined): void => {
  if (next?.type === 'relation' && !isRetargeted(old, next) && old.config.type === next.config.type) return
  const other = otherSideOf(workspace, old)
  if (other === undefined) return
  const { dual_property: _, ...rest } = other.property.config
  other.property.config = { ...rest, type: 'single_property', single_property: {} }
}

/** Writes to the other side of a two-way relation what was written to this one. */
const afterWrite: PropertyKind['afterWrite'] = (workspace, page, property, before, after) => {
  const other = otherSideOf(workspace, property)
  if (other === undefined) return
  const [old, now] = [new Set(asArray(before)), new Set(asArray(after))]
  for (const id of new Set([...old, ...now])) {
    const related = workspace.nodes.get(asString(id))
    if (related?.kind !== 'page' || related.parent.data_source_id !== other.source.id) continue
    const back = asArray(related.values.get(other.property.id)).filter((each) => each !== page.id)
    related.values.set(other.property.id, now.has(id) ? [...back, page.id] : back)
  }
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
  load: (_, value, whole) => [...idsOf(value), ...(whole.has_more === true ? [null] : [])],
  empty: [],
  serialize: ({ workspace }, stored) => relatedIds(workspace, stored).map((id): JsonObject => ({ id })),
  truncate: (whole, limit, stored) => {
    const all = asArray(whole.relation)
    return { ...whole, relation: all.slice(0, limit), has_more: all.length > limit || asArray(stored).includes(null) }
  },
  firstReferences: (value, limit) => asArray(value).slice(0, limit),
  items: itemPerElement,
  conditions: relationConditions,
  elementFilterKey: 'relation',
  grouping: { type: 'relation', checks: {} },
  declaredSchema,
  declaredValue: (value, context) => listOf(value).map((each) => declaredReference(each, context)),
})
