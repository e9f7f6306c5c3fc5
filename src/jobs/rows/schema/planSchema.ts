/** Plans the changes that make a data source what its declaration says. */
import { isLeft } from 'fp-ts/Either'
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
import { type Comparison, compareSchema, type Difference, idByName, type Pair, twoWayOf } from './compareSchema.js'
import type { SchemaScope } from './drift.js'
import { referencesIn } from './formulaText.js'
import { expressionById, type LiveProperty, optionsOf, textOf, undashed } from './liveProperty.js'
import { type Entry, entriesInSteps } from './planSteps.js'
import type { SchemaChange, SchemaPlan } from './schemaPlan.js'
import { hashOfState, schemaState } from './schemaState.js'

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

/** What a change comes to. */
type Verdict = Pick<SchemaChange, 'class' | 'loses' | 'reason' | 'filter'>

const SAFE: Verdict = { class: 'safe' }
const blocked = (reason: string): Verdict => ({ class: 'blocked', reason })
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

/** Why a formula cannot be set, if it cannot. */
const formulaReason = (declared: Declared, { pairs, live }: Comparison): string | undefined => {
  const expression = field(field(declared.prop, 'of'), 'expression')
  if (typeof expression !== 'string') return undefined
  const { names, ids } = referencesIn(expression)
  for (const name of names) {
    const other = pairs.find((pair) => pair.declared.name === name)
    const present = other?.live ?? live.find((property) => property.name === name)
    const type = other?.declared.prop.type ?? present?.type
    if (type === undefined) return `it refers to ${shown(name)}, which is neither declared nor there`
    if (type === 'formula') {
      return `Notion's API refuses formulas that refer to formulas, such as ${shown(name)}: set it in Notion`
    }
  }
  const isFormula = (id: string): boolean =>
    live.some((property) => property.type === 'formula' && property.id === decoded(id))
  return ids.some(isFormula) ? `Notion's API refuses formulas that refer to formulas: set it in Notion` : undefined
}

/** Why a property cannot be created or get its type, if it cannot. */
const typeReason = (declared: Declared, compared: Comparison): string | undefined => {
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
  return formulaReason(declared, compared) ?? (options && optionsReason(options.map(({ name }) => name)))
}

/** The properties that are computed from one and stay: it cannot go without them. */
const dependentsOf = (property: LiveProperty, { pairs, live, data_source_id }: Comparison): ReadonlyArray<string> => {
  const token = `{{${encodeURIComponent(property.id)}}}`
  return pairs.flatMap((pair) => {
    const of = field(pair.declared.prop, 'of')
    const [expression, relation] = [field(of, 'expression'), field(field(of, 'config'), 'relation')]
    const present = pair.live
    const wanted =
      typeof expression === 'string'
        ? expression
        : (present?.type === 'formula' && textOf(present, 'expression')) || undefined
    const uses =
      pair.declared.prop.type === 'formula' &&
      wanted !== undefined &&
      expressionById(wanted, data_source_id, live).includes(JSON.stringify(token).slice(1, -1))
    const rolls =
      pair.declared.prop.type === 'rollup' &&
      (typeof relation === 'string'
        ? idByName(pairs, live)(relation) === property.id
        : present !== undefined && decoded(textOf(present, 'relation_property_id') ?? '') === property.id)
    return uses || rolls ? [pair.declared.name] : []
  })
}

const removal = (property: LiveProperty, compared: Comparison): Verdict => {
  const dependents = dependentsOf(property, compared)
  if (dependents.length > 0) {
    return blocked(`${dependents.map(shown).join(', ')} need it: change them first`)
  }
  const twoWay = field(property.config, 'dual_property') ? ', and the other side of the relation its link' : ''
  return lossy(`the property with all its values${twoWay}`, filterOfValues(property, compared.live))
}

const retyping = ({ declared, live }: Pair, compared: Comparison): Verdict => {
  if (!live) return SAFE
  const to = declared.prop.type
  if (live.type === 'title') return blocked('the title of a data source cannot become another type')
  const reason = typeReason(declared, compared)
  if (reason !== undefined) return blocked(reason)
  const dependents = live.type === 'relation' ? dependentsOf(live, compared) : []
  if (dependents.length > 0) return blocked(`${dependents.map(shown).join(', ')} need it: change them first`)
  if (keepsValues(live.type, to)) {
    const wanted = declaredOptions(declared.prop)
    const gone =
      wanted && optionsOf(live).filter(({ name, id }) => !wanted.some((one) => one.name === name || one.id === id))
    if (!gone?.length) return SAFE
    const names = gone.map(({ name }) => shown(name)).join(', ')
    return lossy(`the options ${names}, also in the rows that have them`, filterOfValues(live, compared.live))
  }
  return lossy(
    `values of the type ${live.type} that Notion cannot convert to ${to}`,
    filterOfValues(live, compared.live),
  )
}

