/**
 * Responses that must not be lost because of one invalid field, since they contain secrets that are returned only once.
 *
 * @internal
 */
import type { Type } from 'io-ts'
import type { JsonObject } from '../../core/internal/json.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import { identity, makeType, UNKNOWN } from '../../core/schema/codec.js'
import { type OptionalFields, type RequiredFields, struct } from '../../core/schema/combinators.js'
import { decodeWith } from '../../core/schema/decode.js'

/**
 * An object that is invalid only if a required field is, whatever `validate` is. Invalid members of unions in other fields are
 * contained; any other invalid field is renamed: `refresh_token` becomes `unknown:refresh_token`.
 *
 * @param required The codecs of the required fields.
 * @param optional The codecs of the optional fields.
 */
export const lenient = <A>(required: RequiredFields<A>, optional: OptionalFields<A>): Type<A> => {
  // The guard checks the required fields only; `fields` are handled below.
  const needed = unsafeCast<Type<A>>(struct<unknown>(required))
  // `Object.entries` needs an index signature, which a mapped type lacks.
  const fields = Object.entries<Type<unknown>>(unsafeCast(optional))
  return makeType(
    needed.name,
    (value): value is A =>
      needed.is(value) &&
      fields.every(([name, { is }]) => {
        // `A` is an object, which the type parameter does not say.
        const part: unknown = unsafeCast<JsonObject>(value)[name]
        return part === undefined || is(part)
      }),
    (value, context) => {
      if (needed.is(value)) {
        for (const [name, field] of fields) {
          // `A` is an object, see above.
          const part = unsafeCast<JsonObject>(value)[name]
          if (part === undefined || decodeWith(field)(part, [])._tag === 'Right') continue
          // The value was just parsed and nobody else has it, so it may be changed in place.
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
