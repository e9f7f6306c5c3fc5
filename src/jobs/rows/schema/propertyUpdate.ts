/**
 * The update of one property: the request for its differences, and its expected state afterwards.
 *
 * @internal
 */
import { isLeft } from 'fp-ts/Either'
import { omitUndefined } from '../../../core/call/error.js'
import { field } from '../../../core/internal/orUndefined.js'
import { unsafeCast } from '../../../core/internal/unsafeCast.js'
import type { Declared } from '../declared.js'
import { configOf } from '../schemaOf.js'
import type { Compared } from './blockedReasons.js'
import { type Difference, idByName, type Pair } from './compareSchema.js'
import { referencesIn } from './formulaText.js'
import { type LiveProperty, optionsOf, referencesById, type Unconfigured, undashed } from './liveProperty.js'
import type { Entry } from './planSteps.js'

/** The options to send: the existing ones without the removed ones, and the new ones. */
export const optionsToSend = (
  { live }: Pair,
  differences: ReadonlyArray<Difference>,
): { readonly names: ReadonlyArray<string>; readonly options: ReadonlyArray<object> } | undefined => {
  const own = differences.filter(({ drift }) => drift.kind === 'option_missing' || drift.kind === 'option_additional')
  if (!live || own.length === 0) return undefined
  // An additional option is one of the property, a missing one is declared.
  const removed = new Set(own.map(({ option }) => option?.live))
  const kept = optionsOf(live).filter((option) => !removed.has(option))
  const added = own.flatMap(({ option }) => option?.declared ?? [])
  return {
    names: [...kept, ...added].map(({ name }) => name),
    options: [
      ...kept.map(({ id, name }) => omitUndefined({ id, name })),
      ...added.map(({ name, color, description }) => ({
        name,
        ...(color && { color }),
        ...(description && { description }),
      })),
    ],
  }
}

/** The state of a property after its creation or change, as far as it is known. */
const expectedConfig = (declared: Declared, config: object): { readonly [part: string]: unknown } => {
  const options = field(config, 'options')
  const { type: known } = declared.prop
  switch (known) {
    case 'select':
    case 'multi_select':
      return Array.isArray(options) ? { options: options.map((option) => field(option, 'name')) } : {}
    case 'number': {
      const format = field(config, 'format')
      return format === undefined ? {} : { format }
    }
    case 'relation':
      return {
        to: undashed(`${field(config, 'data_source_id')}`),
        two_way: field(config, 'dual_property') !== undefined,
      }
    case 'rollup':
      return { function: field(config, 'function'), property: field(config, 'rollup_property_name') }
    default:
      // A formula is compared by its expression, and the API changes neither the options of a status nor a prefix.
      known satisfies Unconfigured | 'formula' | 'status' | 'unique_id'
      return {}
  }
}

/** A configuration whose options keep their colors, which Notion does not change, when a property gets another type. */
const retypedConfig = (config: object, live: LiveProperty | undefined, keepsOptions: boolean): object => {
  const options = field(config, 'options')
  if (!Array.isArray(options) || !live) return config
  const names = new Set(options.map((option) => field(option, 'name')))
  const present = optionsOf(live).map(({ name }) => ({ name }))
  const added = options.filter((option) => !present.some(({ name }) => name === field(option, 'name')))
  return { ...config, options: [...present.filter(({ name }) => keepsOptions || names.has(name)), ...added] }
}

/** The change of one property, with all possible changes of it. */
export const entryOf = (
  pair: Pair,
  numbered: ReadonlyArray<readonly [Difference, number]>,
  compared: Compared,
): Entry => {
  const { declared, live } = pair
  const { name, prop, description } = declared
  const kinds = new Set(numbered.map(([{ drift }]) => drift.kind))
  const changes = numbered.map(([, number]) => number)
  const config = configOf(prop)
  const isNew = !live || kinds.has('retyped')
  const options = optionsToSend(
    pair,
    numbered.map(([difference]) => difference),
  )
  const isConfigured =
    isNew ||
    ['relation_changed', 'rollup_changed', 'formula_changed', 'number_format_changed'].some((kind) =>
      // A set accepts only its own members as argument, even to look up others.
      kinds.has(unsafeCast(kind)),
    )
  const sent = options
    ? { options: options.options }
    : isConfigured && !isLeft(config)
      ? retypedConfig(config.right, live, compared.keepsOptions)
      : undefined
  const isRenamed = live !== undefined && kinds.has('renamed')
  const of = field(prop, 'of')
  const names =
    prop.type === 'formula'
      ? referencesIn(`${field(of, 'expression') ?? ''}`).names
      : prop.type === 'rollup'
        ? [`${field(field(of, 'config'), 'relation') ?? ''}`]
        : []
  const idOf = idByName(compared)
  const [expression, relation] = [field(of, 'expression'), names[0] ?? '']
  // New properties have no ids yet: they are found by their names.
  const sources =
    prop.type === 'formula'
      ? { expression: referencesById(`${expression ?? ''}`, compared.data_source_id, compared.live, idOf) }
      : prop.type === 'rollup'
        ? { relation: idOf(relation) ?? { name: relation } }
        : {}
  return {
    changes,
    ...(live ? { live } : {}),
    ...(live && !isRenamed ? {} : { name }),
    needs: sent ? names : [],
    update: {
      ...(isRenamed && { name }),
      ...(sent && { [prop.type]: sent }),
      ...(!live && description !== undefined && { description }),
    },
    expected: {
      ...((!live || isRenamed) && { name }),
      ...(isNew && { type: prop.type }),
      ...(sent && {
        config: options ? { options: options.names } : { ...expectedConfig(declared, sent), ...(!isNew && sources) },
      }),
    },
  }
}
