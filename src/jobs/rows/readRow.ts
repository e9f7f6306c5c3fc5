/**
 * Reads rows from pages.
 *
 * @internal
 */
import { type Either, left, right } from 'fp-ts/Either'
import { decoded } from '../../core/call/url.js'
import { field, tryTo } from '../../core/internal/orUndefined.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import type { PageOrDataSource } from '../../ops/data_sources/pageOrDataSource.js'
import { isIncomplete, type Properties } from '../../props/incompleteProps.js'
import type { AnyProp } from '../../props/schema.js'
import { type Declared, referenceOf } from './declared.js'
import { declaredOptions, optionName } from './optionNames.js'
import type { MismatchedRow, RowProblem } from './rowProblem.js'

/** A row of any declaration. */
export interface AnyRow {
  readonly id: string
  readonly [key: string]: unknown
}

type Value = Either<Omit<RowProblem, 'key'>, unknown>

/** Options as a row has them: their declared names. */
const optionReader = (prop: AnyProp): ((payload: unknown) => Value) | undefined => {
  if (!Reflect.has(prop, 'of') || !/^(multi_)?select$|^status$/.test(prop.type)) return
  const options = declaredOptions(prop)
  return (payload) => {
    // The payload of an option type, which was decoded: a list of options, an option or `null`.
    const found = Array.isArray(payload)
      ? payload.map((option) => optionName(options, option))
      : payload && optionName(options, payload)
    const names: ReadonlyArray<unknown> | undefined = options?.map(({ name }) => name)
    const unknown = names && [found ?? []].flat().find((name) => !names.includes(name))
    return unknown === undefined
      ? right(found)
      : left({ problem: 'unknown_option', expected: `${names?.join(', ')}`, actual: `${unknown}` })
  }
}

/** Reads the value of one property. */
const valueReader = (declared: Declared): ((properties: Properties) => Value) => {
  const { prop, id } = declared
  const expected = prop.type
  const optionsOf = optionReader(prop)
  const wanted = id === undefined ? undefined : decoded(id)
  // The key under which the property was found last: rows of one data source have the same keys.
  let { name } = declared
  const read = (properties: Properties): Value => {
    const isIt = (key: string): boolean =>
      Object.hasOwn(properties, key) &&
      (wanted === undefined ? key === name : decoded(`${properties[key]?.id}`) === wanted)
    const key = isIt(name) ? name : Object.keys(properties).find(isIt)
    const value = key === undefined ? undefined : properties[key]
    if (key === undefined || !value) return left({ problem: 'missing', expected, actual: 'none' })
    name = key
    const result = prop.read(value)
    if (result._tag === 'Left') return left({ problem: 'mismatch', expected, actual: `${result.left.actual}` })
    if (isIncomplete(value, properties)) {
      return left({ problem: 'incomplete', expected, actual: `a part of the ${expected}` })
    }
    return optionsOf?.(result.right) ?? result
  }
  // A damaged value, as responses that were not validated may have.
  return (properties) =>
    tryTo(() => read(properties), left({ problem: 'mismatch', expected, actual: 'a damaged value' }))
}

const inWords = ({ key, problem, expected, actual }: RowProblem): string =>
  `${key || 'row'}: ${problem}, expected ${expected}, not ${actual}${problem === 'incomplete' ? ' (use `complete`)' : ''}`

/** The references of the truncated properties. */
export const cutProperties = (
  { problems }: MismatchedRow,
  properties: ReadonlyArray<Declared>,
): ReadonlyArray<string> =>
  properties
    .filter(({ key }) => problems.some((one) => one.key === key && one.problem === 'incomplete'))
    .map(referenceOf)

/** Reads the declared properties of a page into a row, or says what does not fit. */
export const rowReader = (
  properties: ReadonlyArray<Declared>,
): ((page: PageOrDataSource) => Either<MismatchedRow, AnyRow>) => {
  const readers = properties.map((declared) => [declared.key, valueReader(declared)] as const)
  return (page) => {
    const values: Array<readonly [key: string, value: unknown]> = [['id', page.id]]
    const problems: Array<RowProblem> = []
    const found = page.object === 'page' ? field(page, 'properties') : undefined
    if (found === undefined) {
      problems.push({ key: '', problem: 'no_properties', expected: 'page', actual: `${page.object}` })
    } else {
      for (const [key, read] of readers) {
        // The properties of a page; `field` reads any value, as pages that were not validated may have none.
        const value = read(unsafeCast(found))
        if (value._tag === 'Right') values.push([key, value.right])
        else problems.push({ key, ...value.left })
      }
    }
    // `id` is always among the values.
    if (problems.length === 0) return right(unsafeCast<AnyRow>(Object.fromEntries(values)))
    const message = `row ${page.id} does not fit its declaration: ${problems.map(inWords).join('; ')}`
    return left({ _tag: 'MismatchedRow', id: page.id, message, problems, values: Object.fromEntries(values), page })
  }
}
