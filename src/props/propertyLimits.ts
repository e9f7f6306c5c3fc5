/**
 * What the API is known to refuse in the values of properties, found before it is sent.
 *
 * @internal
 */
import type { InvalidInput } from '../core/call/issues.js'
import { isLonger } from '../core/input/limits.js'
import { isObject, isRecord } from '../core/internal/json.js'
import type { PropertyValuesRequest } from './propertyValueRequest.js'

/** A name that Notion would make a new option of; one beside an id is not looked at. */
const nameOf = (option: unknown): unknown => (isObject(option) && option.id === undefined ? option.name : undefined)

const optionIssues = (field: string, option: unknown): ReadonlyArray<InvalidInput> => {
  const given = nameOf(option)
  return isLonger(given, 100) || (typeof given === 'string' && given.includes(','))
    ? [{ field: `${field}.name`, given, allowed: 'at most 100 characters, without commas' }]
    : []
}

/**
 * What is wrong with values of properties, by the names or ids of their properties, besides what is in any body.
 *
 * @see https://developers.notion.com/reference/request-limits
 */
export const propertyIssues = (properties: unknown): ReadonlyArray<InvalidInput> =>
  Object.entries(isRecord(properties) ? properties : {}).flatMap(([property, value]) => {
    if (!isRecord(value)) return []
    const { date, select, multi_select } = value
    const field = `properties.${property}`
    const options = Array.isArray(multi_select) ? multi_select : []
    return [
      ...optionIssues(`${field}.select`, select),
      ...options.flatMap((option, index) => optionIssues(`${field}.multi_select[${index}]`, option)),
      ...(isRecord(date) && typeof date.start !== 'string'
        ? [{ field: `${field}.date.start`, given: date.start, allowed: 'a date in ISO 8601' }]
        : []),
    ]
  })

/** Whether a value may make a new option of its property, which is a change of the schema. */
export const namesOption = (given: PropertyValuesRequest): boolean =>
  Object.values(given).some((value: unknown) => {
    if (!isObject(value)) return false
    const { select, multi_select } = value
    return [select, ...(Array.isArray(multi_select) ? multi_select : [])].some((one) => nameOf(one) !== undefined)
  })
