/** Plans the changes that make a data source what its declaration says. */
import { isLeft } from 'fp-ts/Either'
import { omitUndefined } from '../../../core/call/error.js'
import { decoded } from '../../../core/call/url.js'
import { field } from '../../../core/internal/orUndefined.js'
import { unsafeCast } from '../../../core/internal/unsafeCast.js'
import type { Filter } from '../../../props/filter.js'
import { costOf } from '../../shared/cost.js'
import type { BindableDataSource } from '../bindDataSource.js'
import type { Declared } from '../declared.js'
import { declaredOptions } from '../optionNames.js'
import type { AnyDefinition } from '../rowTypes.js'
import { configOf } from '../schemaOf.js'
import {
  type Comparison,
  compareSchema,
  type Difference,
  idByName,
  type Pair,
  twoWayOf,
  undeclared,
} from './compareSchema.js'
import type { SchemaScope } from './drift.js'
import { referencesIn } from './formulaText.js'
import {
  expressionById,
  type LiveProperty,
  optionsOf,
  referencesById,
  textIn,
  textOf,
  undashed,
} from './liveProperty.js'
import { type Entry, entriesInSteps } from './planSteps.js'
import type { SchemaChange, SchemaPlan } from './schemaPlan.js'
import { hashOfPlan, schemaState } from './schemaState.js'

/** Options of {@link planSchema}. */
export interface PlanSchemaOptions extends SchemaScope {
  /**
   * New names of properties by their present ones: `{ Stage: 'Phase' }`. A property that is declared with its id needs no entry: it gets
   * the declared name. Without either, a property with another name is a new one. Default none.
   */
  readonly renames?: { readonly [name: string]: string } | undefined
  /** The names of properties, declared or present, that stay as they are. Default none. */
  readonly skip?: ReadonlyArray<string> | undefined
}

/** The maximum number of options in a request, and of characters in the name of one. */
const MAX_OPTIONS = 100
const MAX_OPTION_NAME = 100

const shown = (text: string): string => JSON.stringify(text)

/** What Notion's API cannot create or change. */
const NOT_BY_API: ReadonlySet<string> = new Set(['button', 'verification', 'place', 'location', 'last_visited_time'])

/** The types with a condition on whether a value is there. */
const CAN_BE_EMPTY: ReadonlySet<string> = new Set(
  (
    'title rich_text url email phone_number number select multi_select status date people files relation unique_id created_time ' +
    'last_edited_time created_by last_edited_by'
  ).split(' '),
)

/** The types whose values are the same text. */
const TEXTS: ReadonlySet<string> = new Set(['url', 'email', 'phone_number'])

/** Whether Notion keeps all values when the type changes. */
const keepsValues = (from: string, to: string): boolean =>
  (from === 'select' && to === 'multi_select') || (TEXTS.has(from) && TEXTS.has(to))

/** What names a property in a request, so that no other one can be meant; `undefined` if there is nothing. */
const referenceTo = (property: LiveProperty, all: ReadonlyArray<LiveProperty>): string | undefined => {
  const isAlso = (text: string, other: LiveProperty): boolean =>
    other !== property && (other.name === text || other.id === text || other.encoded === text)
  return [property.encoded, property.name].find((text) => text !== '' && !all.some((other) => isAlso(text, other)))
}

/** The rows that have a value; `undefined` if it cannot be asked for. */
const filterOfValues = (property: LiveProperty, all: ReadonlyArray<LiveProperty>): Filter | undefined => {
  const { type } = property
  const condition = type === 'checkbox' ? { equals: true } : CAN_BE_EMPTY.has(type) ? { is_not_empty: true } : undefined
  const reference = referenceTo(property, all)
  // The condition belongs to the type.
  return condition && reference ? unsafeCast<Filter>({ property: reference, [type]: condition }) : undefined
}

const filterOfOption = (property: LiveProperty, name: string, all: ReadonlyArray<LiveProperty>): Filter | undefined => {
  const reference = referenceTo(property, all)
  const condition = property.type === 'multi_select' ? { contains: name } : { equals: name }
  // The condition belongs to the type.
  return reference ? unsafeCast<Filter>({ property: reference, [property.type]: condition }) : undefined
}

/** A comparison, and what the options of a plan make of it. */
interface Compared extends Comparison {
  /** The properties that stay, as they are or as they are declared. */
  readonly staying: ReadonlyArray<Partial<Pair>>
  /** Whether options that are not declared stay. */
  readonly keepsOptions: boolean
}

/** The result of a change. */
type Verdict = Pick<SchemaChange, 'class' | 'loses' | 'reason' | 'filter'>

