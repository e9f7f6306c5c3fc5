import { invalid } from '../errors.js'
import type { Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, fields, list, missing, nullable, oneOf, optional, string } from '../validate/check.js'
import { OPTION_COLORS } from '../validate/words.js'
import { asArray, asObject, asString, get, isObject, type Json, type JsonObject } from '../values/json.js'
import { type ConfigContext, kind, type PropertyKind } from './kind.js'

const CHOICES = new Set(['select', 'multi_select'])

const optionFields = fields({
  id: optional(string()),
  name: optional(string(100)),
  color: optional(oneOf(...OPTION_COLORS)),
  description: optional(nullable(string())),
  group: optional(nullable(string())),
})

const choiceFields = fields({ id: optional(string()), name: optional(string(100)) })

/** An option goes by a name or an id. */
const named =
  (check: Check): Check =>
  (value, path) => {
    const problems = check(value, path)
    const { id, name } = asObject(value)
    return problems.length > 0 || id !== undefined || name !== undefined ? problems : missing(`${path}.name`)
  }

const option = named(optionFields)

const config = fields({ options: optional(list(option, 100)) })

/** Whether the values of a type of property are chosen among options. */
export const hasOptions = (type: string): boolean => type === 'status' || CHOICES.has(type)

const optionsOf = (holder: JsonObject | undefined): ReadonlyArray<JsonObject> => asArray(holder?.options).map(asObject)

/** The option that a request or a stored id means; an id that is not known says less than a name beside it. */
const optionAmong = (options: ReadonlyArray<JsonObject>, wanted: JsonObject): JsonObject | undefined => {
  const meant = wanted.id === undefined ? undefined : options.find((each) => each.id === wanted.id)
  return meant ?? (wanted.name === undefined ? undefined : options.find((each) => each.name === wanted.name))
}

const findOption = (property: Property, wanted: JsonObject): JsonObject | undefined =>
  optionAmong(optionsOf(property.config), wanted)

const demandName = (type: string, name: string): void => {
  if (name.includes(',')) throw invalid(`Invalid ${type} option, commas not allowed: ${name}`)
}

const configureOptions =
  (type: string, repaint: boolean) =>
  (request: JsonObject, { workspace, previous }: ConfigContext): ReadonlyArray<JsonObject> => {
    // One choice may become many, and many one: the options stay what they are.
    const kept = previous?.type === type || (type !== 'status' && CHOICES.has(previous?.type ?? ''))
    const known = kept ? optionsOf(previous?.config) : []
    if (request.options === undefined) return known
    return optionsOf(request).map((wanted) => {
      const name = asString(wanted.name)
      const old = optionAmong(known, wanted)
      if (old === undefined) {
        if (wanted.name === undefined) throw invalid(`Invalid ${type} option id: ${asString(wanted.id)}`)
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
        description: (wanted.description === undefined ? old.description : wanted.description) ?? null,
      }
    })
  }

const choice = named(choiceFields)

const vetChoice = (property: Property, request: Json): void => {
  const wanted = asObject(request)
  const found = findOption(property, wanted)
  if (found !== undefined) return
  if (wanted.name === undefined) throw invalid(`Invalid ${property.type} option id: ${asString(wanted.id)}`)
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

const letters = (name: Json | undefined): string =>
  asString(name)
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')

/** Which group a request means: by its name now, or by the one it has from the start. */
const groupNamed = (groups: ReadonlyArray<JsonObject>, name: Json | undefined): number | undefined => {
  if (typeof name !== 'string') return undefined
  const index = GROUPS.findIndex(
    ([first], at) => groups[at]?.name === name || (letters(first) !== '' && letters(first) === letters(name)),
  )
  return index < 0 ? undefined : index
}

const statusConfig = (request: JsonObject, context: ConfigContext): JsonObject => {
  const { workspace, previous } = context
  const before = previous?.type === 'status' ? previous.config : undefined
  const given = request.options !== undefined || before !== undefined
  const options = given
    ? configureOptions('status', true)(request, context)
    : DEFAULTS.map(([name, color]): JsonObject => ({ id: workspace.newId(), name, color, description: null }))
  const ids = options.map((each) => asString(each.id))
  const groups = asArray(before?.groups).map(asObject)
  const placed = new Map(groups.flatMap((group, index) => asArray(group.option_ids).map((id) => [id, index] as const)))
  const wanted = optionsOf(request)
  const placeOf = (id: string, index: number): number =>
    given ? (groupNamed(groups, wanted[index]?.group) ?? placed.get(id) ?? 0) : index
  return {
    options,
    groups: GROUPS.map(([name, color], index): JsonObject => {
      const old = groups[index]
      const here = ids.filter((id, at) => placeOf(id, at) === index)
      const kept = asArray(old?.option_ids).filter((id) => typeof id === 'string' && here.includes(id))
      const added = here.filter((id) => !kept.includes(id))
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
