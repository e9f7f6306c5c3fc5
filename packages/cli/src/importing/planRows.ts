/** Reads all rows of a file, and checks every value against a schema. Nothing is sent. */
import type { PropertyConfig } from 'notion-fp'
import { didYouMean } from '../args/nearest.js'
import { type Failure, usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { findOption, findProperty, optionsOf, type Schema } from '../values/findProperty.js'
import { PAGE_FIELDS } from '../values/pageFields.js'
import { parseValue, WRITABLE } from '../values/parseAssignments.js'
import { readFileRows } from './readFileRows.js'
import { type RowFile, SHOWN_LINES } from './rowFile.js'

/** The result of reading all rows of a file, with a schema. */
export interface RowPlan {
  readonly rows: number
  /** The columns that are written, each with its property. */
  readonly used: ReadonlyMap<string, PropertyConfig>
  /** The columns that Notion computes, or that are not properties. */
  readonly ignored: ReadonlyArray<string>
  readonly key: PropertyConfig
  /** The options that the properties do not have. */
  readonly newOptions: ReadonlyMap<string, ReadonlySet<string>>
}

/** The property of a column; `undefined` if it is left out. */
const propertyOf = (schema: Schema, column: string, skipsUnknown: boolean): Result<PropertyConfig | undefined> => {
  const name = column.startsWith('prop.') && !Object.hasOwn(schema, column) ? column.slice(5) : column
  if (PAGE_FIELDS.includes(column) || (/^(object|path|body|files)$/.test(column) && !Object.hasOwn(schema, column)))
    return ok(undefined)
  const property = findProperty(schema, name)
  if (property._tag === 'Right') return ok(property.right.type in WRITABLE ? property.right : undefined)
  return skipsUnknown
    ? ok(undefined)
    : fail(
        usageError(
          `The column "${column}" is not a property.`,
          `${didYouMean(name, Object.keys(schema))} --skip-unknown leaves it out.`,
        ),
      )
}

const OPTIONED = /^(select|multi_select|status)$/

/** The names of options in a cell that a property does not have. */
const unknownOptions = (property: PropertyConfig, cell: string): ReadonlyArray<string> => {
  if (!OPTIONED.test(property.type)) return []
  const names = property.type === 'multi_select' ? cell.split(',') : [cell]
  return names.map((name) => name.trim()).filter((name) => name !== '' && findOption(property, name)._tag === 'Left')
}

/** Reads all rows, and checks every value. Nothing is sent. */
export const planRows = async (
  file: RowFile,
  schema: Schema,
  given: { readonly key: string | undefined; readonly skipsUnknown: boolean },
): Promise<Result<RowPlan>> => {
  const title = Object.values(schema).find(({ type }) => type === 'title')?.name ?? ''
  const key = findProperty(schema, given.key ?? title)
  if (key._tag === 'Left') return key
  const used = new Map<string, PropertyConfig>()
  const ignored = new Set<string>()
  const newOptions = new Map<string, Set<string>>()
  const keys = new Map<string, number>()
  const wrong: Array<string> = []
  let wrongs = 0
  let rows = 0
  const refuse = (line: number, message: string): void => {
    wrongs++
    if (wrong.length < SHOWN_LINES) wrong.push(`\n    line ${line}: ${message}`)
  }
  for await (const row of readFileRows(file.path, file.format, file.name)) {
    if (row._tag === 'Left') return row
    rows++
    const { line, cells } = row.right
    for (const [column, cell] of cells) {
      if (!used.has(column) && !ignored.has(column)) {
        const property = propertyOf(schema, column, given.skipsUnknown)
        if (property._tag === 'Left') return property
        if (property.right) used.set(column, property.right)
        else ignored.add(column)
      }
      const property = used.get(column)
      if (!property) continue
      const unknown = property.type === 'status' ? [] : unknownOptions(property, cell)
      if (unknown.length > 0) {
        const list = newOptions.get(property.name) ?? new Set()
        newOptions.set(property.name, list)
        for (const name of unknown) list.add(name)
      }
      const value = parseValue(property, cell, true)
      if (value._tag === 'Left') refuse(line, value.left.message)
      else if (property.name === key.right.name) {
        const text = String(value.right ?? '')
        const other = keys.get(text)
        if (other === undefined) keys.set(text, line)
        else refuse(line, `${property.name} is "${text}" as in line ${other}: it must tell rows apart`)
      }
    }
  }
  if (rows > 0 && ![...used.values()].some(({ name }) => name === key.right.name))
    return fail(
      usageError(`The file has no column for the key ${key.right.name}.`, 'Give another property with --key.'),
    )
  const more = wrongs > wrong.length ? `\n    and ${wrongs - wrong.length} more` : ''
  if (wrongs > 0)
    return fail(
      usageError(`${file.name} has ${wrongs} values that do not fit; nothing was written.${wrong.join('')}${more}`),
    )
  return ok({ rows, used, ignored: [...ignored], key: key.right, newOptions })
}

/** Why new options are not added. */
export const newOptionsFailure = (plan: RowPlan, schema: Schema): Failure => {
  const [[property = '', names] = []] = plan.newOptions
  const [first = ''] = names ?? []
  const known = (schema[property] && optionsOf(schema[property])) ?? []
  return usageError(
    `"${first}" is not an option of ${property}.`,
    `${known.length > 0 ? didYouMean(first, known) : 'It has no options.'} --allow-new-options adds options.`,
  )
}
