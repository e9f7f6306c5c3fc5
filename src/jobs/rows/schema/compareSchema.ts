/**
 * Compares a declaration with a data source, for both the check and the plan.
 *
 * @internal
 */
import { isLeft } from 'fp-ts/Either'
import { decoded } from '../../../core/call/url.js'
import { isRecord } from '../../../core/internal/json.js'
import { field, tryTo } from '../../../core/internal/orUndefined.js'
import { unsafeCast } from '../../../core/internal/unsafeCast.js'
import type { OptionDeclaration } from '../../../props/declaration.js'
import type { OptionConfig } from '../../../props/option.js'
import type { BindableDataSource } from '../bindDataSource.js'
import { checkDefinition, type Declared, declaredProperties } from '../declared.js'
import { declaredOptions } from '../optionNames.js'
import type { AnyDefinition } from '../rowTypes.js'
import type { Drift, DriftKind, SchemaScope } from './drift.js'
import {
  expressionById,
  type LiveProperty,
  liveProperties,
  optionsOf,
  textIn,
  textOf,
  type Unconfigured,
  undashed,
} from './liveProperty.js'
import { isDeclarable } from './pullSchema.js'

/** A declared property and its counterpart in the data source. */
export interface Pair {
  readonly declared: Declared
  readonly live: LiveProperty | undefined
}

/** A difference, with its property or option. */
export interface Difference {
  readonly drift: Drift
  readonly pair?: Pair
  /** A property that is not declared. */
  readonly live?: LiveProperty
  readonly option?: { readonly declared?: OptionDeclaration; readonly live?: OptionConfig }
  /** Why a change of it is impossible; absent if it is possible. */
  readonly reason?: string
}

/** A comparison. */
export interface Comparison {
  readonly data_source_id: string
  readonly live: ReadonlyArray<LiveProperty>
  readonly pairs: ReadonlyArray<Pair>
  readonly differences: ReadonlyArray<Difference>
}

/** New names by the current ones. */
export type Renames = { readonly [name: string]: string }

/** A name in messages. */
export const shown = (text: string): string => JSON.stringify(text)

/** A difference, without the fields that are `undefined`. */
const difference = (
  kind: DriftKind,
  { declared, live }: Partial<Pair>,
  texts: readonly [declared: string | undefined, live: string | undefined],
  message: string,
  more: Omit<Difference, 'drift'> = {},
): Difference => {
  const property = live?.name ?? declared?.name ?? ''
  const [wanted, present] = texts
  return {
    drift: {
      kind,
      property,
      ...(declared && { key: declared.key }),
      ...(wanted !== undefined && { declared: wanted }),
      ...(present !== undefined && { live: present }),
      message: `${property === '' && !live ? 'the declaration' : shown(property)}: ${message}`,
    },
    ...(declared ? { pair: { declared, live } } : live && { live }),
    ...more,
  }
}

/** Finds the property of each declared one: by id, by the given renames, by name; and the impossible renames. */
const matched = (
  declared: ReadonlyArray<Declared>,
  live: ReadonlyArray<LiveProperty>,
  renames: Renames,
): { readonly pairs: ReadonlyArray<Pair>; readonly problems: ReadonlyArray<Difference> } => {
  const found = new Map<Declared, LiveProperty>()
  const taken = new Set<LiveProperty>()
  const problems: Array<Difference> = []
  const take = (one: Declared, property: LiveProperty | undefined): void => {
    if (!property || taken.has(property) || found.has(one)) return
    found.set(one, property)
    taken.add(property)
  }
  /** Whether a property gives up its name, since it is declared with its id and another name. */
  const leaves = (property: LiveProperty): boolean =>
    [...found].some(([one, other]) => other === property && one.name !== property.name)
  for (const one of declared) {
    const { id } = one
    if (id !== undefined)
      take(
        one,
        live.find((property) => property.id === decoded(id)),
      )
  }
  for (const [from, to] of tryTo(() => Object.entries(renames), [])) {
    const property = live.find(({ name }) => name === from)
    const one = declared.find(({ name }) => name === to) ?? declared.find(({ key }) => key === to)
    const existing = live.find(({ name }) => name === one?.name)
    const problem = (reason: string): void => {
      const message = `cannot become ${shown(`${to}`)}: ${reason}`
      problems.push(difference('renamed', property ? { live: property } : {}, [`${to}`, from], message, { reason }))
    }
    if (!one) problem('no declared property has this name')
    else if (!property) {
      if (!existing && !found.has(one)) problem(`the data source has no property ${shown(from)}`)
    } else if (found.get(one) === property) continue
    else if (found.has(one)) problem('it is declared with the id of another property')
    else if (taken.has(property)) problem(`${shown(from)} is declared itself, with its id`)
    else if (existing && existing !== property && !Object.hasOwn(renames, existing.name) && !leaves(existing))
      problem('the data source has a property of this name')
    else take(one, property)
  }
  for (const one of declared) {
    if (one.id === undefined)
      take(
        one,
        live.find(({ name }) => name === one.name),
      )
  }
  return { pairs: declared.map((one) => ({ declared: one, live: found.get(one) })), problems }
}

