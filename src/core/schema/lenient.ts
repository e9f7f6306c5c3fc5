/**
 * Answers that must not be lost for an odd field, since what they hold is given once.
 *
 * @internal
 */
import type { Type } from 'io-ts'
import type { JsonObject } from '../internal/json.js'
import { unsafeCast } from '../internal/unsafeCast.js'
import { identity, makeType, UNKNOWN } from './codec.js'
import { type OptionalFields, type RequiredFields, struct } from './combinators.js'
import { decodeWith } from './decode.js'

/**
 * An object that only its required fields can make fail, however answers are validated. Damage within another field is contained;
 * one that is not as documented at all is renamed: `refresh_token` becomes `unknown:refresh_token`.
 *
 * @param required The fields that are always there.
 * @param optional The fields that may be missing.
 */
export const lenient = <A>(required: RequiredFields<A>, optional: OptionalFields<A>): Type<A> => {
  const needed = unsafeCast<Type<A>>(struct<unknown>(required))
  const fields = Object.entries<Type<unknown>>(unsafeCast(optional))
  return makeType(
    needed.name,
    (value): value is A =>
      needed.is(value) &&
      fields.every(([name, { is }]) => {
        const part: unknown = unsafeCast<JsonObject>(value)[name]
        return part === undefined || is(part)
      }),
    (value, context) => {
      if (needed.is(value)) {
        for (const [name, field] of fields) {
          const part = unsafeCast<JsonObject>(value)[name]
          if (part === undefined || decodeWith(field)(part, [])._tag === 'Right') continue
          const answer = unsafeCast<Record<string, unknown>>(value)
          delete answer[name]
          answer[UNKNOWN + name] = part
        }
      }
      return needed.validate(value, context)
    },
    identity,
  )
}
