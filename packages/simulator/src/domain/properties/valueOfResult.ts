/** What formulas read of other formulas and of rollups, whose values state their own type. */
import type { Value } from '../formula/value.js'
import { asArray, asObject, asString, type Json } from '../values/json.js'
import type { KindOf } from './kind.js'

/** What a formula reads of a property value, or of the result of a formula or rollup: `{ type, [type]: … }`. */
export const valueOfResult = (result: Json, kindOf: KindOf): Value => {
  const { type, ...rest } = asObject(result)
  const inner = rest[asString(type)] ?? null
  return type === 'array'
    ? asArray(inner).map((each) => valueOfResult(each, kindOf))
    : kindOf(asString(type)).formulaValue(inner, kindOf)
}