const SAFE: Verdict = { class: 'safe' }
const blocked = (reason: string): Verdict => ({ class: 'blocked', reason })
const safeUnless = (reason: string | undefined): Verdict => (reason === undefined ? SAFE : blocked(reason))
const lossy = (loses: string, filter: Filter | undefined): Verdict => ({
  class: 'lossy',
  loses,
  ...(filter && { filter }),
})

/** Why options cannot be those of a property, if they cannot. */
const optionsReason = (names: ReadonlyArray<string>): string | undefined => {
  const odd = names.find((name) => name === '' || name.includes(',') || name.length > MAX_OPTION_NAME)
  if (odd !== undefined) {
    return `the name of an option has 1 to ${MAX_OPTION_NAME} characters and no comma, not ${shown(odd)}`
  }
  return names.length > MAX_OPTIONS
    ? `Notion's API takes at most ${MAX_OPTIONS} options, not ${names.length}: change them in Notion`
    : undefined
}

const isSelf = (target: unknown, { data_source_id }: Comparison): boolean =>
  typeof target === 'string' && undashed(target) === undashed(data_source_id)

/** The type that a property has after all changes, by its name; `undefined` if there is none. */
const typeNamed = (name: string, compared: Compared): string | undefined => {
  const found = compared.staying.find(({ declared, live }) => (declared ?? live)?.name === name)
  return found?.declared?.prop.type ?? (found?.live ?? undeclared(name, compared))?.type
}

/** Why a formula or rollup cannot be set, if it cannot. */
const sourceReason = ({ prop }: Declared, compared: Compared): string | undefined => {
  const of = field(prop, 'of')
  const [expression, relation] = [field(of, 'expression'), field(field(of, 'config'), 'relation')]
  if (prop.type === 'rollup' && typeof relation === 'string' && typeNamed(relation, compared) !== 'relation')
    return `it is computed over ${shown(relation)}, which is no relation of the data source`
  if (prop.type !== 'formula' || typeof expression !== 'string') return undefined
  const { names, ids } = referencesIn(expression)
  for (const name of names) {
    const type = typeNamed(name, compared)
    if (type === undefined) return `it refers to ${shown(name)}, which is neither declared nor there`
    if (type === 'formula') {
      return `Notion's API refuses formulas that refer to formulas, such as ${shown(name)}: set it in Notion`
    }
  }
  const isFormula = (id: string): boolean =>
    compared.live.some((property) => property.type === 'formula' && property.id === decoded(id))
  return ids.some(isFormula) ? `Notion's API refuses formulas that refer to formulas: set it in Notion` : undefined
}

/** Why a property cannot be created or get its type, if it cannot. */
const typeReason = (declared: Declared, compared: Compared): string | undefined => {
  const { prop } = declared
  if (prop.type === 'title') return 'each data source has one title, which can neither be added nor replaced'
  if (NOT_BY_API.has(prop.type)) {
    return `Notion's API cannot add a ${prop.type} to a data source, nor turn a property into one: do it in Notion`
  }
  const config = configOf(prop)
  if (isLeft(config)) return `the declaration lacks something: ${config.left}`
  if (prop.type === 'relation' && isSelf(field(config.right, 'data_source_id'), compared) && twoWayOf(declared)) {
    return "a two-way relation of a data source to itself comes out wrong through Notion's API: make it in Notion"
  }
  const options = declaredOptions(prop)
  return sourceReason(declared, compared) ?? (options && optionsReason(options.map(({ name }) => name)))
}

/** The names of the properties that are computed from one and stay: it cannot go without them. */
const dependentsOf = (property: LiveProperty, compared: Compared) => {
  const { live, data_source_id, staying } = compared
  const token = `{{${encodeURIComponent(property.id)}}}`
  return staying.flatMap(({ declared, live: present }) => {
    const type = declared?.prop.type ?? present?.type
    const of = field(declared?.prop, 'of')
    const [expression, relation] = [field(of, 'expression'), field(field(of, 'config'), 'relation')]
    const formula =
      typeof expression === 'string'
        ? expressionById(expression, data_source_id, live, idByName(compared))
        : expressionById((present && textOf(present, 'expression')) ?? '', data_source_id, live)
    const uses = type === 'formula' && formula.includes(JSON.stringify(token).slice(1, -1))
    const rolls =
      type === 'rollup' &&
      property.id ===
        (typeof relation === 'string'
          ? idByName(compared)(relation)
          : present && decoded(textIn(present, 'relation_property_id')))
    return uses || rolls ? [shown(`${(declared ?? present)?.name}`)] : []
  })
}

/** Why a property cannot go, or get another type, if it cannot. */
const neededReason = (property: LiveProperty, compared: Compared): string | undefined => {
  const dependents = dependentsOf(property, compared).join(', ')
  return dependents ? `it is needed for ${dependents}: change that first` : undefined
}

