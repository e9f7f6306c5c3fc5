/**
 * The options of select, multi-select and status. A value stores the id of its option; a request may name it instead.
 */
import { invalid } from '../errors.js'
import type { Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, fields, list, missing, nullable, oneOf, optional, populated, string } from '../validate/check.js'
import { OPTION_COLORS } from '../validate/enums.js'
import { asArray, asObject, asString, isArray, isObject, type Json, type JsonObject } from '../values/json.js'
import { optionNamed } from './declared.js'
import type { ConfigContext } from './kind.js'
import type { SortKey } from './sortKeys.js'

const optionFields = fields({
  id: optional(string()),
  name: optional(string(100)),
  color: optional(oneOf(...OPTION_COLORS)),
  description: optional(nullable(string())),
  group: optional(nullable(string())),
})

const optionValueFields = fields({ id: optional(string()), name: optional(populated(100)) })

/** Requires a name or an id. */
const identified =
  (check: Check): Check =>
  (value, path) => {
    const problems = check(value, path)
    const { id, name } = asObject(value)
    return problems.length > 0 || id !== undefined || name !== undefined ? problems : missing(`${path}.name`)
  }

const option = identified(optionFields)

/** The configuration of a type with options. */
export const optionsConfig = fields({ options: optional(list(option, 100)) })

/** The options of a configuration or a request. */
export const optionsOf = (holder: JsonObject | undefined): ReadonlyArray<JsonObject> =>
  asArray(holder?.options).map(asObject)

/** The option that a request or a stored id refers to: by id, or by name when the id is unknown. */
const optionAmong = (options: ReadonlyArray<JsonObject>, requested: JsonObject): JsonObject | undefined => {
  const known = requested.id === undefined ? undefined : options.find((each) => each.id === requested.id)
  return known ?? (requested.name === undefined ? undefined : options.find((each) => each.name === requested.name))
}

/** The option of a property that a request or a stored id refers to. */
export const findOption = (property: Property, requested: JsonObject): JsonObject | undefined =>
  optionAmong(optionsOf(property.config), requested)

const assertOptionName = (type: string, name: string): void => {
  if (name.includes(',')) throw invalid(`Invalid ${type} option, commas not allowed: ${name}`)
}

/**
 * The options of a checked schema request. Those of the previous configuration are kept if it is of one of the types
 * `keepFrom`; `recolor` allows a new color for an option that exists.
 */
export const configureOptions =
  (type: string, keepFrom: ReadonlyArray<string>, recolor: boolean) =>
  (request: JsonObject, { workspace, previous }: ConfigContext): ReadonlyArray<JsonObject> => {
    const known = keepFrom.includes(previous?.type ?? '') ? optionsOf(previous?.config) : []
    if (request.options === undefined) return known
    return optionsOf(request).map((requested) => {
      const name = asString(requested.name)
      const old = optionAmong(known, requested)
      if (old === undefined) {
        if (requested.name === undefined) throw invalid(`Invalid ${type} option id: ${asString(requested.id)}`)
        assertOptionName(type, name)
        return {
          id: typeof requested.id === 'string' ? requested.id : workspace.newId(),
          name,
          color: requested.color ?? 'default',
          description: requested.description ?? null,
        }
      }
      if (!recolor && requested.color !== undefined && requested.color !== old.color)
        throw invalid(`Cannot update color of select with name: ${asString(old.name)}.`)
      return {
        ...old,
        color: requested.color ?? old.color ?? 'default',
        description: (requested.description === undefined ? old.description : requested.description) ?? null,
      }
    })
  }

/** An option in a value. */
export const optionValue = identified(optionValueFields)

/** Throws a refusal when an option does not exist and cannot be created. */
export const validateOption = (property: Property, request: Json): void => {
  const requested = asObject(request)
  if (findOption(property, requested) !== undefined) return
  if (requested.name === undefined) throw invalid(`Invalid ${property.type} option id: ${asString(requested.id)}`)
  assertOptionName(property.type, asString(requested.name))
}

const addOption = (property: Property, created: JsonObject): string => {
  property.config = { ...property.config, options: [...optionsOf(property.config), created] }
  return asString(created.id)
}

/** The id of an option in a checked request, which is created when it does not exist. */
export const storeOption = (workspace: Workspace, property: Property, request: Json): string => {
  const requested = asObject(request)
  const found = findOption(property, requested)
  if (found !== undefined) return asString(found.id)
  const color = OPTION_COLORS[optionsOf(property.config).length % OPTION_COLORS.length] ?? 'default'
  return addOption(property, { id: workspace.newId(), name: asString(requested.name), color, description: null })
}

/** Some responses contain options without ids: this stands for the id of such an option, and is not returned. */
const NO_ID = 'no id:'

const loadedId = ({ id, name }: JsonObject): string => (typeof id === 'string' ? id : `${NO_ID}${asString(name)}`)

const withoutStandIn = (option: JsonObject): JsonObject => {
  const { id, ...rest } = option
  return asString(id).startsWith(NO_ID) ? rest : option
}

/** The configuration of a response with an id for each option. */
export const loadOptions = (config: JsonObject): JsonObject =>
  isArray(config.options)
    ? { ...config, options: optionsOf(config).map((each) => ({ ...each, id: loadedId(each) })) }
    : config

/** The configuration in a response. */
export const serializeOptions = (_: Workspace, { config }: Property): JsonObject =>
  isArray(config.options) ? { ...config, options: optionsOf(config).map(withoutStandIn) } : config

/** The id of an option in a response, which is added when the schema lacks it. */
export const loadOption = (property: Property, value: Json): Json => {
  if (!isObject(value)) return null
  const named = value.id === undefined ? { name: value.name ?? '' } : { id: value.id }
  const found = findOption(property, named)
  if (found !== undefined) return found.id ?? null
  return addOption(property, {
    id: loadedId(value),
    name: value.name ?? '',
    color: value.color ?? 'default',
    description: null,
  })
}

/** An option in a response, by its stored id; null when it no longer exists. */
export const serializeOption = (property: Property, id: Json): JsonObject | null => {
  const found = typeof id === 'string' ? findOption(property, { id }) : undefined
  if (found === undefined) return null
  return withoutStandIn({ id: found.id ?? '', name: found.name ?? '', color: found.color ?? 'default' })
}

/** An option by its place among the options. */
export const optionSortKey = (value: Json, property: Property): SortKey => {
  const { name } = asObject(value)
  const rank = optionsOf(property.config).findIndex((option) => option.name === asString(name))
  return rank < 0 ? undefined : rank
}

/** Options that are declared by a list of their names. */
export const declaredOptions = (config: Json): Json => (isArray(config) ? { options: config.map(optionNamed) } : config)