/** Classifies one difference. */
const verdictOn = (difference: Difference, compared: Comparison): Verdict => {
  const { drift, pair, live, option, reason } = difference
  if (reason !== undefined) return blocked(reason)
  if (live) return drift.kind === 'additional' ? removal(live, compared) : blocked('it cannot be changed')
  if (!pair) return blocked('it cannot be changed')
  const { declared, live: present } = pair
  const { id } = declared
  const isStatus = present?.type === 'status'
  const ofStatus = "Notion's API cannot change the options of a status: change them in Notion"
  switch (drift.kind) {
    case 'missing': {
      if (id !== undefined && id !== 'title') {
        return blocked('a property that is gone does not come back under its id: remove the id to add a new one')
      }
      const because = typeReason(declared, compared)
      return because === undefined ? SAFE : blocked(because)
    }
    case 'renamed':
      return SAFE
    case 'retyped':
      return retyping(pair, compared)
    case 'option_missing': {
      if (isStatus) return blocked(ofStatus)
      const because = optionsReason([option?.declared?.name ?? ''])
      return because === undefined ? SAFE : blocked(because)
    }
    case 'option_additional': {
      if (isStatus || !present) return blocked(ofStatus)
      const name = option?.live?.name ?? ''
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
      if (isLeft(config) || !present) return blocked('the declaration lacks the data source of the relation')
      const isRetargeted = !isSelf(field(config.right, 'data_source_id'), {
        ...compared,
        data_source_id: textOf(present, 'data_source_id') ?? '',
      })
      const because = typeReason(declared, compared)
      if (because !== undefined) return blocked(because)
      const values = filterOfValues(present, compared.live)
      if (isRetargeted) return lossy('all links of the relation', values)
      return twoWayOf(declared) ? SAFE : lossy('the property of the other data source, or its links', values)
    }
    case 'formula_changed': {
      const because = formulaReason(declared, compared)
      return because === undefined ? SAFE : blocked(because)
    }
    case 'rollup_changed':
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
  { declared, live }: Pair,
  differences: ReadonlyArray<Difference>,
): { readonly names: ReadonlyArray<string>; readonly options: ReadonlyArray<object> } | undefined => {
  const own = differences.filter(({ drift }) => drift.kind === 'option_missing' || drift.kind === 'option_additional')
  if (!live || own.length === 0) return undefined
  const removed = new Set(
    own.flatMap(({ drift, option }) => (drift.kind === 'option_additional' ? [option?.live] : [])),
  )
  const kept = optionsOf(live).filter((option) => !removed.has(option))
  const added = (declaredOptions(declared.prop) ?? []).filter((option) =>
    own.some(({ drift, option: its }) => drift.kind === 'option_missing' && its?.declared?.name === option.name),
  )
  return {
    names: [...kept, ...added].map(({ name }) => name),
    options: [
      ...kept.map(({ id, name }) => (typeof id === 'string' ? { id, name } : { name })),
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
      return { function: field(config, 'function') }
    default:
      return {}
  }
}

/** A configuration whose options keep their colors, which Notion does not change, when a property gets another type. */
const withoutColors = (config: object, live: LiveProperty | undefined): object => {
  const options = field(config, 'options')
  const present = live ? optionsOf(live) : []
  return Array.isArray(options)
    ? {
        ...config,
        options: options.map((option) =>
          present.some(({ name }) => name === field(option, 'name')) ? { name: field(option, 'name') } : option,
        ),
      }
    : config
}

/** The change of one property, of all its differences that are possible. */
const entryOf = (
  pair: Pair,
  numbered: ReadonlyArray<readonly [Difference, number]>,
  compared: Comparison,
): Entry | undefined => {
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
  if (isConfigured && isLeft(config)) return undefined
  const sent = options
    ? { options: options.options }
    : isConfigured && !isLeft(config)
      ? withoutColors(config.right, live)
      : undefined
  const isRenamed = live !== undefined && kinds.has('renamed')
  const of = field(prop, 'of')
  const names =
    prop.type === 'formula'
      ? referencesIn(`${field(of, 'expression') ?? ''}`).names
      : prop.type === 'rollup'
        ? [`${field(field(of, 'config'), 'relation') ?? ''}`]
        : []
  // An expression is known by the ids of its properties, which new ones do not have yet.
  const expression =
    prop.type === 'formula' && live && isConfigured && !kinds.has('retyped')
      ? {
          expression: expressionById(
            `${field(of, 'expression') ?? ''}`,
            compared.data_source_id,
            compared.live,
            idByName(compared.pairs, compared.live),
          ),
        }
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
        config: options ? { options: options.names } : { ...expectedConfig(declared, sent), ...expression },
      }),
    },
  }
}

const isSkipped = ({ pair, live }: Difference, skip: ReadonlyArray<string>): boolean =>
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
 * @returns The plan, with the hash of the schema it was made for; without changes if there is nothing to do.
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
  const compared = compareSchema('planSchema', definition, dataSource, options, renames)
  const differences = compared.differences.filter((difference) => !isSkipped(difference, skip))
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
      const { loses: _, filter: __, ...rest } = change
      changes[index] = { ...rest, class: 'blocked', reason }
    })
  }
  const possible = differences
    .map((difference, index) => [difference, index] as const)
    .filter(([, index]) => changes[index]?.class !== 'blocked')
  const entries = [
    ...compared.pairs.flatMap((pair): ReadonlyArray<Entry> => {
      const own = possible.filter(([difference]) => difference.pair?.declared === pair.declared)
      const entry = own.length > 0 ? entryOf(pair, own, compared) : undefined
      return entry ? [entry] : []
    }),
    ...possible.flatMap(
      ([{ drift, live }, index]): ReadonlyArray<Entry> =>
        live && drift.kind === 'additional'
          ? [{ changes: [index], live, needs: [], update: null, expected: null }]
          : [],
    ),
  ]
  const { steps, conflicts } = entriesInSteps(entries, compared.live, referenceTo)
  for (const [index, reason] of conflicts) {
    const change = changes[index]
    if (!change) continue
    const { loses: _, filter: __, ...rest } = change
    changes[index] = { ...rest, class: 'blocked', reason }
  }
  const before = schemaState(dataSource)
  return {
    data_source_id: compared.data_source_id,
    hash: hashOfState(before),
    before,
    changes,
    steps,
    // Reads the schema first.
    cost: costOf(steps.length === 0 ? 0 : steps.length + 1),
  }
}
