import { asArray, asObject, asString, get, isObject, type Json, type JsonObject } from '../json.js'
import { invalid } from '../server/errors.js'
import type { Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, fields, list, nullable, oneOf, optional, string } from '../validate/check.js'
import { OPTION_COLORS } from '../validate/words.js'
import { type ConfigContext, kind, type PropertyKind } from './kind.js'

const option = fields({
  id: optional(string()),
  name: optional(string(100)),
  color: optional(oneOf(...OPTION_COLORS)),
  description: optional(nullable(string())),
})

const config = fields({ options: optional(list(option, 100)) })

const optionsOf = (holder: JsonObject | undefined): ReadonlyArray<JsonObject> => asArray(holder?.options).map(asObject)

/** The option of a property that a request or a stored id means. */
const findOption = (property: Property, wanted: JsonObject): JsonObject | undefined =>
  optionsOf(property.config).find((each) =>
    wanted.id === undefined ? each.name === wanted.name : each.id === wanted.id,
  )

const demandName = (type: string, name: string): void => {
  if (name.includes(',')) throw invalid(`Invalid ${type} option, commas not allowed: ${name}`)
}

const configureOptions =
  (type: string, repaint: boolean) =>
  (request: JsonObject, { workspace, previous }: ConfigContext): ReadonlyArray<JsonObject> => {
    const known = previous?.type === type ? optionsOf(previous.config) : []
    if (request.options === undefined) return known
    return optionsOf(request).map((wanted) => {
      const name = asString(wanted.name)
      const old = known.find((each) => (wanted.id === undefined ? each.name === name : each.id === wanted.id))
      if (old === undefined) {
        demandName(type, name)
        return {
          id: typeof wanted.id === 'string' ? wanted.id : workspace.newId(),
          name,
          color: wanted.color ?? 'default',
          description: wanted.description ?? null,
        }
      }
      if (!repaint && wanted.color !== undefined && wanted.color !== old.color)
        throw invalid(`Cannot update color of select with name: ${asString(old.name)}.`)
      return {
        ...old,
        color: wanted.color ?? old.color ?? 'default',
        description: wanted.description ?? old.description ?? null,
      }
    })
  }

const choice: Check = (value, path) => {
  const problems = fields({ id: optional(string()), name: optional(string(100)) })(value, path)
  if (problems.length > 0) return problems
  return isObject(value) && value.id === undefined && value.name === undefined
    ? [`${path}.name should be defined, instead was \`undefined\`.`]
    : []
}

const vetChoice = (property: Property, request: Json): void => {
  const wanted = asObject(request)
  const found = findOption(property, wanted)
  if (found !== undefined) return
  if (wanted.id !== undefined) throw invalid(`Invalid ${property.type} option id: ${asString(wanted.id)}`)
  if (property.type === 'status')
    throw invalid(`Invalid status option. Status option "${asString(wanted.name)}" does not exist".`)
  demandName(property.type, asString(wanted.name))
}

const addOption = (property: Property, made: JsonObject): string => {
  property.config = { ...property.config, options: [...optionsOf(property.config), made] }
  return asString(made.id)
}

const storeChoice = (workspace: Workspace, property: Property, request: Json): string => {
  const wanted = asObject(request)
  const found = findOption(property, wanted)
  if (found !== undefined) return asString(found.id)
  const color = OPTION_COLORS[optionsOf(property.config).length % OPTION_COLORS.length] ?? 'default'
  return addOption(property, { id: workspace.newId(), name: asString(wanted.name), color, description: null })
}

const seedChoice = (property: Property, answered: Json): Json => {
  if (!isObject(answered)) return null
  const found = findOption(property, { id: answered.id ?? '' })
  if (found !== undefined) return found.id ?? null
  return addOption(property, {
    id: answered.id ?? '',
    name: answered.name ?? '',
    color: answered.color ?? 'default',
    description: null,
  })
}

