/** Settings from the environment of a process. It is given, since not every platform has one to reach for. */

import { type Either, left, right } from 'fp-ts/Either'
import type { InvalidInput } from '../call/issues.js'
import { tryTo } from '../internal/orUndefined.js'
import type { ContextOptions } from './createContext.js'
import { parseConfig } from './parseConfig.js'

/** What {@link configFromEnv} reads. A variable that is empty counts as one that is not set. */
export interface Env {
  /** `auth`. It comes before `NOTION_API_KEY`. */
  readonly NOTION_TOKEN?: string | undefined
  /** `auth`, by the other name that is in use. */
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

/** Each variable with the setting that it stands for and what that is made of. */
const VARIABLES: ReadonlyArray<readonly [name: keyof Env & string, setting: string, read: (text: string) => unknown]> =
  [
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
 * Reads the settings of `createContext` from environment variables, those of {@link Env}. An issue names the variable, and
 * shows no value of one.
 *
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
  const found = VARIABLES.flatMap(([name, setting, read]) => {
    const text = tryTo(() => env[name]?.trim())
    return text ? [{ name, setting, value: read(text) }] : []
  })
  const parsed = parseConfig(Object.fromEntries(found.map(({ setting, value }) => [setting, value])))
  if (parsed._tag === 'Right') return right(parsed.right)
  const variableOf = (field: string): string =>
    [...found].reverse().find(({ setting }) => field.split('.')[0] === setting)?.name ?? 'NOTION_TOKEN'
  return left(parsed.left.map((issue) => ({ ...issue, field: variableOf(issue.field) })))
}
