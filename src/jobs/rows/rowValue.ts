/**
 * Checks the plain values of rows.
 *
 * @internal
 */
import { isObject, isRecord } from '../../core/internal/json.js'
import { field } from '../../core/internal/orUndefined.js'
import type { AnyProp } from '../../props/schema.js'
import { isUnavailable } from '../../props/unavailable.js'
import { declaredOptions } from './optionNames.js'

const isText = (given: unknown): boolean => typeof given === 'string'
const isNumber = (given: unknown): boolean => typeof given === 'number'
const isDate = (given: unknown): boolean => given === null || (isRecord(given) && isText(given.start))
const isTextOrNull = (given: unknown): boolean => given === null || isText(given)
const listOf =
  (fits: (given: unknown) => boolean) =>
  (given: unknown): boolean =>
    Array.isArray(given) && given.every(fits)

const hasId = (given: unknown): boolean => isText(field(given, 'id'))
const isName = (prop: AnyProp, given: unknown): boolean =>
  isText(given) && (declaredOptions(prop)?.some(({ name }) => name === given) ?? true)

/** Whether a plain value is the result of a declared formula or rollup. */
const isResult = (result: unknown, given: unknown): boolean => {
  if (isUnavailable(given)) return true
  switch (result) {
    case 'number':
      return given === null || isNumber(given)
    case 'string':
      return isTextOrNull(given)
    case 'boolean':
      return given === null || typeof given === 'boolean'
    case 'date':
      return isDate(given)
    case 'array':
      return listOf(isObject)(given)
    default:
      return given !== undefined
  }
}

/** The rule of the plain values in rows: whether a value is valid, and what is expected. */
export const rowValueCheck = (prop: AnyProp): readonly [fits: (given: unknown) => boolean, expected: string] => {
  const names = declaredOptions(prop)
    ?.map(({ name }) => name)
    .join(', ')
  switch (prop.type) {
    case 'select':
    case 'status':
      return [
        (given) => given === null || isName(prop, given),
        names === undefined ? 'the name of an option, or null' : `one of ${names}, or null`,
      ]
    case 'multi_select':
      return [
        listOf((given) => isName(prop, given)),
        names === undefined ? 'a list of names of options' : `a list of ${names}`,
      ]
    case 'number':
      return [(given) => given === null || isNumber(given), 'a number, or null']
    case 'checkbox':
      return [(given) => typeof given === 'boolean', 'true or false']
    case 'title':
    case 'rich_text':
    case 'created_time':
    case 'last_edited_time':
      return [isText, 'a text']
    case 'url':
    case 'email':
    case 'phone_number':
      return [isTextOrNull, 'a text, or null']
    case 'date':
      return [isDate, '{ start, end, time_zone }, or null']
    case 'relation':
      return [listOf(isText), 'a list of ids']
    case 'people':
      return [listOf(hasId), 'a list of users or groups']
    case 'files':
      return [listOf((given) => isText(field(given, 'name'))), 'a list of files']
    case 'created_by':
    case 'last_edited_by':
      return [hasId, 'a user']
    case 'formula':
    case 'rollup': {
      const result = field(field(prop, 'of'), 'result')
      return [
        (given) => isResult(result, given),
        `the ${typeof result === 'string' ? `${result} ` : ''}result of a ${prop.type}`,
      ]
    }
    default:
      return [(given) => given !== undefined, `the value of a ${prop.type}`]
  }
}
