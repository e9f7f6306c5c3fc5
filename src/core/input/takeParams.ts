/**
 * The parameters of an operation that makes several calls.
 *
 * @internal
 */
import { type Either, left, right } from 'fp-ts/Either'
import { invalidInputError, type NotionError } from '../call/error.js'
import type { InvalidInput } from '../call/issues.js'
import { isRecord } from '../internal/json.js'
import { unsafeCast } from '../internal/unsafeCast.js'
import { plainData } from './plainData.js'

/** Copies the parameters as plain data. Each call checks the parameters that it uses. */
export const takeParams = <P>(op: string, params: P): Either<NotionError, P> => {
  const invalid: Array<InvalidInput> = []
  const given = plainData(params ?? {}, invalid)
  if (invalid.length === 0 && !isRecord(given)) {
    invalid.push({ field: 'params', given: params, allowed: 'an object' })
  }
  // The copy has the fields of `P`; each call checks the values.
  return invalid.length > 0
    ? left(invalidInputError({ op, kind: 'read', method: 'GET', path: '' }, invalid))
    : right(unsafeCast<P>(given))
}
