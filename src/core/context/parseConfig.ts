/** Validates options from external data, such as a file. It never throws. */
import { type Either, left, right } from 'fp-ts/Either'
import { CACHE_RULES } from '../cache/lruCache.js'
import { SENDABLE_TOKEN } from '../call/config.js'
import type { InvalidInput } from '../call/issues.js'
import { isRecord } from '../internal/json.js'
import {
  FUNCTION,
  hasFunctions,
  IS_UNKNOWN,
  type OptionRule,
  type OptionRules,
  optionIssues,
  shown,
} from '../internal/options.js'
import { unsafeCast } from '../internal/unsafeCast.js'
import { RATE_RULES, rateIssues } from '../middleware/rateLimiter.js'
import { RETRY_RULES } from '../middleware/withRetry.js'
import { CONTEXT_RULES } from './config.js'
import type { ContextOptions } from './createContext.js'

const AUTH: OptionRule = [
  (given) => FUNCTION[0](given) || (typeof given === 'string' && SENDABLE_TOKEN.test(given)),
  'a token of visible ASCII characters or a function that returns one',
]

/** The options with options of their own: their rules, and a method of the object that can be given in their place. */
const PARTS: ReadonlyArray<readonly [name: string, rules: OptionRules, method?: string]> = [
  ['retry', RETRY_RULES],
  ['rateLimit', RATE_RULES, 'acquire'],
  ['cache', CACHE_RULES, 'lookUp'],
]

/** An issue without what may be a token in the wrong place. */
const withoutSecret = (issue: InvalidInput): InvalidInput => ({
  ...issue,
  given: IS_UNKNOWN.test(issue.allowed) ? '(hidden)' : shown(issue.given),
})

/** Converts a value to one that `createContext` accepts. */
const normalized = (name: string, value: unknown): unknown => {
  if (name === 'auth' && typeof value === 'string') return value.trim()
  return value === true && PARTS.some(([part]) => part === name) ? {} : value
}

const readConfig = (input: unknown): Either<ReadonlyArray<InvalidInput>, ContextOptions> => {
  if (!isRecord(input)) return left(optionIssues(input, CONTEXT_RULES).map(withoutSecret))
  const options = Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) => (value === undefined ? [] : [[name, normalized(name, value)]])),
  )
  const partRules = PARTS.flatMap(([name, contents, method]) => {
    const part = options[name]
    return isRecord(part) && !(method && hasFunctions(method)(part)) ? [[name, contents]] : []
  })
  const rules: OptionRules = { ...CONTEXT_RULES, auth: AUTH, ...Object.fromEntries(partRules) }
  const found = optionIssues(options, rules, ['auth']).map(withoutSecret)
  const { rateLimit } = options
  // The rates can be compared only if each is valid.
  const issues =
    found.length === 0 && rules.rateLimit === RATE_RULES
      ? // The rules have checked them at run time, which does not change their type.
        rateIssues(unsafeCast(rateLimit)).map((issue) => ({ ...issue, field: `rateLimit.${issue.field}` }))
      : found
  // The rules have checked all options at run time, which does not change their type.
  return issues.length > 0 ? left(issues) : right(unsafeCast<ContextOptions>(options))
}

/**
 * Reads the options of `createContext` from unchecked data, such as a JSON file. Reports all problems at once, including unknown
 * options. Trims whitespace around the token.
 *
 * @returns The options. Fails with an {@link InvalidInput} for each problem, which never contains a given string, and so never the token.
 * @example
 * import { createContext, parseConfig } from 'notion-fp'
 *
 * const options = parseConfig(JSON.parse('{ "auth": "ntn_…", "timeoutMs": 10000, "cache": false }'))
 * const ctx = options._tag === 'Right' ? createContext(options.right) : undefined
 */
export const parseConfig = (input: unknown): Either<ReadonlyArray<InvalidInput>, ContextOptions> => {
  try {
    return readConfig(input)
  } catch {
    return left([{ field: '', given: typeof input, allowed: 'an object that can be read' }])
  }
}
