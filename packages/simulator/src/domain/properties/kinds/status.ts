/** The type `status`: options in three groups. Unlike those of a select, its options are never created by a value. */
import { invalid } from '../../errors.js'
import type { Property } from '../../state/types.js'
import { nullable, oneOf } from '../../validate/check.js'
import { asArray, asObject, asString, get, type Json, type JsonObject } from '../../values/json.js'
import { optionConditions } from '../conditions/options.js'
import { optionNamed } from '../declared.js'
import { type ConfigContext, kind, type PropertyKind } from '../kind.js'
import {
  configureOptions,
  declaredOptions,
  findOption,
  loadOption,
  loadOptions,
  optionSortKey,
  optionsConfig,
  optionsOf,
  optionValue,
  serializeOption,
  serializeOptions,
  validateOption,
} from '../options.js'

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

/** The index of the group that a request names: by its current name, or by its original one. */
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
    ? configureOptions('status', ['status'], true)(request, context)
    : DEFAULTS.map(([name, color]): JsonObject => ({ id: workspace.newId(), name, color, description: null }))
  const ids = options.map((each) => asString(each.id))
  const groups = asArray(before?.groups).map(asObject)
  const groupOf = new Map(groups.flatMap((group, index) => asArray(group.option_ids).map((id) => [id, index] as const)))
  const requested = optionsOf(request)
  const indexOfGroup = (id: string, index: number): number =>
    given ? (groupNamed(groups, requested[index]?.group) ?? groupOf.get(id) ?? 0) : index
  return {
    options,
    groups: GROUPS.map(([name, color], index): JsonObject => {
      const old = groups[index]
      const own = ids.filter((id, at) => indexOfGroup(id, at) === index)
      const existing = asArray(old?.option_ids).filter((id) => typeof id === 'string' && own.includes(id))
      const added = own.filter((id) => !existing.includes(id))
      return {
        id: old?.id ?? workspace.newId(),
        name: old?.name ?? name,
        color: old?.color ?? color,
        option_ids: [...existing, ...added],
      }
    }),
  }
}

/** The option that a status has by default: the first one of the first group that has any. */
const defaultStatus = (property: Property): Json => {
  const first = asArray(property.config.groups).flatMap((group) => asArray(asObject(group).option_ids))[0]
  return first ?? get(optionsOf(property.config)[0] ?? {}, 'id') ?? null
}

/** `status`: only options that exist; a row without one has the default. */
export const status: PropertyKind = kind({
  type: 'status',
  isNewer: true,
  config: optionsConfig,
  configure: statusConfig,
  loadConfig: loadOptions,
  serializeConfig: serializeOptions,
  configOfValue: () => ({ options: [] }),
  value: nullable(optionValue),
  validate: (_, property, request) => {
    if (request === null || findOption(property, asObject(request)) !== undefined) return
    const { name } = asObject(request)
    if (name !== undefined) throw invalid(`Invalid status option. Status option "${asString(name)}" does not exist".`)
    validateOption(property, request)
  },
  store: (_, property, request) =>
    (request === null ? undefined : findOption(property, asObject(request))?.id) ?? defaultStatus(property),
  load: ({ property }, value) => loadOption(property, value),
  initial: (_, property) => defaultStatus(property),
  // A value that was loaded as null stays null.
  serialize: ({ property, page }, stored) =>
    stored === null && page.values.has(property.id)
      ? null
      : (serializeOption(property, stored) ?? serializeOption(property, defaultStatus(property))),
  conditions: optionConditions,
  elementFilterKey: 'status',
  optionGroups: ({ config }) =>
    new Map(
      asArray(config.groups)
        .map(asObject)
        .map((group) => [asString(group.name), asArray(group.option_ids).map(asString)]),
    ),
  sortKey: optionSortKey,
  grouping: { type: 'status', checks: { group_by: oneOf('group', 'option') } },
  declaredConfig: declaredOptions,
  declaredValue: optionNamed,
})
