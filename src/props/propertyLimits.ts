/**
 * Checks of property values before they are sent, for what the API is known to reject.
 *
 * @see https://developers.notion.com/reference/request-limits
 * @internal
 */
import type { InvalidInput } from '../core/call/issues.js'
import { isObject, isRecord } from '../core/internal/json.js'
import { dateIssues } from './date.js'
import { newOptionName, optionIssues } from './option.js'
import type { PropertyValuesRequest } from './propertyValueRequest.js'

/** The issues of property values, by the names or ids of the properties. Lengths are checked with `valueLimits`. */
export const propertyIssues = (properties: unknown): ReadonlyArray<InvalidInput> =>
  Object.entries(isRecord(properties) ? properties : {}).flatMap(([property, value]) => {
    if (!isRecord(value)) return []
    const { date, select, multi_select } = value
    const field = `properties.${property}`
    const options = Array.isArray(multi_select) ? multi_select : []
    return [
      ...optionIssues(`${field}.select`, select),
      ...options.flatMap((option, index) => optionIssues(`${field}.multi_select[${index}]`, option)),
      ...dateIssues(`${field}.date`, date),
    ]
  })

/** Whether a value may create an option of its property, which changes the schema. */
export const namesOption = (given: PropertyValuesRequest): boolean =>
  Object.values(given).some((value: unknown) => {
    if (!isObject(value)) return false
    const { select, multi_select } = value
    return [select, ...(Array.isArray(multi_select) ? multi_select : [])].some(
      (one) => newOptionName(one) !== undefined,
    )
  })
