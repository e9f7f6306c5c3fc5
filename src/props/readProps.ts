/** From a page to a record of plain values. */
import type { Either } from 'fp-ts/Either'
import { decoded } from '../core/call/url.js'
import { tryTo } from '../core/internal/orUndefined.js'
import { unsafeCast } from '../core/internal/unsafeCast.js'
import { isIncomplete, type Properties } from './incompleteProps.js'
import type { PropertyType } from './propertyTables.js'
import type { PropertyValue } from './propertyValue.js'
import type { AnyProp, PropSchema, PropsOf } from './schema.js'

/** Something that keeps a page from being read. */
export interface PropProblem {
  /** The name, or id, of the property in the schema. */
  readonly name: string
  /**
   * `missing`: the page has no such property; `mismatch`: it is of another type; `incomplete`: it is a list that Notion cut
   * short.
   */
  readonly problem: 'missing' | 'mismatch' | 'incomplete'
  readonly expected: PropertyType
  /** The type that the property has; absent where the page has no such property. */
  readonly actual?: string
}

/** Why a page cannot be read as a record. Its tag tells it apart from a `NotionError`. */
export interface PropsError {
  readonly _tag: 'PropsError'
  /** One sentence for a person. */
  readonly message: string
  /** Everything that is wrong, in the order of the schema; at least one. */
  readonly problems: ReadonlyArray<PropProblem>
}

const wordsOf = ({ name, problem, expected, actual }: PropProblem): string =>
  `${name} is ${
    problem === 'mismatch'
      ? `of type ${actual}, not ${expected}`
      : problem === 'missing'
        ? problem
        : `${expected === 'rollup' || expected === 'formula' ? 'worked out from a list that is ' : ''}cut short`
  }`

/** How {@link readProps} reads. */
export interface ReadPropsOptions {
  /**
   * What to do with a list that Notion cut short, and with a rollup or formula that it may have worked out from one: `refuse`
   * makes a problem of it, `accept` gives what there is. Default `refuse`.
   */
  readonly incomplete?: 'refuse' | 'accept' | undefined
}

/** What a value reads as by what is no type of property. */
const NO_READER = { _tag: 'Left', left: {} } as const

/** What {@link readProps} reads: a page, or anything else that has the properties of one. */
export interface HasProperties {
  readonly properties: Properties
}

const find = (properties: Properties, name: string): PropertyValue | undefined =>
  // `properties` comes from elsewhere: `constructor` is a name like any other.
  Object.hasOwn(properties, name)
    ? properties[name]
    : Object.values(properties).find((value) =>
        tryTo(() => typeof value.id === 'string' && decoded(value.id) === decoded(name), false),
      )

/**
 * Reads the properties of a schema from a page: by their names, or by their ids, which stay when somebody renames a property.
 *
 * Gives a record of plain values, or everything that is wrong: a property that the page does not have or that is of another type,
 * and a list of references that Notion cut short, or a rollup or formula that may have been worked out from one (see
 * `incompleteProps`), unless such values are accepted. It throws for no page, whatever it is.
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
    const refuses = tryTo(() => options.incomplete, undefined) !== 'accept'
    const values = Object.entries<AnyProp | undefined>(schema ?? {}).map(([name, prop]) => {
      const expected = unsafeCast<PropertyType>(prop?.type)
      const value = tryTo(() => find(properties, name), undefined)
      if (value === undefined) {
        problems.push({ name, problem: 'missing', expected })
        return [name, undefined]
      }
      const result = prop?.read?.(value) ?? NO_READER
      if (result._tag === 'Left') problems.push({ name, problem: 'mismatch', expected, ...result.left })
      else if (refuses && tryTo(() => isIncomplete(value, properties), false)) {
        problems.push({ name, problem: 'incomplete', expected, actual: expected })
      }
      return [name, result._tag === 'Right' ? result.right : undefined]
    })
    return problems.length > 0
      ? { _tag: 'Left', left: { _tag: 'PropsError', message: problems.map(wordsOf).join('; '), problems } }
      : { _tag: 'Right', right: unsafeCast<PropsOf<Schema>>(Object.fromEntries(values)) }
  }
