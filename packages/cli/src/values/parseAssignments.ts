/** Values of properties as users write them, checked against the schema: `Stage=Done`, `Due=2026-05-01/2026-05-04`, `Tags=a,b`. */
import { type PropertyConfig, type PropertyValuesRequest, parseId } from 'notion-fp'
import {
  checkbox,
  date,
  email,
  files,
  multiSelect,
  number,
  type PropSchema,
  people,
  phoneNumber,
  relation,
  richText,
  select,
  status,
  title,
  url,
  writeProps,
} from 'notion-fp/props'
import { usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { unsafeCast } from '../unsafeCast.js'
import { findOption, findProperty, type Schema, splitProperty } from './findProperty.js'
import { booleanOf, isDate, numberOf } from './parseFilters.js'

/** The types of properties that can be written, and the functions that write them. */
export const WRITABLE: PropSchema = {
  title,
  rich_text: richText,
  number,
  checkbox,
  select,
  status,
  multi_select: multiSelect,
  date,
  people,
  relation,
  files,
  url,
  email,
  phone_number: phoneNumber,
}

const wrong = (property: PropertyConfig, given: string, allowed: string): Result<never> =>
  fail(usageError(`${property.name} (${property.type}) must be ${allowed}, not "${given}".`))

const items = (given: string): ReadonlyArray<string> =>
  given
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')

const each = <A>(given: ReadonlyArray<string>, parse: (item: string) => Result<A>): Result<ReadonlyArray<A>> => {
  const values: Array<A> = []
  for (const item of given) {
    const parsed = parse(item)
    if (parsed._tag === 'Left') return parsed
    values.push(parsed.right)
  }
  return ok(values)
}

/** The types whose empty value is an empty list or an empty text; for the others it is `null`. */
const LISTS = /^(multi_select|people|relation|files)$/
const TEXTS = /^(title|rich_text)$/

const nothing = (type: string): unknown =>
  LISTS.test(type) ? [] : TEXTS.test(type) ? '' : type === 'checkbox' ? false : null

/** Reads the value of a property from text, in the form that `createRow` of the library accepts. Empty text removes the value. */
export const parseValue = (property: PropertyConfig, given: string, allowsNew: boolean): Result<unknown> => {
  const { type } = property
  if (!(type in WRITABLE)) return fail(usageError(`${property.name} (${type}) cannot be written.`))
  const text = TEXTS.test(type) ? given : given.trim()
  if (text === '') return ok(nothing(type))
  const option = (name: string): Result<string> =>
    // The API cannot create options of a status.
    allowsNew && type !== 'status' ? ok(name) : findOption(property, name)
  const id = (item: string): Result<string> => {
    const found = parseId(item)
    return found === undefined ? wrong(property, item, 'ids or URLs, with commas between') : ok(found)
  }
  switch (type) {
    case 'number': {
      const value = numberOf(text)
      return value === undefined ? wrong(property, given, 'a number') : ok(value)
    }
    case 'checkbox': {
      const value = booleanOf(text)
      return value === undefined ? wrong(property, given, 'true or false') : ok(value)
    }
    case 'select':
    case 'status':
      return option(text)
    case 'multi_select':
      return each(items(text), option)
    case 'people':
    case 'relation':
      return each(items(text), id)
    case 'files':
      return each(items(text), (item) =>
        /^https?:\/\//.test(item) ? ok(item) : wrong(property, item, 'URLs, with commas between'),
      )
    case 'date': {
      const [start = '', end, more] = text.split('/')
      return isDate(start) && (end === undefined || isDate(end)) && more === undefined
        ? ok(end === undefined ? start : { start, end })
        : wrong(property, given, 'a date such as 2026-05-01, or a range such as 2026-05-01/2026-05-04')
    }
    default:
      return ok(text)
  }
}

/** The property that every schema has. */
const nameOfTitle = (schema: Schema): string =>
  Object.values(schema).find(({ type }) => type === 'title')?.name ?? 'Name'

/** Reads assignments such as `Stage=Done`; each property at most once. */
export const parseAssignments = (
  schema: Schema,
  given: ReadonlyArray<string>,
  allowsNew: boolean,
): Result<PropertyValuesRequest> => {
  const values: { [name: string]: unknown } = {}
  const props: { [name: string]: PropSchema[string] } = {}
  for (const text of given) {
    if (!text.includes('=') && findProperty(schema, text)._tag === 'Left')
      return fail(
        usageError(
          `"${text}" lacks an operator.`,
          `Values are <property>=<value>, such as ${nameOfTitle(schema)}="${text}".`,
        ),
      )
    const split = splitProperty(schema, text, /^\s*(=)(.*)$/s)
    if (split._tag === 'Left') return split
    const { property, value } = split.right
    if (property.name in values) return fail(usageError(`${property.name} is given twice.`))
    const parsed = parseValue(property, value, allowsNew)
    if (parsed._tag === 'Left') return parsed
    values[property.name] = parsed.right
    const prop = WRITABLE[property.type]
    if (prop) props[property.name] = prop
  }
  // Each value was read with the type of its property.
  return ok(writeProps(props)(unsafeCast(values)))
}
