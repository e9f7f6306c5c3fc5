/** The check of objects such as conditions, which have exactly one of several keys. */
import { type Check, problem, variant } from '../../validate/check.js'
import { isObject, type Json } from '../../values/json.js'

/** An object with exactly one of several keys, and no other keys except those of `beside`. */
export const oneKey = (checks: Readonly<Record<string, Check>>, beside: ReadonlyArray<string> = []): Check => {
  const check = variant(checks)
  const known = new Set([...Object.keys(checks), ...beside])
  return (value: Json | undefined, path) => {
    const problems = check(value, path)
    if (problems.length > 0 || !isObject(value)) return problems
    return Object.keys(value)
      .filter((key) => !known.has(key))
      .flatMap((key) => problem(`${path}.${key}`, 'not present', value[key]))
  }
}
