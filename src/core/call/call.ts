/** A call as plain data, and what can be wrong with its answer. */

/**
 * What a repetition does. `read` changes nothing, whatever its method; `repeatable` ends in the same state when it is
 * sent twice; `once` creates or appends, so a second sending may do it twice.
 */
export type CallKind = 'read' | 'repeatable' | 'once'

/** The HTTP methods of the Notion API. */
export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** One value of a query string; a list is sent as the same name repeated, `undefined` is left out. */
export type QueryValue = string | number | boolean | ReadonlyArray<string> | undefined

/** The query string by name. */
export interface Query {
  readonly [name: string]: QueryValue
}

/** A call as plain data. It holds no token, so it may stand in an error or in a log. */
export interface Call {
  /** The operation that made it, such as `getPage`. */
  readonly op: string
  /** What a repetition would do; retry and cache decide by this, never by the method or the path. */
  readonly kind: CallKind
  readonly method: Method
  /** The path below the base URL, without a leading slash: `pages/0123…`. */
  readonly path: string
  readonly query?: Query | undefined
  /** The JSON body. */
  readonly body?: unknown
}

/** One place where an answer is not what was expected. */
export interface Mismatch {
  /** Where it is, such as `results[0].parent.page_id`. */
  readonly path: string
  /** The type that was expected there. */
  readonly expected: string
  /** What stands there instead. */
  readonly actual: unknown
}

/** Why an answer could not be decoded: every place that differs. */
export type DecodeFailure = ReadonlyArray<Mismatch>
