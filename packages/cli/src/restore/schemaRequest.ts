/** Requests for the properties of a data source that was read. */
import type { DataSource, PropertyConfig } from 'notion-fp'
import { field, isRecord, type Json } from '../values/json.js'
import { decodedId } from './decodedId.js'

/** How many options a request can have. */
const MAX_OPTIONS = 100

const EMPTY =
  /^(title|rich_text|url|people|files|email|phone_number|date|checkbox|created_by|created_time|last_edited_by|last_edited_time|place|button|verification|location|last_visited_time)$/

const REFERENCE = /\{\{notion:block_property:([^:{}]+):[^:{}]*:[^:{}]*\}\}/g

const contentOf = (config: PropertyConfig): Json => {
  const content = field(config, config.type)
  return isRecord(content) ? content : {}
}

/** A formula that refers to properties by name: the ids of the backup do not exist in the new data source. */
export const formulaByNames = (expression: string, { properties }: Pick<DataSource, 'properties'>): string =>
  expression.replace(REFERENCE, (whole, id: string) => {
    const found = Object.values(properties).find((one) => decodedId(one.id) === decodedId(id))
    return found ? `prop(${JSON.stringify(found.name)})` : whole
  })

const optionRequests = (list: unknown): ReadonlyArray<Json> =>
  (Array.isArray(list) ? list : []).slice(0, MAX_OPTIONS).map((option: Json) => ({
    name: option.name,
    ...(option.color !== undefined && { color: option.color }),
    ...(typeof option.description === 'string' && option.description !== '' && { description: option.description }),
  }))

/** Reports a loss of a property. */
export type LoseProperty = (what: string, why: string) => void

/** The types that can only be created after the properties that they depend on. */
export const DEPENDENT = /^(relation|rollup|formula)$/

const description = ({ description: text }: PropertyConfig): Json =>
  typeof text === 'string' && text !== '' ? { description: text } : {}

const groupsDiffer = (content: Json): boolean => {
  const groups: ReadonlyArray<Json> = Array.isArray(content.groups) ? content.groups : []
  return groups.some(({ name }) => !/^(To-do|In progress|Complete)$/.test(String(name)))
}

/** The request for a property that depends on no other one; `undefined` if the API cannot create it. */
export const independentRequest = (config: PropertyConfig, lose: LoseProperty): Json | undefined => {
  const { type } = config
  const content = contentOf(config)
  const about = description(config)
  if (type === 'number') return { ...about, number: { format: content.format } }
  if (type === 'select' || type === 'multi_select' || type === 'status') {
    const all = Array.isArray(content.options) ? content.options.length : 0
    if (all > MAX_OPTIONS)
      lose(
        'options',
        `a request has at most ${MAX_OPTIONS} options; the others appear without their colors when rows have them`,
      )
    if (type === 'status' && groupsDiffer(content)) lose('groups', 'the API cannot set the groups of a status')
    return { ...about, [type]: { options: optionRequests(content.options) } }
  }
  if (type === 'unique_id') return { ...about, unique_id: { prefix: content.prefix ?? null } }
  if (type === 'button') lose('actions', 'the API does not have the actions of a button')
  if (EMPTY.test(type)) return { ...about, [type]: {} }
  lose('all', `the API cannot create properties of the type ${type}`)
  return undefined
}

/** What is known while the dependent properties are created. */
export interface SchemaSide {
  /** The data source in the backup. */
  readonly source: DataSource
  /** The current state of the new data source. */
  readonly live: Pick<DataSource, 'properties'>
  /** The new data source for one in the backup, or the same one if it is outside of the backup and can be reached. */
  readonly targetOf: (data_source_id: string) => string | undefined
  /** The current properties of the new data source for one in the backup. */
  readonly liveOf: (data_source_id: string) => Pick<DataSource, 'properties'> | undefined
}

const hasNames = (live: Pick<DataSource, 'properties'> | undefined, names: ReadonlyArray<unknown>): boolean =>
  names.every((name) => Object.hasOwn(live?.properties ?? {}, String(name)))

/** The request for a property that depends on others, `later` if they do not exist yet, or why it cannot be created. */
export type DependentRequest = { readonly request: Json } | 'later' | { readonly why: string }

const relationRequest = (content: Json, about: Json, { targetOf }: SchemaSide, isInside: boolean): DependentRequest => {
  const data_source_id = targetOf(String(content.data_source_id))
  if (data_source_id === undefined) return isInside ? 'later' : { why: 'it leads to a data source that is not there' }
  const dual: unknown = content.dual_property
  const name = field(dual, 'synced_property_name')
  return {
    request:
      dual === undefined || !isInside
        ? { ...about, relation: { data_source_id, single_property: {} } }
        : { ...about, relation: { data_source_id, dual_property: { synced_property_name: name } } },
  }
}

const rollupRequest = (content: Json, about: Json, { source, live, liveOf }: SchemaSide): DependentRequest => {
  const { relation_property_name, rollup_property_name } = content
  const relation = source.properties[String(relation_property_name)]
  const target = relation?.type === 'relation' ? relation.relation.data_source_id : undefined
  const there = hasNames(live, [relation_property_name]) && hasNames(liveOf(String(target)), [rollup_property_name])
  return there
    ? { request: { ...about, rollup: { function: content.function, relation_property_name, rollup_property_name } } }
    : 'later'
}

const NAMES = /\bprop\(\s*"((?:[^"\\]|\\.)*)"\s*\)/g

const formulaRequest = (content: Json, about: Json, { source, live }: SchemaSide): DependentRequest => {
  const expression = formulaByNames(String(content.expression), source)
  const names = [...expression.matchAll(NAMES)].map(([, name = '']) => name.replace(/\\(.)/gs, '$1'))
  return hasNames(
    live,
    names.filter((name) => Object.hasOwn(source.properties, name)),
  )
    ? { request: { ...about, formula: { expression } } }
    : 'later'
}

/** The request for a property that depends on others. */
export const dependentRequest = (config: PropertyConfig, side: SchemaSide, isInside: boolean): DependentRequest => {
  const content = contentOf(config)
  const about = description(config)
  switch (config.type) {
    case 'relation':
      return relationRequest(content, about, side, isInside)
    case 'rollup':
      return rollupRequest(content, about, side)
    default:
      return formulaRequest(content, about, side)
  }
}
