/** The rows and inputs of a declaration as codecs and schemas for other libraries. */
import { isLeft } from 'fp-ts/Either'
import type { Type } from 'io-ts'
import type { InvalidInput } from '../../core/call/issues.js'
import { isRecord } from '../../core/internal/json.js'
import { field, tryTo } from '../../core/internal/orUndefined.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import { identity, makeType } from '../../core/schema/codec.js'
import { checkDefinition, declaredProperties } from './declared.js'
import type { AnyDefinition, Row, RowInput } from './rowTypes.js'
import { rowValueCheck } from './rowValue.js'
import { type StandardSchema, type StandardSchemaIssue, standardSchema } from './standardSchema.js'
import { writtenRow } from './writeValues.js'

/** One part of a row that does not match. */
interface RowIssue {
  readonly key: string
  readonly expected: string
  readonly actual: unknown
}

const rowIssues = (source: AnyDefinition): ((value: unknown) => ReadonlyArray<RowIssue>) => {
  const checked = checkDefinition('rowSchema', source)
  // A schema cannot fail before it is used.
  if (isLeft(checked))
    return (actual) => [{ key: '', expected: `of a valid declaration: ${checked.left.message}`, actual }]
  const isId = [(given: unknown) => typeof given === 'string', 'the id of the row'] as const
  const checks = [
    { key: 'id', check: isId },
    ...declaredProperties(source).map(({ key, prop }) => ({ key, check: rowValueCheck(prop) })),
  ]
  return (value) =>
    isRecord(value)
      ? checks.flatMap(({ key, check: [fits, expected] }): ReadonlyArray<RowIssue> => {
          const actual = Object.hasOwn(value, key) ? field(value, key) : undefined
          return tryTo(() => fits(actual), false) ? [] : [{ key, expected, actual }]
        })
      : [{ key: '', expected: 'a row', actual: value }]
}

const issueAt = (key: string, message: string): StandardSchemaIssue => ({
  message,
  ...(key !== '' && { path: [key] }),
})

/**
 * The io-ts codec of the rows of a declaration, as `queryRows` yields them or as they were stored as JSON.
 *
 * @param source The declaration.
 * @returns The codec. It does not change the value, and reports each property that does not match.
 * @example
 * import { number, title } from 'notion-fp/props'
 * import { defineDataSource, rowCodec } from 'notion-fp/rows'
 *
 * const Tasks = defineDataSource({ properties: { Name: title, Estimate: number } })
 *
 * const isTask = rowCodec(Tasks).is({ id: '0f0e0d0c0b0a49088706050403020100', Name: 'Write the report', Estimate: 3 }) // true
 */
export const rowCodec = <Definition extends AnyDefinition>(source: Definition): Type<Row<Definition>> => {
  const issuesOf = rowIssues(source)
  const codec: Type<Row<Definition>> = makeType<Row<Definition>, Row<Definition>>(
    'Row',
    (value): value is Row<Definition> => issuesOf(value).length === 0,
    (value, context) => {
      const issues = issuesOf(value)
      // No issue: the value is a row.
      if (issues.length === 0) return { _tag: 'Right', right: unsafeCast(value) }
      const errors = issues.map(({ key, expected, actual }) => ({
        value: actual,
        context:
          key === ''
            ? context
            : [...context, { key, type: { name: expected, validate: codec.validate, decode: codec.decode }, actual }],
        message: `${key || 'value'} must be ${expected}`,
      }))
      return { _tag: 'Left', left: errors }
    },
    identity,
  )
  return codec
}

/**
 * The Standard Schema of the rows of a declaration, as `queryRows` yields them or as they were stored as JSON.
 *
 * @param source The declaration.
 * @returns The schema, which keeps the value as it is.
 * @see https://standardschema.dev
 * @example
 * import { number, title } from 'notion-fp/props'
 * import { defineDataSource, rowSchema } from 'notion-fp/rows'
 *
 * const Tasks = defineDataSource({ properties: { Name: title, Estimate: number } })
 *
 * const { issues } = rowSchema(Tasks)['~standard'].validate({ id: '0f0e0d0c0b0a49088706050403020100', Name: 3, Estimate: 3 })
 * // [{ path: ['Name'], message: 'must be a text' }]
 */
export const rowSchema = <Definition extends AnyDefinition>(source: Definition): StandardSchema<Row<Definition>> => {
  const issuesOf = rowIssues(source)
  return standardSchema(
    (value) => issuesOf(value).map(({ key, expected }) => issueAt(key, `must be ${expected}`)),
    // It is called only for a value without issues, which the compiler cannot know.
    (value) => unsafeCast<Row<Definition>>(value),
  )
}

/**
 * The Standard Schema of what can be written to a row of a declaration, for forms and request bodies: the values of `createRow`,
 * `updateRow` and `upsertRows`, checked in the same way. Options that are not declared are accepted, since they are looked up in Notion.
 *
 * @param source The declaration.
 * @param options `allow_new_options`: whether options may be given that are not declared. Default `false`.
 * @returns The schema, which keeps the value as it is.
 * @see https://standardschema.dev
 * @example
 * import { select, title } from 'notion-fp/props'
 * import { defineDataSource, inputSchema } from 'notion-fp/rows'
 *
 * const Tasks = defineDataSource({ properties: { Name: title, Stage: select.of('Idea', 'Done') } })
 *
 * const result = inputSchema(Tasks)['~standard'].validate({ Name: 'Write the report', Stage: 'Later' })
 * // result.issues: [{ path: ['Stage'], message: 'must be one of the options Todo, Done, …' }]
 */
export const inputSchema = <Definition extends AnyDefinition, const AllowNew extends boolean = false>(
  source: Definition,
  options: { readonly allow_new_options?: AllowNew | undefined } = {},
): StandardSchema<RowInput<Definition, AllowNew>> => {
  const checked = checkDefinition('inputSchema', source)
  const declared = isLeft(checked) ? [] : declaredProperties(source)
  return standardSchema(
    (value) => {
      if (isLeft(checked)) return [issueAt('', checked.left.message)]
      const issues: Array<InvalidInput> = []
      writtenRow(declared, value, 'values', options.allow_new_options === true, issues)
      return issues.map(({ field: at, allowed }) => issueAt(at.slice('values.'.length), `must be ${allowed}`))
    },
    // Called only if there is no issue: the value is an input.
    (value) => unsafeCast<RowInput<Definition, AllowNew>>(value),
  )
}
