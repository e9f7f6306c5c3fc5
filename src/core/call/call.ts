/** A call as plain data, and the mismatches found in its response. */

/**
 * Whether a call is safe to repeat. `read` changes nothing, whatever its method. `repeatable` is an idempotent write:
 * sending it twice has the same result as sending it once. `once` creates or appends, so sending it twice may do it twice.
 */
export type CallKind = 'read' | 'repeatable' | 'once'

/** The HTTP methods of the Notion API. */
export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** One value of a query string; a list is sent as the same name repeated, `undefined` is left out. */
export type QueryValue = string | number | boolean | ReadonlyArray<string> | undefined

/** The query parameters by name. */
export interface Query {
  readonly [name: string]: QueryValue
}

/** A call as plain data. It contains no token, so errors and logs can include it. */
export interface Call {
  /** The name of the operation, such as `getPage`. */
  readonly op: string
  /** Whether the call is safe to repeat. Retries and the cache depend on this, not on the method or the path. */
  readonly kind: CallKind
  readonly method: Method
  /** The path below the base URL, without a leading slash: `pages/0123…`. */
  readonly path: string
  readonly query?: Query | undefined
  /** The JSON body. */
  readonly body?: unknown
}

/** One place where a response does not have the documented shape. */
export interface Mismatch {
  /** The path in the response, such as `results[0].parent.page_id`. */
  readonly path: string
  /** The type that was expected there. */
  readonly expected: string
  /** The value that was received. */
  readonly actual: unknown
}

/** Why a response could not be decoded: every mismatch. */
export type DecodeFailure = ReadonlyArray<Mismatch>
