/** Checks of options, which throw: an invalid option is a programming error, not the failure of a call. */
import { quietly } from './quietly.js'

/** Whether a value is valid, and what is. */
export type Rule = readonly [fits: (given: unknown) => boolean, allowed: string]

/** Whether a value has methods with these names. */
export const hasMethods =
  (...names: ReadonlyArray<string>) =>
  (given: unknown): boolean =>
    names.every((name) => quietly(() => typeof Reflect.get(Object(given), name) === 'function'))

/** Throws a `TypeError` that names the option and what is allowed. Values are not shown: one may be a secret in the wrong place. */
export const checkOptions = (options: unknown, rules: Readonly<Record<string, Rule>>): void => {
  const given = new Map<string, unknown>(Object.entries(Object(options)))
  for (const name of given.keys()) {
    if (!Object.hasOwn(rules, name))
      throw new TypeError(`@notion-fp/opentelemetry: there is no option ${name}: ${Object.keys(rules).join(', ')}`)
  }
  for (const [name, [fits, allowed]] of Object.entries(rules)) {
    if (!fits(given.get(name)))
      throw new TypeError(`@notion-fp/opentelemetry: ${name} must be ${allowed}, not ${typeof given.get(name)}`)
  }
}