const presentChoice = (property: Property, id: Json): JsonObject | null => {
  const found = typeof id === 'string' ? findOption(property, { id }) : undefined
  return found === undefined ? null : { id: found.id ?? '', name: found.name ?? '', color: found.color ?? 'default' }
}

/** `select`. A name that is not among the options becomes one. */
export const selectKind: PropertyKind = kind({
  config,
  configure: (request, context) => ({ options: configureOptions('select', false)(request, context) }),
  value: nullable(choice),
  vet: (_, property, request) => {
    if (request !== null) vetChoice(property, request)
  },
  store: (workspace, property, request) => (request === null ? null : storeChoice(workspace, property, request)),
  seed: (_, property, answered) => seedChoice(property, answered),
  present: ({ property }, stored) => presentChoice(property, stored),
})

/** `multi_select`: at most 100 in one request. */
export const multiSelectKind: PropertyKind = kind({
  config,
  configure: (request, context) => ({ options: configureOptions('multi_select', false)(request, context) }),
  value: list(choice, 100),
  vet: (_, property, request) => {
    for (const each of asArray(request)) vetChoice(property, each)
  },
  store: (workspace, property, request) => [
    ...new Set(asArray(request).map((each) => storeChoice(workspace, property, each))),
  ],
  seed: (_, property, answered) => asArray(answered).map((each) => seedChoice(property, each)),
  empty: [],
  present: ({ property }, stored) =>
    asArray(stored).flatMap((id) => {
      const shown = presentChoice(property, id)
      return shown === null ? [] : [shown]
    }),
})

const GROUPS = [
  ['To-do', 'gray'],
  ['In progress', 'blue'],
  ['Complete', 'green'],
] as const

const DEFAULTS = [
  ['Not started', 'default'],
  ['In progress', 'blue'],
  ['Done', 'green'],
] as const

const statusConfig = (request: JsonObject, context: ConfigContext): JsonObject => {
  const { workspace, previous } = context
  const before = previous?.type === 'status' ? previous.config : undefined
  const given = request.options !== undefined || before !== undefined
  const options = given
    ? configureOptions('status', true)(request, context)
    : DEFAULTS.map(([name, color]): JsonObject => ({ id: workspace.newId(), name, color, description: null }))
  const ids = options.map((each) => asString(each.id))
  const groups = asArray(before?.groups).map(asObject)
  const placed = new Set(groups.flatMap((group) => asArray(group.option_ids)))
  const fresh = ids.filter((id) => !placed.has(id))
  return {
    options,
    groups: GROUPS.map(([name, color], index): JsonObject => {
      const old = groups[index]
      const kept = asArray(old?.option_ids).filter((id) => typeof id === 'string' && ids.includes(id))
      const added = given ? (index === 0 ? fresh : []) : ids.slice(index, index + 1)
      return {
        id: old?.id ?? workspace.newId(),
        name: old?.name ?? name,
        color: old?.color ?? color,
        option_ids: [...kept, ...added],
      }
    }),
  }
}

/** The option a status has when nothing is said: the first of the first group that has any. */
export const defaultStatus = (property: Property): Json => {
  const first = asArray(property.config.groups).flatMap((group) => asArray(asObject(group).option_ids))[0]
  return first ?? get(optionsOf(property.config)[0] ?? {}, 'id') ?? null
}

/** `status`: only options that exist; none means the default one. */
export const statusKind: PropertyKind = kind({
  config,
  configure: statusConfig,
  value: nullable(choice),
  vet: (_, property, request) => {
    if (request !== null) vetChoice(property, request)
  },
  store: (_, property, request) => (request === null ? null : (findOption(property, asObject(request))?.id ?? null)),
  seed: (_, property, answered) => seedChoice(property, answered),
  present: ({ property }, stored) =>
    presentChoice(property, stored) ?? presentChoice(property, defaultStatus(property)),
})
