/**
 * What the API is known to refuse in the values of properties, found before it is sent.
 *
 * @see https://developers.notion.com/reference/request-limits
 * @internal
 */
import type { InvalidInput } from '../core/call/issues.js'
import { isObject, isRecord } from '../core/internal/json.js'
import { dateIssues } from './date.js'
import { newOptionName, optionIssues } from './option.js'
import type { PropertyValuesRequest } from './propertyValueRequest.js'

/** What is wrong with values of properties, by the names or ids of their properties, besides their size. */
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

/** Whether a value may make a new option of its property, which is a change of the schema. */
export const namesOption = (given: PropertyValuesRequest): boolean =>
  Object.values(given).some((value: unknown) => {
    if (!isObject(value)) return false
    const { select, multi_select } = value
    return [select, ...(Array.isArray(multi_select) ? multi_select : [])].some(
      (one) => newOptionName(one) !== undefined,
    )
  })