const removal = (property: LiveProperty, compared: Compared): Verdict => {
  const reason = neededReason(property, compared)
  if (reason !== undefined) return blocked(reason)
  const twoWay = field(property.config, 'dual_property') ? ', and the other side of the relation its link' : ''
  return lossy(`the property with all its values${twoWay}`, filterOfValues(property, compared.live))
}

const retyping = (declared: Declared, live: LiveProperty, compared: Compared): Verdict => {
  const to = declared.prop.type
  if (live.type === 'title') return blocked('the title of a data source cannot become another type')
  const reason = typeReason(declared, compared) ?? (live.type === 'relation' ? neededReason(live, compared) : undefined)
  if (reason !== undefined) return blocked(reason)
  if (keepsValues(live.type, to)) {
    const wanted = compared.keepsOptions ? undefined : declaredOptions(declared.prop)
    const gone = wanted && optionsOf(live).filter(({ name }) => !wanted.some((one) => one.name === name))
    if (!gone?.length) return SAFE
    const names = gone.map(({ name }) => shown(name)).join(', ')
    return lossy(`the options ${names}, also in the rows that have them`, filterOfValues(live, compared.live))
  }
  return lossy(
    `values of the type ${live.type} that Notion cannot convert to ${to}`,
    filterOfValues(live, compared.live),
  )
}

/** Adds a property that is not there. */
const addition = (declared: Declared, compared: Compared): Verdict =>
  declared.id !== undefined && declared.id !== 'title'
    ? blocked('a property that is gone does not come back under its id: remove the id to add a new one')
    : safeUnless(typeReason(declared, compared))

/** Classifies one difference. */
const verdictOn = (difference: Difference, compared: Compared): Verdict => {
  const { drift, pair, live, option, reason } = difference
  if (reason !== undefined) return blocked(reason)
  if (live) return removal(live, compared)
  if (!pair) return blocked('it cannot be changed')
  const { declared, live: present } = pair
  if (!present) return addition(declared, compared)
  const isStatus = present.type === 'status'
  const ofStatus = "Notion's API cannot change the options of a status: change them in Notion"
  switch (drift.kind) {
    case 'renamed':
      return SAFE
    case 'retyped':
      return retyping(declared, present, compared)
    case 'option_missing':
      return isStatus ? blocked(ofStatus) : safeUnless(optionsReason([`${option?.declared?.name}`]))
    case 'option_additional': {
      if (isStatus) return blocked(ofStatus)
      const name = `${option?.live?.name}`
      return lossy(
        `the option ${shown(name)}, also in the rows that have it`,
        filterOfOption(present, name, compared.live),
      )
    }
    case 'option_renamed':
      return blocked(
        isStatus ? ofStatus : "Notion's API ignores a new name of an option: rename it in Notion, where rows keep it",
      )
    case 'option_changed':
      return blocked(
        isStatus
          ? ofStatus
          : "Notion's API cannot change the color and description of an option: change them in Notion",
      )
    case 'relation_changed': {
      const config = configOf(declared.prop)
      if (isLeft(config)) return blocked('the declaration lacks the data source of the relation')
      const isRetargeted = !isSelf(field(config.right, 'data_source_id'), {
        ...compared,
        data_source_id: textIn(present, 'data_source_id'),
      })
      const because = typeReason(declared, compared)
      if (because !== undefined) return blocked(because)
      const values = filterOfValues(present, compared.live)
      if (isRetargeted) return lossy('all links of the relation', values)
      return twoWayOf(declared) ? SAFE : lossy('the property of the other data source, or its links', values)
    }
    case 'formula_changed':
    case 'rollup_changed':
      return safeUnless(sourceReason(declared, compared))
    case 'number_format_changed':
      return SAFE
    case 'prefix_changed':
      return blocked("Notion's API cannot change the prefix of a unique id: change it in Notion")
    case 'description_changed':
      return blocked("Notion's API does not keep descriptions of properties reliably: change it in Notion")
    default:
      return blocked('it cannot be changed')
  }
}

