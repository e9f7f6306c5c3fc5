/**
 * Why a change cannot be made: the limits of Notion's API, and other properties that depend on a property.
 *
 * @internal
 */
import { isLeft } from 'fp-ts/Either'
import { decoded } from '../../../core/call/url.js'
import { field } from '../../../core/internal/orUndefined.js'
import type { Declared } from '../declared.js'
import { declaredOptions } from '../optionNames.js'
import { configOf } from '../schemaOf.js'
import { type Comparison, idByName, type Pair, shown, twoWayOf, undeclared } from './compareSchema.js'
import { referencesIn } from './formulaText.js'
import { expressionById, type LiveProperty, textIn, textOf, undashed } from './liveProperty.js'

/** The maximum number of options in a request, and of characters in the name of one. */
export const MAX_OPTIONS = 100
const MAX_OPTION_NAME = 100

/** The types that Notion's API cannot create or change. */
const NOT_BY_API: ReadonlySet<string> = new Set(['button', 'verification', 'place', 'location', 'last_visited_time'])

/** A comparison, with the options of a plan. */
export interface Compared extends Comparison {
  /** The properties that are kept, unchanged or as declared. */
  readonly staying: ReadonlyArray<Partial<Pair>>
  /** Whether options that are not declared are kept. */
  readonly keepsOptions: boolean
}

/** Why a property cannot have these options; `undefined` if it can. */
export const optionsReason = (names: ReadonlyArray<string>): string | undefined => {
  const odd = names.find((name) => name === '' || name.includes(',') || name.length > MAX_OPTION_NAME)
  if (odd !== undefined) {
    return `the name of an option must have 1 to ${MAX_OPTION_NAME} characters and no comma, not ${shown(odd)}`
  }
  return names.length > MAX_OPTIONS
    ? `Notion's API takes at most ${MAX_OPTIONS} options, not ${names.length}: change them in Notion`
    : undefined
}

export const isSelf = (target: unknown, { data_source_id }: Comparison): boolean =>
  typeof target === 'string' && undashed(target) === undashed(data_source_id)

/** The type that a property has after all changes, by its name; `undefined` if there is none. */
const typeNamed = (name: string, compared: Compared): string | undefined => {
  const found = compared.staying.find(({ declared, live }) => (declared ?? live)?.name === name)
  return found?.declared?.prop.type ?? (found?.live ?? undeclared(name, compared))?.type
}

/** Why a formula or rollup cannot be set; `undefined` if it can. */
export const sourceReason = ({ prop }: Declared, compared: Compared): string | undefined => {
  const of = field(prop, 'of')
  const [expression, relation] = [field(of, 'expression'), field(field(of, 'config'), 'relation')]
  if (prop.type === 'rollup' && typeof relation === 'string' && typeNamed(relation, compared) !== 'relation')
    return `it is computed over ${shown(relation)}, which is not a relation of the data source`
  if (prop.type !== 'formula' || typeof expression !== 'string') return undefined
  const { names, ids } = referencesIn(expression)
  for (const name of names) {
    const type = typeNamed(name, compared)
    if (type === undefined) return `it refers to ${shown(name)}, which is neither declared nor in the data source`
    if (type === 'formula') {
      return `Notion's API refuses formulas that refer to formulas, such as ${shown(name)}: set it in Notion`
    }
  }
  const isFormula = (id: string): boolean =>
    compared.live.some((property) => property.type === 'formula' && property.id === decoded(id))
  return ids.some(isFormula) ? `Notion's API refuses formulas that refer to formulas: set it in Notion` : undefined
}

/** Why a property cannot be created or get its type; `undefined` if it can. */
export const typeReason = (declared: Declared, compared: Compared): string | undefined => {
  const { prop } = declared
  if (prop.type === 'title') return 'each data source has one title, which can neither be added nor replaced'
  if (NOT_BY_API.has(prop.type)) {
    return `Notion's API cannot add a ${prop.type} to a data source, nor turn a property into one: do it in Notion`
  }
  const config = configOf(prop)
  if (isLeft(config)) return `the declaration lacks ${config.left}`
  if (prop.type === 'relation' && isSelf(field(config.right, 'data_source_id'), compared) && twoWayOf(declared)) {
    return "Notion's API does not create a two-way relation of a data source to itself correctly: create it in Notion"
  }
  const options = declaredOptions(prop)
  return sourceReason(declared, compared) ?? (options && optionsReason(options.map(({ name }) => name)))
}

/** The names of the kept properties that are computed from a property: it cannot be removed before them. */
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

/** Why a property cannot be removed or get another type; `undefined` if it can. */
export const neededReason = (property: LiveProperty, compared: Compared): string | undefined => {
  const dependents = dependentsOf(property, compared).join(', ')
  return dependents ? `it is needed for ${dependents}: change that first` : undefined
}
