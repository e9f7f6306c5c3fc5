/** Plans what to read to complete pages, before anything is read. */
import { isRecord } from '../../core/internal/json.js'
import { field, tryTo } from '../../core/internal/orUndefined.js'
import type { PageOrDataSource } from '../../ops/data_sources/pageOrDataSource.js'
import type { Page } from '../../ops/pages/page.js'
import { findProperty } from '../../props/findProperty.js'
import { isIncomplete } from '../../props/incompleteProps.js'
import type { PropertyConfig } from '../../props/propertyConfig.js'
import type { PropertyValue } from '../../props/propertyValue.js'
import type { PropertyValueOf } from '../../props/propertyValueOf.js'
import type { RollupConfig } from '../../props/rollup.js'
import { type Cost, costOf } from '../shared/cost.js'
import type { IncompleteReason, IncompleteValue } from './completion.js'
import type { CompletionSchema, CompletionScope } from './completionOptions.js'
import { configById, formulaSources } from './formulaSources.js'

/** A property of a page. */
export interface PlannedProperty {
  readonly page_id: string
  /** Its key in the `properties` of the page. */
  readonly name: string
  /** Its id, URL-encoded as Notion returns it. */
  readonly property_id: string
  /** Its type, such as `relation`. */
  readonly type: string
}

/** A rollup that needs no request: it counts the pages of a relation that is read anyway. */
export interface PlannedCount extends PlannedProperty {
  /** The name of the relation. */
  readonly of: string
}

/** What to read to complete pages. It is plain data. */
export interface CompletionPlan {
  /** The properties to read, with one request per 100 elements. */
  readonly reads: ReadonlyArray<PlannedProperty>
  /** The rollups that are computed here. */
  readonly counts: ReadonlyArray<PlannedCount>
  /** The properties that no read can complete. A formula is still complete if nothing turns out to be truncated. */
  readonly incomplete: ReadonlyArray<IncompleteValue & { readonly page_id: string }>
  /** The cost if no list has more than 100 elements: Notion does not report the number beforehand. */
  readonly at_least: Cost
}

/**
 * The plan of one row.
 *
 * @internal
 */
export type PagePlan = Omit<CompletionPlan, 'at_least'> & {
  /** The names of the requested properties. */
  readonly wanted: ReadonlyArray<string>
  /** The names of the rollups and formulas that are complete according to the schema. */
  readonly whole: ReadonlyArray<string>
}

/** The functions whose results Notion does not return in property items. */
const NOT_RETRIEVABLE: ReadonlyArray<string> = [
  'show_unique',
  'unique',
  'median',
  'count_per_group',
  'percent_per_group',
]

/** The configuration of a rollup, if the schema has it. */
const configOf = (schema: CompletionSchema | undefined, property_id: string): RollupConfig | undefined => {
  const found = configById(schema, property_id)
  return found?.type === 'rollup' ? found.rollup : undefined
}

type Step =
  | { readonly step: 'none' | 'read' | 'whole' }
  | { readonly step: 'count'; readonly of: string }
  | IncompleteReason

const NONE: Step = { step: 'none' }
const READ: Step = { step: 'read' }
const WHOLE: Step = { step: 'whole' }

/** How to complete a rollup that is, or may be, incomplete. */
const rollupStep = (
  { id, rollup }: PropertyValueOf<'rollup'>,
  { properties }: Pick<Page, 'properties'>,
  schema: CompletionSchema | undefined,
  wanted: ReadonlyArray<string>,
): Step => {
  const config = configOf(schema, id)
  const of = config && findProperty(properties, config.relation_property_id)
  const relation = of === undefined ? undefined : properties[of]
  if (of !== undefined && relation?.type === 'relation') {
    if (!isIncomplete(relation, properties) && rollup.type !== 'incomplete') return WHOLE
    if (rollup.function === 'count' && wanted.includes(of)) return { step: 'count', of }
  }
  return NOT_RETRIEVABLE.includes(rollup.function) ? { reason: 'function' } : READ
}

/** The types that Notion truncates or computes from lists, and those that the library does not know. */
const MAY_BE_CUT = /^(title|rich_text|people|relation|rollup|unknown:.*)$/s

