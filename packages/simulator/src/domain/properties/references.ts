import { invalid } from '../errors.js'
import { findDataSource, findPage } from '../state/find.js'
import { isWithheld } from '../state/notShared.js'
import { isTrashed } from '../state/tree.js'
import type { Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, fields, list, missing, object, uuid, variant } from '../validate/check.js'
import { dashed, encodeId } from '../values/id.js'
import { asArray, asObject, asString, isObject, type Json, type JsonObject } from '../values/json.js'
import { kind, type PropertyKind } from './kind.js'

/** A user as property values show one: whole if known, else by id alone. Whose a bot is they do not say. */
export const presentUser = (workspace: Workspace, id: string): JsonObject => {
  const user = workspace.users.get(id) ?? { object: 'user', id }
  return user.type === 'bot' ? { ...user, bot: {} } : user
}

const idsOf = (value: Json): ReadonlyArray<string> =>
  asArray(value).flatMap((each) => {
    const id = isObject(each) ? each.id : each
    return typeof id === 'string' ? [dashed(id)] : []
  })

/** `people`: at most 100 in one request. */
export const peopleKind: PropertyKind = kind({
  value: list(fields({ id: uuid }), 100),
  store: (_, __, request) => idsOf(request),
  seed: (workspace, _, answered) => {
    for (const each of asArray(answered).map(asObject)) {
      const id = asString(each.id)
      if (each.object === 'group' || (each.type !== undefined && !workspace.users.has(id)))
        workspace.users.set(id, each)
    }
    return idsOf(answered)
  },
  empty: [],
  present: ({ workspace }, stored) => idsOf(stored).map((id) => presentUser(workspace, id)),
})

const relationConfig: Check = (value, path) => {
  const problems = fields({ data_source_id: uuid })(value, path)
  if (problems.length > 0) return problems
  return variant({ single_property: object, dual_property: object })(value, path)
}

/**
 * The live pages a relation points to that are shared, with those that are not in this workspace and so cannot be known
 * to be gone.
 */
export const relatedIds = (workspace: Workspace, stored: Json): ReadonlyArray<string> =>
  idsOf(stored).filter((id) => {
    const node = workspace.nodes.get(id)
    return node === undefined || (!isWithheld(workspace, node) && !isTrashed(workspace, node))
  })

const presentRelation = (workspace: Workspace, property: Property): JsonObject => {
  const { config } = property
  const target = workspace.nodes.get(asString(config.data_source_id))
  const database = target?.kind === 'data_source' ? target.parent.database_id : undefined
  const shown = { ...config, ...(database === undefined ? {} : { database_id: database }) }
  if (config.type !== 'dual_property' || target?.kind !== 'data_source') return shown
  const dual = asObject(config.dual_property)
  const synced = target.properties.get(decodeURIComponent(asString(dual.synced_property_id)))
  return synced === undefined ? shown : { ...shown, dual_property: { ...dual, synced_property_name: synced.name } }
}

/** A relation points to rows of one data source; a page that was never seen whole may be one. */
const demandRelatable = (workspace: Workspace, property: Property, id: string): void => {
  const page = findPage(workspace, id)
  const target = workspace.nodes.get(asString(property.config.data_source_id))
  if (target?.kind === 'data_source' && !page.placeholder && page.parent.data_source_id !== target.id)
    throw invalid(`Page ${page.id} is not in data source ${target.id}, which ${property.name} relates to.`)
}

/** `relation`: at most 100 in one request; an answer shows 25. */
export const relationKind: PropertyKind = kind({
  config: relationConfig,
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
  presentConfig: presentRelation,
  value: list(fields({ id: uuid }), 100),
  vet: (workspace, property, request) => {
    for (const id of idsOf(request)) demandRelatable(workspace, property, id)
  },
  store: (_, __, request) => [...new Set(idsOf(request))],
  seed: (_, __, answered) => idsOf(answered),
  empty: [],
  present: ({ workspace }, stored) => relatedIds(workspace, stored).map((id): JsonObject => ({ id })),
})

const byNameOrId = (
  properties: ReadonlyMap<string, Property>,
  name: Json | undefined,
  id: Json | undefined,
): Property | undefined =>
  [...properties.values()].find((each) =>
    id === undefined ? each.name === name : each.id === id || encodeId(each.id) === id,
  )

/** The configuration of a rollup: which relation, which property beyond it, which function. */
export const configureRollup: PropertyKind['configure'] = (request, { workspace, properties }) => {
  const relation = byNameOrId(properties, request.relation_property_name, request.relation_property_id)
  const wanted = asString(request.relation_property_name ?? request.relation_property_id)
  if (relation?.type !== 'relation') throw invalid(`Could not find relation property with name or id: ${wanted}`)
  const target = workspace.nodes.get(asString(relation.config.data_source_id))
  const rolled =
    target?.kind === 'data_source'
      ? byNameOrId(target.properties, request.rollup_property_name, request.rollup_property_id)
      : undefined
  const name = asString(request.rollup_property_name ?? request.rollup_property_id)
  if (target?.kind === 'data_source' && rolled === undefined && !target.open)
    throw invalid(`Could not find rollup property with name or id: ${name}`)
  return {
    rollup_property_name: rolled?.name ?? name,
    relation_property_name: relation.name,
    rollup_property_id: rolled?.id ?? name,
    relation_property_id: relation.id,
    function: request.function ?? 'show_original',
  }
}

/** Both a name or an id will do, for either end of a rollup. */
export const rollupEnds: Check = (value, path) => {
  const request = asObject(value)
  return ['relation_property', 'rollup_property'].flatMap((end) =>
    request[`${end}_name`] === undefined && request[`${end}_id`] === undefined ? missing(`${path}.${end}_name`) : [],
  )
}