const compareOptions = (
  pair: Pair,
  live: LiveProperty,
  { additional_options }: SchemaScope,
): ReadonlyArray<Difference> => {
  const wanted = declaredOptions(pair.declared.prop)
  if (wanted === undefined) return []
  const present = optionsOf(live)
  const taken = new Set<OptionConfig>()
  const found = new Map<OptionDeclaration, OptionConfig>()
  const take = (option: OptionDeclaration, one: OptionConfig | undefined): void => {
    if (!one || taken.has(one) || found.has(option)) return
    found.set(option, one)
    taken.add(one)
  }
  for (const option of wanted)
    if (option.id !== undefined)
      take(
        option,
        present.find(({ id }) => id === option.id),
      )
  for (const option of wanted)
    take(
      option,
      present.find(({ name }) => name === option.name),
    )
  const differences: Array<Difference> = []
  for (const option of wanted) {
    const one = found.get(option)
    if (!one) {
      const message = `it does not have the option ${shown(option.name)}`
      differences.push(
        difference('option_missing', pair, [option.name, undefined], message, { option: { declared: option } }),
      )
      continue
    }
    const both = { option: { declared: option, live: one } }
    if (one.name !== option.name) {
      const message = `its option ${shown(option.name)} has the name ${shown(one.name)}`
      differences.push(difference('option_renamed', pair, [option.name, one.name], message, both))
    }
    if (option.color !== undefined && option.color !== one.color) {
      const message = `its option ${shown(one.name)} is ${one.color}, and declared as ${option.color}`
      differences.push(difference('option_changed', pair, [option.color, `${one.color}`], message, both))
    }
    if (option.description !== undefined && (option.description ?? '') !== (one.description ?? '')) {
      const message = `its option ${shown(one.name)} has another description than declared`
      differences.push(
        difference('option_changed', pair, [option.description ?? '', one.description ?? ''], message, both),
      )
    }
  }
  if (additional_options === 'keep') return differences
  const rest = present.filter((one) => !taken.has(one))
  return [
    ...differences,
    ...rest.map((one) => {
      const message = `it has the option ${shown(one.name)}, which is not declared`
      return difference('option_additional', pair, [undefined, one.name], message, { option: { live: one } })
    }),
  ]
}

/** The target of a declared relation; `undefined` if it has none. */
export const targetOf = (declared: Declared): string | undefined => {
  const to = field(field(declared.prop, 'of'), 'to')
  // A value that is not a function throws; so may a function that uses a declaration before it is initialized.
  const target = tryTo(() => unsafeCast<() => unknown>(to)())
  const id = typeof target === 'string' ? target : field(target, 'data_source_id')
  return typeof id === 'string' ? id : undefined
}

/** Whether a declared relation has a property in the other data source, and its name. */
export const twoWayOf = (declared: Declared): boolean | string => {
  const two_way = field(field(declared.prop, 'of'), 'two_way')
  return typeof two_way === 'string' && two_way !== '' ? two_way : two_way === true
}

const compareRelation = (pair: Pair, live: LiveProperty): ReadonlyArray<Difference> => {
  const { declared } = pair
  if (!isRecord(field(declared.prop, 'of'))) return []
  const target = targetOf(declared)
  const present = textOf(live, 'data_source_id')
  if (target !== undefined && present !== undefined && undashed(target) !== undashed(present)) {
    const message = `it relates to the data source ${present}, and is declared to relate to ${target}`
    return [difference('relation_changed', pair, [target, present], message)]
  }
  const [two_way, dual] = [twoWayOf(declared), field(live.config, 'dual_property')]
  if (Boolean(two_way) !== isRecord(dual)) {
    const [now, wanted] = two_way ? ['one-way', 'two-way'] : ['two-way', 'one-way']
    return [difference('relation_changed', pair, [wanted, now], `it is ${now}, and declared as ${wanted}`)]
  }
  const synced = field(dual, 'synced_property_name')
  if (typeof two_way !== 'string' || typeof synced !== 'string' || synced === two_way) return []
  const message = `its other side has the name ${shown(synced)}, and is declared as ${shown(two_way)}`
  const reason = 'it is a property of the other data source: rename it there'
  return [difference('relation_changed', pair, [two_way, synced], message, { reason })]
}

/** The undeclared property with a name. Declared properties are referred to only by their declared names. */
export const undeclared = (name: string, { live, pairs }: Pick<Comparison, 'live' | 'pairs'>) =>
  live.find((property) => property.name === name && !pairs.some((pair) => pair.live === property))

/** The id of the property that a name in a declaration refers to. */
export const idByName =
  (compared: Pick<Comparison, 'live' | 'pairs'>) =>
  (name: string): string | undefined => {
    const pair = compared.pairs.find(({ declared }) => declared.name === name)
    return (pair ? pair.live : undeclared(name, compared))?.id
  }