/** The options to send: those that are there, without the removed ones, and the new ones. */
const optionsToSend = (
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

/** What a property has after it was created or changed, as far as it can be known. */
const expectedConfig = (declared: Declared, config: object): { readonly [part: string]: unknown } => {
  const options = field(config, 'options')
  switch (declared.prop.type) {
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

/** The change of one property, of all its differences that are possible. */
const entryOf = (pair: Pair, numbered: ReadonlyArray<readonly [Difference, number]>, compared: Compared): Entry => {
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

/** A change that turned out to be impossible beside others. */
const refused = ({ loses: _, filter: __, ...change }: SchemaChange, reason: string): SchemaChange => ({
  ...change,
  class: 'blocked',
  reason,
})

const isSkipped = ({ pair, live }: Pick<Difference, 'pair' | 'live'>, skip: ReadonlyArray<string>): boolean =>
  [pair?.declared.name, pair?.declared.key, pair?.live?.name, live?.name].some(
    (name) => name !== undefined && skip.includes(name),
  )

/**
 * Plans the changes that make a data source what its declaration says. The plan is plain JSON: print it, review it, keep it, and give it
 * to `applySchema`.
 *
 * - `safe` changes lose nothing: new properties and options, new names, formats, formulas and rollups.
 * - `lossy` ones say what is lost, and which rows lose it: `countAffected` counts them. `applySchema` makes them only if they are named.
 * - `blocked` ones are those that Notion's API cannot make, with the reason. A plan with such a change is not applied: make the change in
 *   Notion, or leave the property out with `skip`.
 *
 * A property is renamed only if it is declared with its id, or if `renames` names it: a new name alone may be another property.
 *
 * @param definition The declaration.
 * @param dataSource The data source, as `getDataSource` returns it.
 * @param options Renames, and what stays as it is.
 * @returns The plan, with the hash of the schema it was made for and of its changes; without changes if there is nothing to do.
 * @example
 * import { type Context, getDataSource } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 * import { number, title } from 'notion-fp/props'
 * import { defineDataSource, planSchema } from 'notion-fp/rows'
 *
 * const Tasks = defineDataSource({ properties: { Name: title, Effort: number } })
 *
 * const planOf = (ctx: Context, data_source_id: string) =>
 *   pipe(
 *     getDataSource(ctx, { data_source_id }),
 *     TE.map((dataSource) => planSchema(Tasks, dataSource, { renames: { Estimate: 'Effort' }, additional_properties: 'keep' })),
 *   )
 */
export const planSchema = (
  definition: AnyDefinition,
  dataSource: BindableDataSource,
  options: PlanSchemaOptions = {},
): SchemaPlan => {
  const { renames = {}, skip = [] } = options
  const found = compareSchema('planSchema', definition, dataSource, options, renames)
  const differences = found.differences.filter((difference) => !isSkipped(difference, skip))
  const others = found.live.filter((live) => !found.pairs.some((pair) => pair.live === live))
  const going = new Set(differences.flatMap(({ drift, live }) => (drift.kind === 'additional' ? [live] : [])))
  const compared: Compared = {
    ...found,
    staying: [
      ...found.pairs.map((pair) => (isSkipped({ pair }, skip) ? { live: pair.live } : pair)),
      ...others.flatMap((live) => (going.has(live) ? [] : [{ live }])),
    ],
    keepsOptions: options.additional_options === 'keep',
  }
  const changes = differences.map((difference): SchemaChange => {
    const { kind, property, key, message } = difference.drift
    return { kind, property, ...(key !== undefined && { key }), message, ...verdictOn(difference, compared) }
  })
  // The options of one property are sent together.
  for (const pair of compared.pairs) {
    const sent = optionsToSend(
      pair,
      differences.filter((difference) => difference.pair?.declared === pair.declared),
    )
    const reason = sent && sent.names.length > MAX_OPTIONS ? optionsReason(sent.names.map(() => 'x')) : undefined
    differences.forEach((difference, index) => {
      const change = changes[index]
      if (!reason || !change || difference.pair?.declared !== pair.declared || !change.kind.startsWith('option_'))
        return
      changes[index] = refused(change, reason)
    })
  }
  const possible = differences
    .map((difference, index) => [difference, index] as const)
    .filter(([, index]) => changes[index]?.class !== 'blocked')
  const entries = [
    ...compared.pairs.flatMap((pair): ReadonlyArray<Entry> => {
      const own = possible.filter(([difference]) => difference.pair?.declared === pair.declared)
      return own.length > 0 ? [entryOf(pair, own, compared)] : []
    }),
    ...possible.flatMap(
      ([{ drift, live }, index]): ReadonlyArray<Entry> =>
        live && drift.kind === 'additional'
          ? [{ changes: [index], live, needs: [], update: null, expected: null }]
          : [],
    ),
  ]
  const { steps, conflicts } = entriesInSteps(entries, compared.live, referenceTo)
  const reasons = new Map(conflicts)
  const plan = {
    data_source_id: compared.data_source_id,
    before: schemaState(dataSource),
    changes: changes.map((change, index) => {
      const reason = reasons.get(index)
      return reason === undefined ? change : refused(change, reason)
    }),
    steps,
  }
  return {
    ...plan,
    hash: hashOfPlan(plan),
    // Reads the schema first.
    cost: costOf(steps.length === 0 ? 0 : steps.length + 1),
  }
}
