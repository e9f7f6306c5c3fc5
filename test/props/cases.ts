/** What the tests of single property types have in common. */
import * as E from 'fp-ts/Either'
import { decodeWith } from '../../src/core/schema/decode.js'
import { createPageRequest } from '../../src/ops/pages/createPage.js'
import { PropertyConfig } from '../../src/props/propertyConfig.js'
import type { PropertyType } from '../../src/props/propertyTables.js'
import type { PropertyValueOf } from '../../src/props/propertyValueOf.js'
import type { PropertyValuesRequest } from '../../src/props/propertyValueRequest.js'
import { samples } from './samples/index.js'

/** The sample values of all types. */
export const sampleValues: ReadonlyArray<PropertyValueOf<PropertyType>> = Object.values(samples).flatMap(
  (sample): ReadonlyArray<PropertyValueOf<PropertyType>> => sample.values,
)

/** The request body and the issues of a request that writes properties. */
export const checkProperties = (properties: PropertyValuesRequest) => {
  const { body, invalid = [] } = createPageRequest({ properties })
  return { value: Object(body).properties, issues: invalid }
}

/** The fields of a value that are rejected before sending. */
export const rejectedFields = (value: PropertyValuesRequest[string]): ReadonlyArray<string> =>
  checkProperties({ Any: value }).issues.map(({ field }) => field.replace(/^properties\.Any\./, ''))

/** The configuration of a property. */
export const aConfig = (type: string, payload: unknown): { readonly [name: string]: unknown } => ({
  id: 'p1',
  name: 'A property',
  type,
  [type]: payload,
})

export const decodeConfig = decodeWith(PropertyConfig)

/** The paths at which a configuration does not decode. */
export const configPaths = (type: string, payload: unknown): ReadonlyArray<string> => {
  const result = decodeConfig(aConfig(type, payload))
  return E.isLeft(result) ? result.left.map(({ path }) => path) : []
}

/** What a builder makes of the value that a reader gave. */
export const writeBack = <Input, Output extends Input>(
  write: (value: Input) => object,
  result: E.Either<unknown, Output>,
): object => (E.isRight(result) ? write(result.right) : result)