/** Whether everything that a formula depends on is complete, as far as the schema and the page tell. */
const isFormulaWhole = (
  id: string,
  { properties }: Pick<Page, 'properties'>,
  schema: CompletionSchema | undefined,
): boolean => {
  const isWhole = (config: PropertyConfig): boolean => {
    // Its own sources are among those of the formula that refers to it.
    if (!MAY_BE_CUT.test(config.type)) return true
    const name = findProperty(properties, config.id)
    const value = name === undefined ? undefined : properties[name]
    if (!value) return false
    if (config.type !== 'rollup' || value.type !== 'rollup') return !isIncomplete(value, properties)
    const of = findProperty(properties, config.rollup.relation_property_id)
    const relation = of === undefined ? undefined : properties[of]
    return relation !== undefined && value.rollup.type !== 'incomplete' && !isIncomplete(relation, properties)
  }
  return formulaSources(schema, id)?.every(isWhole) ?? false
}

const stepOf = (
  value: PropertyValue,
  page: Pick<Page, 'properties'>,
  schema: CompletionSchema | undefined,
  wanted: ReadonlyArray<string>,
): Step => {
  if (value.type === 'rollup' && value.rollup.type === 'unsupported') return { reason: 'unsupported' }
  if (value.type === 'formula' && value.formula.type === 'unsupported') return { reason: 'unsupported' }
  if (!isIncomplete(value, page.properties)) return NONE
  if (value.type === 'formula') return isFormulaWhole(value.id, page, schema) ? WHOLE : { reason: 'formula' }
  return value.type === 'rollup' ? rollupStep(value, page, schema, wanted) : READ
}

/**
 * Whether a row is a page with properties.
 *
 * @internal
 */
export const isPage = (row: unknown): row is Page =>
  isRecord(row) && field(row, 'object') === 'page' && isRecord(field(row, 'properties'))

/**
 * Plans the completion of one row.
 *
 * @internal
 */
export const planRow = (row: unknown, { properties: given, data_source }: CompletionScope): PagePlan => {
  const reads: Array<PlannedProperty> = []
  const counts: Array<PlannedCount> = []
  const incomplete: Array<IncompleteValue & { readonly page_id: string }> = []
  if (!isPage(row)) {
    const none = { page_id: `${field(row, 'id')}`, name: '', property_id: '', type: `${field(row, 'object')}` }
    return { reads, counts, incomplete: [{ ...none, reason: 'no_properties' }], wanted: [], whole: [] }
  }
  const page_id = row.id
  const whole: Array<string> = []
  const names = given?.map((name) => findProperty(row.properties, name) ?? { absent: name })
  for (const name of names ?? []) {
    if (typeof name === 'string') continue
    incomplete.push({ page_id, name: name.absent, property_id: name.absent, type: 'unknown', reason: 'absent' })
  }
  const wanted = [...new Set(names?.filter((name) => typeof name === 'string') ?? Object.keys(row.properties))]
  for (const name of wanted) {
    const value = row.properties[name]
    if (!isRecord(value)) {
      incomplete.push({ page_id, name, property_id: name, type: 'unknown', reason: 'unreadable' })
      continue
    }
    const property = { page_id, name, property_id: `${value.id ?? name}`, type: `${value.type}` }
    // Reading the property again may return a damaged value intact.
    const step = tryTo(() => stepOf(value, row, data_source, wanted), READ)
    if ('reason' in step) incomplete.push({ ...property, ...step })
    else if (step.step === 'count') counts.push({ ...property, of: step.of })
    else if (step.step === 'read') reads.push(property)
    else if (step.step === 'whole') whole.push(name)
  }
  return { reads, counts, incomplete, wanted, whole }
}

const isIterable = (given: unknown): given is Iterable<unknown> =>
  tryTo(() => typeof Reflect.get(Object(given), Symbol.iterator) === 'function', false)

/**
 * Plans the completion of pages: what to read, what cannot be completed, and the minimum cost. It sends nothing.
 *
 * @param rows A page, or the rows of a query.
 * @param scope The properties to complete, as for `completePage`.
 * @example
 * import type { Page } from 'notion-fp'
 * import { planCompletion } from 'notion-fp/completion'
 *
 * const secondsFor = (page: Page) => planCompletion(page).at_least.seconds.at_180_per_minute
 */
export const planCompletion = (
  rows: Page | Iterable<PageOrDataSource>,
  scope: CompletionScope = {},
): CompletionPlan => {
  const plans = Array.from(isIterable(rows) ? rows : [rows], (row) => planRow(row, scope))
  const reads = plans.flatMap((plan) => plan.reads)
  return {
    reads,
    counts: plans.flatMap((plan) => plan.counts),
    incomplete: plans.flatMap((plan) => plan.incomplete),
    at_least: costOf(reads.length),
  }
}
