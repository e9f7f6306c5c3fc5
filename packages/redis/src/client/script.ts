/** Scripts, and a common way to run them. */
import { reasonOf as withoutCredentials } from '@notion-fp/shared'
import { evaluateOf, type RedisClient } from './redisClient.js'

/** A script with the decoder of its reply, which returns `undefined` for an impossible reply. */
export interface Script<A> {
  readonly source: string
  readonly read: (reply: unknown) => A | undefined
}

/** Runs a script, and resolves with its reply. */
export type RunScript = (source: string, keys: ReadonlyArray<string>, args: ReadonlyArray<string>) => Promise<unknown>

/** The message of a failure, without credentials in addresses, and without the command, which may contain a page. */
export const reasonOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message || error.name : String(error)
  // A failed connection to several addresses has no message.
  const code: unknown = Reflect.get(Object(error), 'code')
  const full = message === 'AggregateError' && typeof code === 'string' ? code : message
  const short = full.replace(/,? *(command was|with args beginning with): ?.*/s, '')
  // The location in the script.
  return withoutCredentials(short.replace(/,? *script: [0-9a-f]{40}, on @?user_script:\d+\.?/, ''))
}

/** The error for a key with a value of another type, with advice. */
const namingKeys = (error: unknown, [key = '']: ReadonlyArray<string>): unknown =>
  /WRONGTYPE/.test(reasonOf(error))
    ? new Error(`WRONGTYPE: a key that begins with ${key} has another type; delete it, or choose another prefix`)
    : error

/** The SHA-1 of a script, as hex. */
const hashOf = async (source: string): Promise<string> => {
  const hash = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(source))
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** How a client runs scripts: by their hashes, once Redis knows them. */
export const runnerOf = (client: RedisClient): RunScript => {
  const evaluate = evaluateOf(client)
  const hashes = new Map<string, Promise<string>>()
  return async (source, keys, args) => {
    const hash = hashes.get(source) ?? hashOf(source)
    hashes.set(source, hash)
    try {
      return await evaluate.byHash(await hash, keys, args)
    } catch (error) {
      // Redis has not loaded the script, or has flushed it. `EVAL` also loads it.
      if (!/NOSCRIPT/.test(reasonOf(error))) throw namingKeys(error, keys)
      return await evaluate.full(source, keys, args).catch((failure) => Promise.reject(namingKeys(failure, keys)))
    }
  }
}
