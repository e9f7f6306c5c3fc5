/**
 * Request types derived from response types.
 *
 * @internal
 */

/** The literals of a type, without the `string & {}` that opens an enum of responses. */
type Literals<T> = T extends string ? (string extends T ? never : T) : T

/** The type of a field in a request: an enum is closed, anything else is unchanged. */
type Closed<T> = [Extract<Literals<T>, string>] extends [never] ? T : Literals<T>

/**
 * The request type of a response type: enums are closed, and optional fields accept `undefined`. Not recursive: fields whose own
 * types differ are declared beside it.
 *
 * @internal
 */
export type RequestOf<T> = {
  [Name in keyof T]: Partial<Pick<T, Name>> extends Pick<T, Name> ? Closed<T[Name]> | undefined : Closed<T[Name]>
}
