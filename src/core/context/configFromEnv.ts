/** Reads options from environment variables. They are a parameter, since not every platform has a global environment. */

import { type Either, left, right } from 'fp-ts/Either'
import type { InvalidInput } from '../call/issues.js'
import { tryTo } from '../internal/orUndefined.js'
import type { ContextOptions } from './createContext.js'
import { parseConfig } from './parseConfig.js'

/** The variables that {@link configFromEnv} reads. An empty variable counts as not set. */
export interface Env {
  /** `auth`. Takes precedence over `NOTION_API_KEY`. */
  readonly NOTION_TOKEN?: string | undefined
  /** `auth`: another common name of the token. */
  readonly NOTION_API_KEY?: string | undefined
  /** `notionVersion`, such as `2025-09-03`. */
  readonly NOTION_VERSION?: string | undefined
  /** `baseUrl`. */
  readonly NOTION_BASE_URL?: string | undefined
  /** `timeoutMs`, in milliseconds. */
  readonly NOTION_TIMEOUT_MS?: string | undefined
  /** `validate`: `strict`, `warn` or `off`. */
  readonly NOTION_VALIDATE?: string | undefined
  /** `logLevel`: `debug`, `info`, `warn`, `error` or `silent`. */
  readonly NOTION_LOG_LEVEL?: string | undefined
  /** `retry.attempts`, including the first; `false` disables retries. */
  readonly NOTION_RETRY_ATTEMPTS?: string | undefined
  /** `rateLimit.perMinute`; `false` disables the rate limiter. */
  readonly NOTION_RATE_LIMIT_PER_MINUTE?: string | undefined
  /** `cache`: `true` or `false`. */
  readonly NOTION_CACHE?: string | undefined
  readonly [name: string]: string | undefined
}

const number = (text: string): unknown => (Number.isNaN(Number(text)) ? text : Number(text))

const boolean = (text: string): unknown => (text === 'true' ? true : text === 'false' ? false : text)

/** The variables, each with its option and the function that reads its value. The last one that is set wins. */
const VARIABLES: ReadonlyArray<readonly [name: keyof Env & string, option: string, read: (text: string) => unknown]> = [
  ['NOTION_API_KEY', 'auth', String],
  ['NOTION_TOKEN', 'auth', String],
  ['NOTION_VERSION', 'notionVersion', String],
  ['NOTION_BASE_URL', 'baseUrl', String],
  ['NOTION_TIMEOUT_MS', 'timeoutMs', number],
  ['NOTION_VALIDATE', 'validate', String],
  ['NOTION_LOG_LEVEL', 'logLevel', String],
  ['NOTION_RETRY_ATTEMPTS', 'retry', (text) => boolean(text) !== false && { attempts: number(text) }],
  ['NOTION_RATE_LIMIT_PER_MINUTE', 'rateLimit', (text) => boolean(text) !== false && { perMinute: number(text) }],
  ['NOTION_CACHE', 'cache', boolean],
]

/**
 * Reads the options of `createContext` from the environment variables in {@link Env}.
 *
 * @returns The options. Fails with an {@link InvalidInput} for each invalid variable, which has its name, never its value.
 * @example
 * import { configFromEnv, createContext } from 'notion-fp'
 *
 * // `process.env` in Node, the `env` of a Worker's handler, `Deno.env.toObject()` in Deno.
 * const contextFrom = (env: Record<string, string | undefined>) => {
 *   const options = configFromEnv(env)
 *   if (options._tag === 'Left') throw new Error(options.left.map(({ field, allowed }) => `${field}: ${allowed}`).join('; '))
 *   return createContext(options.right)
 * }
 */
export const configFromEnv = (env: Env): Either<ReadonlyArray<InvalidInput>, ContextOptions> => {
  const found = VARIABLES.flatMap(([name, option, read]) => {
    const text = tryTo(() => env[name]?.trim())
    return text ? [{ name, option, value: read(text) }] : []
  })
  const parsed = parseConfig(Object.fromEntries(found.map(({ option, value }) => [option, value])))
  if (parsed._tag === 'Right') return right(parsed.right)
  const variableOf = (field: string): string =>
    [...found].reverse().find(({ option }) => field.split('.')[0] === option)?.name ?? 'NOTION_TOKEN'
  return left(parsed.left.map((issue) => ({ ...issue, field: variableOf(issue.field) })))
}
