/** The results of rollups: the values of the related pages, and the functions that summarize them. */
import type { Property } from '../../../state/types.js'
import { asArray, asString, isArray, isObject, type Json, type JsonObject } from '../../../values/json.js'
import { largest, median, smallest, sum } from '../../../values/numbers.js'
import { instantOf } from '../../../values/time.js'
import { sourceOf } from '../../find.js'
import { further, type PropertyKind, type ValueContext } from '../../kind.js'
import { relatedIds } from '../relation/related.js'

/** An element of a rollup: a property value of a related page, and the part of it that is computed with. */
export interface Rolled {
  readonly element: JsonObject
  readonly content: Json
  readonly kind: PropertyKind
}

/** The relation that a rollup follows. */
const relationOf = ({ source, property }: ValueContext): Property | undefined =>
  source?.properties.get(asString(property.config.relation_property_id))

/**
 * Whether the value of a rollup can be computed: of one that was loaded, the related pages, their properties or some of
 * the references may be unknown.
 */
export const isComputable = (context: ValueContext): boolean => {
  const { workspace, page, property } = context
  const relation = relationOf(context)
  const stored = asArray(page.values.get(relation?.id ?? ''))
  if (stored.length === 0 || stored.includes(null)) return false
  return relatedIds(workspace, stored).every((id) => {
    const relatedPage = workspace.nodes.get(id)
    const target = relatedPage?.kind === 'page' ? sourceOf(workspace, relatedPage) : undefined
    return target?.properties.has(asString(property.config.rollup_property_id)) === true
  })
}

/** The values of one property of every related page. */
export const relatedValues = (context: ValueContext): ReadonlyArray<JsonObject> => {
  const { workspace, page, property, reach, read } = context
  const relation = relationOf(context)
  if (relation === undefined) return []
  const related = relatedIds(workspace, page.values.get(relation.id) ?? [])
  return related.slice(0, reach.references).flatMap((id) => {
    const relatedPage = workspace.nodes.get(id)
    if (relatedPage?.kind !== 'page') return []
    const target = sourceOf(workspace, relatedPage)?.properties.get(asString(property.config.rollup_property_id))
    return target === undefined ? [] : [read(workspace, relatedPage, target, further(reach))]
  })
}

/** A value as an element of a rollup. */
export const rolledOf = (value: JsonObject, { kindOf }: ValueContext): Rolled => {
  const type = asString(value.type)
  const elementKind = kindOf(type)
  const inner = value[type] ?? null
  return {
    element: { type: value.type ?? '', [type]: inner },
    content: elementKind.rolledContent?.(inner) ?? inner,
    kind: elementKind,
  }
}

const isEmpty = ({ content }: Rolled): boolean =>
  content === null || content === '' || content === false || (isArray(content) && content.length === 0)

const numbers = (values: ReadonlyArray<Rolled>): ReadonlyArray<number> =>
  values.flatMap(({ content }) => (typeof content === 'number' ? [content] : []))

/** What makes two elements the same. */
const identityOf = ({ content, kind: elementKind }: Rolled): string =>
  elementKind.text?.(content) ?? JSON.stringify(content)

const unique = (values: ReadonlyArray<Rolled>): ReadonlyArray<Rolled> => [
  ...new Map(values.filter((each) => !isEmpty(each)).map((each) => [identityOf(each), each])).values(),
]

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

const range = (of: ReadonlyArray<number>): number | null => {
  const [low, high] = [smallest(of), largest(of)]
  return low === null || high === null ? null : high - low
}

/** How many values an element has; a text is one value. */
const countOf = (rolled: Rolled): number =>
  isEmpty(rolled) ? 0 : isArray(rolled.content) && rolled.kind.text === undefined ? rolled.content.length : 1

const NUMERIC: Readonly<Record<string, (values: ReadonlyArray<Rolled>) => number | null>> = {
  count: (values) => values.length,
  count_values: (values) => sum(values.map(countOf)),
  empty: (values) => values.filter(isEmpty).length,
  not_empty: (values) => values.filter((each) => !isEmpty(each)).length,
  unique: (values) => unique(values).length,
  percent_empty: (values) => ratio(values.filter(isEmpty).length, values.length),
  percent_not_empty: (values) => ratio(values.filter((each) => !isEmpty(each)).length, values.length),
  checked: (values) => values.filter((each) => each.content === true).length,
  unchecked: (values) => values.filter((each) => each.content !== true).length,
  percent_checked: (values) => ratio(values.filter((each) => each.content === true).length, values.length),
  percent_unchecked: (values) => ratio(values.filter((each) => each.content !== true).length, values.length),
  sum: (values) => (numbers(values).length === 0 ? 0 : sum(numbers(values))),
  average: (values) => ratio(sum(numbers(values)), numbers(values).length),
  median: (values) => median(numbers(values)),
  min: (values) => smallest(numbers(values)),
  max: (values) => largest(numbers(values)),
  range: (values) => range(numbers(values)),
}

const timesIn = (values: ReadonlyArray<Rolled>): ReadonlyArray<string> =>
  values
    .flatMap(({ content }) =>
      isObject(content)
        ? [asString(content.start), asString(content.end ?? content.start)]
        : typeof content === 'string'
          ? [content]
          : [],
    )
    .filter((time) => time !== '')
    .sort((left, right) => instantOf(left) - instantOf(right))

const dateResult = (start: string | undefined, end: string | undefined): Json =>
  start === undefined ? null : { start, end: end ?? null, time_zone: null }

/** The result of a function over the elements. */
export const result = (name: string, values: ReadonlyArray<Rolled>): JsonObject => {
  const numeric = NUMERIC[name]
  if (numeric !== undefined) return { type: 'number', number: numeric(values), function: name }
  const all = timesIn(values)
  if (name === 'earliest_date') return { type: 'date', date: dateResult(all[0], undefined), function: name }
  if (name === 'latest_date') return { type: 'date', date: dateResult(all.at(-1), undefined), function: name }
  if (name === 'date_range') return { type: 'date', date: dateResult(all[0], all.at(-1)), function: name }
  const shown = name === 'show_unique' ? unique(values) : values
  return { type: 'array', array: shown.map(({ element }) => element), function: name }
}
