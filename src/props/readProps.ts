/** Reads the properties of a page into a record of plain values. */
import type { Either } from 'fp-ts/Either'
import { tryTo } from '../core/internal/orUndefined.js'
import { unsafeCast } from '../core/internal/unsafeCast.js'
import { findProperty } from './findProperty.js'
import { isIncomplete, type Properties } from './incompleteProps.js'
import type { PropertyType } from './propertyTables.js'
import type { PropertyValue } from './propertyValue.js'
import type { AnyProp, PropSchema, PropsOf } from './schema.js'

/** A problem with one property of a page. */
export interface PropProblem {
  /** The name, or id, of the property in the schema. */
  readonly name: string
  /**
   * `missing`: the page has no such property; `mismatch`: it has another type; `incomplete`: it is, or may be computed from, a list
   * that Notion truncated.
   */
  readonly problem: 'missing' | 'mismatch' | 'incomplete'
  readonly expected: PropertyType
  /** The type of the property; absent if the page has no such property. */
  readonly actual?: string
}

/** A page does not match a schema. The tag distinguishes it from a `NotionError`. */
export interface PropsError {
  readonly _tag: 'PropsError'
  /** A human-readable message. */
  readonly message: string
  /** All problems, in the order of the schema; at least one. */
  readonly problems: ReadonlyArray<PropProblem>
}

const messageOf = ({ name, problem, expected, actual }: PropProblem): string =>
  `${name} is ${
    problem === 'mismatch'
      ? `of type ${actual}, not ${expected}`
      : problem === 'missing'
        ? problem
        : `${expected === 'rollup' || expected === 'formula' ? 'computed from a list that is ' : ''}truncated`
  }`

/** Options of {@link readProps}. */
export interface ReadPropsOptions {
  /**
   * How to handle a list that Notion truncated, and a rollup or formula that it may have computed from one: `refuse` reports a
   * problem, `accept` reads the incomplete value. Default: `refuse`.
   */
  readonly incomplete?: 'refuse' | 'accept' | undefined
}

/** The result for a schema entry that is not a property type. */
const NO_READER = { _tag: 'Left', left: {} } as const

/** A page, or another object with the properties of a page. */
export interface HasProperties {
  readonly properties: Properties
}

const find = (properties: Properties, given: string): PropertyValue | undefined => {
  const name = findProperty(properties, given)
  return name === undefined ? undefined : properties[name]
}

/**
 * Reads the properties of a schema from a page, by their names or by their ids, which do not change when a property is renamed.
 *
 * Returns a record of plain values, or fails with a {@link PropsError} that has all problems: properties that are missing or have
 * another type, and lists of references that Notion truncated, with the rollups and formulas that it may have computed from them (see
 * `incompleteProps`), unless `incomplete` is `accept`. Never throws, for any page.
 *
 * @example
 * import { type Context, getPage } from 'notion-fp'
 * import { TE } from 'notion-fp/fp'
 * import { checkbox, number, readProps, title } from 'notion-fp/props'
 *
 * const Task = { Name: title, Estimate: number, Done: checkbox }
 *
 * const estimate = (ctx: Context, page_id: string) =>
 *   TE.map(readProps(Task))(getPage(ctx, { page_id })) // Either<PropsError, { Name: string; Estimate: number | null; Done: boolean }>
 */
export const readProps =
  <Schema extends PropSchema>(schema: Schema, options: ReadPropsOptions = {}) =>
  (page: HasProperties): Either<PropsError, PropsOf<Schema>> => {
    const problems: Array<PropProblem> = []
    const properties = tryTo(() => page.properties, {})
    const rejectsIncomplete = tryTo(() => options.incomplete, undefined) !== 'accept'
    const values = Object.entries<AnyProp | undefined>(schema ?? {}).map(([name, prop]) => {
      // A schema from plain JavaScript can have an entry without a type: `expected` is then whatever the entry has.
      const expected = unsafeCast<PropertyType>(prop?.type)
      const value = tryTo(() => find(properties, name), undefined)
      if (value === undefined) {
        problems.push({ name, problem: 'missing', expected })
        return [name, undefined]
      }
      const result = prop?.read?.(value) ?? NO_READER
      if (result._tag === 'Left') problems.push({ name, problem: 'mismatch', expected, ...result.left })
      else if (rejectsIncomplete && tryTo(() => isIncomplete(value, properties), false)) {
        problems.push({ name, problem: 'incomplete', expected, actual: expected })
      }
      return [name, result._tag === 'Right' ? result.right : undefined]
    })
    // Without problems, each property was read by the prop of the same name: `Object.fromEntries` does not relate names to types.
    return problems.length > 0
      ? { _tag: 'Left', left: { _tag: 'PropsError', message: problems.map(messageOf).join('; '), problems } }
      : { _tag: 'Right', right: unsafeCast<PropsOf<Schema>>(Object.fromEntries(values)) }
  }
