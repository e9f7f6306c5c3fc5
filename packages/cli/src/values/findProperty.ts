/** Finds the property that a user means. */
import type { PropertyConfig } from 'notion-fp'
import { didYouMean } from '../args/nearest.js'
import { usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'

/** The properties of a data source by name. */
export interface Schema {
  readonly [name: string]: PropertyConfig
}

/** Finds a property by its name, exactly or regardless of case, or by its id. */
export const findProperty = (schema: Schema, given: string): Result<PropertyConfig> => {
  const exact = Object.hasOwn(schema, given) ? schema[given] : undefined
  if (exact) return ok(exact)
  const all = Object.values(schema)
  const close = all.filter(({ name, id }) => id === given || name.toLowerCase() === given.toLowerCase())
  const [only, second] = close
  return only && !second
    ? ok(only)
    : fail(usageError(`There is no property "${given}".`, didYouMean(given, Object.keys(schema))))
}

/** Splits a text such as `Due<2026-01-01` after the name of a property; if several names match, after the longest. */
export const splitProperty = (
  schema: Schema,
  given: string,
  operators: RegExp,
): Result<{ readonly property: PropertyConfig; readonly operator: string; readonly value: string }> => {
  const names = Object.keys(schema).sort((a, b) => b.length - a.length)
  const found = names.flatMap((name) => {
    if (given.slice(0, name.length).toLowerCase() !== name.toLowerCase()) return []
    const [, operator, value = ''] = operators.exec(given.slice(name.length)) ?? []
    return operator === undefined ? [] : [{ name, operator, value }]
  })
  const best = found.find(({ name }) => given.startsWith(name)) ?? found[0]
  const property = best && schema[best.name]
  if (best && property) return ok({ property, operator: best.operator, value: best.value })
  const [, name = given] = /^([^=<>~!]+)/.exec(given) ?? []
  const known = findProperty(schema, name.trim())
  return known._tag === 'Left'
    ? known
    : fail(usageError(`"${given}" lacks an operator, such as = in ${JSON.stringify(`${name.trim()}=…`)}.`))
}

/** The names of the options of a property, if it has any. */
export const optionsOf = (property: PropertyConfig): ReadonlyArray<string> | undefined => {
  switch (property.type) {
    case 'select':
      return property.select.options.map(({ name }) => name)
    case 'multi_select':
      return property.multi_select.options.map(({ name }) => name)
    case 'status':
      return property.status.options.map(({ name }) => name)
    default:
      return undefined
  }
}

/** An option of a property by its name, exactly or regardless of case. */
export const findOption = (property: PropertyConfig, given: string): Result<string> => {
  const options = optionsOf(property) ?? []
  const found =
    options.find((name) => name === given) ?? options.find((name) => name.toLowerCase() === given.toLowerCase())
  return found === undefined
    ? fail(
        usageError(
          `"${given}" is not an option of ${property.name}.`,
          options.length === 0 ? 'It has no options.' : didYouMean(given, options),
        ),
      )
    : ok(found)
}
