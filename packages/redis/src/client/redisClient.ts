/** The supported clients, by their methods, and a common way to run scripts on them. */
import { shown, throwInvalidOption } from '@notion-fp/shared'
import { PACKAGE } from './redisOptions.js'

/** A client, cluster or sentinel of `redis` (node-redis), version 5 or later. */
export interface NodeRedisClient {
  eval(script: string, options: { keys: Array<string>; arguments: Array<string> }): Promise<unknown>
  evalSha(sha: string, options: { keys: Array<string>; arguments: Array<string> }): Promise<unknown>
}

/** A client or cluster of `ioredis`, or of `valkey` clients with the same interface. */
export interface IoRedisClient {
  call(command: string, ...args: Array<string>): Promise<unknown>
  eval(script: string, numberOfKeys: number, ...args: Array<string>): Promise<unknown>
  evalsha(sha: string, numberOfKeys: number, ...args: Array<string>): Promise<unknown>
}

/** A client of `@upstash/redis`, which uses HTTP. */
export interface UpstashClient {
  eval(script: string, keys: Array<string>, args: Array<string>): Promise<unknown>
  evalsha(sha: string, keys: Array<string>, args: Array<string>): Promise<unknown>
}

/**
 * Any other client, as a function that sends one command, such as `['EVALSHA', …]`, and resolves with the reply: integers as numbers, texts
 * as strings, lists as arrays. It rejects with the error from Redis.
 */
export type SendCommand = (command: ReadonlyArray<string>) => Promise<unknown>

/** A Redis client: of `redis`, `ioredis` or `@upstash/redis`, or a function for any other client. The caller connects and closes it. */
export type RedisClient = NodeRedisClient | IoRedisClient | UpstashClient | SendCommand

/** Runs a script, given in full (`eval`) or by its hash (`evalsha`). */
export interface Evaluate {
  readonly full: (script: string, keys: ReadonlyArray<string>, args: ReadonlyArray<string>) => Promise<unknown>
  readonly byHash: (hash: string, keys: ReadonlyArray<string>, args: ReadonlyArray<string>) => Promise<unknown>
}

const has = (client: object, name: string): boolean => typeof Reflect.get(client, name) === 'function'

const isNodeRedis = (client: object): client is NodeRedisClient => has(client, 'eval') && has(client, 'evalSha')
const isIoRedis = (client: object): client is IoRedisClient => has(client, 'evalsha') && has(client, 'call')
const isUpstash = (client: object): client is UpstashClient => has(client, 'eval') && has(client, 'evalsha')

/**
 * How a client runs scripts.
 *
 * @throws TypeError for an unsupported client.
 */
export const evaluateOf = (client: RedisClient): Evaluate => {
  const given: unknown = client
  if (typeof client === 'function') {
    return {
      full: (script, keys, args) => client(['EVAL', script, String(keys.length), ...keys, ...args]),
      byHash: (hash, keys, args) => client(['EVALSHA', hash, String(keys.length), ...keys, ...args]),
    }
  }
  if (typeof given === 'object' && given !== null) {
    if (isNodeRedis(client)) {
      return {
        full: (script, keys, args) => client.eval(script, { keys: [...keys], arguments: [...args] }),
        byHash: (hash, keys, args) => client.evalSha(hash, { keys: [...keys], arguments: [...args] }),
      }
    }
    if (isIoRedis(client)) {
      return {
        full: (script, keys, args) => client.eval(script, keys.length, ...keys, ...args),
        byHash: (hash, keys, args) => client.evalsha(hash, keys.length, ...keys, ...args),
      }
    }
    if (isUpstash(client)) {
      return {
        full: (script, keys, args) => client.eval(script, [...keys], [...args]),
        byHash: (hash, keys, args) => client.evalsha(hash, [...keys], [...args]),
      }
    }
  }
  return throwInvalidOption(
    PACKAGE,
    'client',
    `a client of redis, ioredis or @upstash/redis, or a function that sends a command, not ${shown(client)}`,
  )
}

/** Why a client may not respond; `undefined` if it is connected, or does not report its state. */
export const connectionOf = (client: RedisClient): string | undefined => {
  // node-redis has `isReady`, ioredis `status`.
  const { isReady, status }: { readonly isReady?: unknown; readonly status?: unknown } = Object(client)
  const isConnected = typeof isReady === 'boolean' ? isReady : typeof status !== 'string' || status === 'ready'
  return isConnected ? undefined : "the client is not connected; its 'error' events say why"
}