const compareComputed = (
  pair: Pair,
  live: LiveProperty,
  compared: Omit<Comparison, 'differences'>,
): ReadonlyArray<Difference> => {
  const of = field(pair.declared.prop, 'of')
  const { data_source_id, live: all } = compared
  const idOf = idByName(compared)
  if (live.type === 'formula') {
    const [wanted, present] = [field(of, 'expression'), textIn(live, 'expression')]
    if (typeof wanted !== 'string') return []
    return expressionById(wanted, data_source_id, all, idOf) === expressionById(present, data_source_id, all)
      ? []
      : [difference('formula_changed', pair, [wanted, present], 'it has another expression than declared')]
  }
  const config = field(of, 'config')
  if (!isRecord(config)) return []
  const [relation, property, name] = [`${config.relation}`, `${config.property}`, `${config.function}`]
  const sameRelation = idOf(relation) === decoded(textIn(live, 'relation_property_id'))
  const present = ['function', 'rollup_property_name', 'relation_property_name'].map((part) => textIn(live, part))
  if (sameRelation && present[0] === name && present[1] === property) return []
  const texts = [[name, property, relation], present].map(([by, what, over]) => `${by} of ${what} over ${over}`)
  return [difference('rollup_changed', pair, [texts[0], texts[1]], `it is ${texts[1]}, and declared as ${texts[0]}`)]
}

const compareText = (
  pair: Pair,
  live: LiveProperty,
  kind: DriftKind,
  name: string,
  word: string,
  otherwise: string,
): ReadonlyArray<Difference> => {
  const wanted = field(pair.declared.prop, 'of')
  const present = textOf(live, name) ?? otherwise
  return typeof wanted !== 'string' || wanted === present
    ? []
    : [difference(kind, pair, [wanted, present], `its ${word} is ${shown(present)}, and declared as ${shown(wanted)}`)]
}

const compareConfig = (
  pair: Pair,
  live: LiveProperty,
  compared: Omit<Comparison, 'differences'>,
  scope: SchemaScope,
): ReadonlyArray<Difference> => {
  const { type: known } = live
  switch (known) {
    case 'select':
    case 'multi_select':
    case 'status':
      return compareOptions(pair, live, scope)
    case 'relation':
      return compareRelation(pair, live)
    case 'formula':
    case 'rollup':
      return compareComputed(pair, live, compared)
    case 'number':
      return compareText(pair, live, 'number_format_changed', 'format', 'format', 'number')
    case 'unique_id':
      return compareText(pair, live, 'prefix_changed', 'prefix', 'prefix', '')
    default:
      known satisfies Unconfigured
      return []
  }
}

const comparePair = (
  pair: Pair,
  compared: Omit<Comparison, 'differences'>,
  scope: SchemaScope,
): ReadonlyArray<Difference> => {
  const { declared, live } = pair
  if (!live) {
    const { id, name, prop } = declared
    const isNamed = id === undefined || id === 'title'
    const message = `the data source has no property with this ${isNamed ? 'name' : `id, ${id}`}`
    return [
      difference('missing', { declared }, [isNamed ? prop.type : `${prop.type} ${shown(name)}`, undefined], message),
    ]
  }
  const { type } = declared.prop
  const { name, description } = declared
  return [
    ...(live.name === name ? [] : [difference('renamed', pair, [name, live.name], `it is declared as ${shown(name)}`)]),
    ...(description === undefined || description === (live.description ?? '')
      ? []
      : [
          difference(
            'description_changed',
            pair,
            [description, live.description ?? ''],
            'it has another description than declared',
          ),
        ]),
    ...(live.type === type
      ? compareConfig(pair, live, compared, scope)
      : [difference('retyped', pair, [type, live.type], `its type is ${live.type}, and declared as ${type}`)]),
  ]
}

/** Compares a declaration with a data source. */
export const compareSchema = (
  op: string,
  definition: AnyDefinition,
  dataSource: BindableDataSource,
  scope: SchemaScope,
  renames: Renames = {},
): Comparison => {
  const checked = checkDefinition(op, definition)
  const live = liveProperties(dataSource)
  const data_source_id = `${field(dataSource, 'id') ?? ''}`
  if (isLeft(checked)) {
    const invalid = difference('invalid', {}, [undefined, undefined], checked.left.message)
    return { data_source_id, live, pairs: [], differences: [{ ...invalid, reason: checked.left.message }] }
  }
  const { pairs, problems } = matched(declaredProperties(definition), live, renames)
  const compared = { data_source_id, live, pairs }
  const isDeclared = new Set(pairs.map((pair) => pair.live))
  const additional = live.filter(
    (property) =>
      scope.additional_properties !== 'keep' &&
      !isDeclared.has(property) &&
      // Each data source has a title; and properties that cannot be declared are not missing from a declaration.
      property.type !== 'title' &&
      isDeclarable(property.type),
  )
  return {
    ...compared,
    differences: [
      ...problems,
      ...pairs.flatMap((pair) => comparePair(pair, compared, scope)),
      ...additional.map((property) =>
        difference(
          'additional',
          { live: property },
          [undefined, property.type],
          `the ${property.type} is not declared`,
        ),
      ),
    ],
  }
}
