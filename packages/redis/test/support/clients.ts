/** The clients that the package takes, each connected to a server. */
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { Redis as Upstash } from '@upstash/redis'
import { Redis as IoRedis } from 'ioredis'
import { createClient } from 'redis'
import { unsafeCast } from '../../../../src/core/internal/unsafeCast.js'
import { settled } from '../../../../test/support/fakes.js'
import type { RedisClient } from '../../src/index.js'

/** A client for tests, with a way to send any command. */
export interface TestClient {
  readonly name: string
  readonly client: RedisClient
  readonly send: (...command: ReadonlyArray<string>) => Promise<unknown>
  readonly close: () => unknown
  /** Resolves when no script is under way. */
  readonly idle: () => Promise<void>
}

type Connected = Omit<TestClient, 'idle'>

/** Counts the scripts that are under way. */
const watched = <A extends RedisClient>(client: A): { readonly client: A; readonly idle: () => Promise<void> } => {
  let underWay = 0
  const counted = async (work: () => Promise<unknown>): Promise<unknown> => {
    underWay++
    try {
      return await work()
    } finally {
      underWay--
    }
  }
  const proxy = new Proxy(client, {
    apply: (target, self, args) => counted(async () => Reflect.apply(unsafeCast<() => unknown>(target), self, args)),
    get: (target, name) => {
      const value = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return /^eval/i.test(String(name))
        ? (...args: Array<unknown>) => counted(async () => Reflect.apply(value, target, args))
        : value.bind(target)
    },
  })
  const idle = async (): Promise<void> => {
    for (let quiet = 0; quiet < 2; quiet = underWay === 0 ? quiet + 1 : 0) {
      await settled()
      await new Promise(setImmediate)
    }
  }
  return { client: proxy, idle }
}

const aNodeRedis = async (url: string): Promise<Connected> => {
  const client = createClient({ url, disableOfflineQueue: false })
  client.on('error', () => undefined)
  await client.connect()
  return {
    name: 'redis',
    client,
    send: (...command) => client.sendCommand([...command]),
    close: () => client.destroy(),
  }
}

const anIoRedis = async (url: string): Promise<Connected> => {
  const client = new IoRedis(url, { retryStrategy: () => 20, maxRetriesPerRequest: null })
  client.on('error', () => undefined)
  await client.ping()
  return {
    name: 'ioredis',
    client,
    send: (name = '', ...args) => client.call(name, ...args),
    close: () => client.disconnect(),
  }
}

const aFunction = async (url: string): Promise<Connected> => {
  const { client: _client, send, close } = await anIoRedis(url)
  return { name: 'a function', client: ([name = '', ...args]) => send(name, ...args), send, close }
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}

/** Replies as Upstash encodes them, so that they are safe in JSON. */
const encoded = (reply: unknown): unknown => {
  if (Array.isArray(reply)) return reply.map(encoded)
  return typeof reply === 'string' && reply !== 'OK' ? Buffer.from(reply).toString('base64') : reply
}

/** The HTTP interface of Upstash in front of a server: one command as an array, or a list of them. */
const anUpstash = async (url: string): Promise<Connected> => {
  const { send, close } = await anIoRedis(url)
  const answer = async (command: ReadonlyArray<string>): Promise<object> => {
    try {
      return { result: encoded(await send(...command.map(String))) }
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) }
    }
  }
  const server = createServer(async (request, response) => {
    const isAllowed = request.headers.authorization === 'Bearer a-token'
    const given = JSON.parse(await bodyOf(request))
    const result = !isAllowed
      ? { error: 'WRONGPASS invalid or missing auth token' }
      : request.url === '/pipeline'
        ? await Promise.all(given.map(answer))
        : await answer(given)
    response.statusCode = !isAllowed ? 401 : 'error' in result ? 400 : 200
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(result))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const client = new Upstash({
    url: `http://127.0.0.1:${port}`,
    token: 'a-token',
    enableTelemetry: false,
    retry: false,
  })
  return {
    name: '@upstash/redis',
    client,
    send,
    close: () => {
      server.closeAllConnections()
      server.close()
      close()
    },
  }
}

const connector =
  (connect: (url: string) => Promise<Connected>) =>
  async (url: string): Promise<TestClient> => {
    const connected = await connect(url)
    return { ...connected, ...watched(connected.client) }
  }

/** How each client is connected to a server. */
export const CLIENTS: ReadonlyArray<readonly [name: string, connect: (url: string) => Promise<TestClient>]> = [
  ['redis', connector(aNodeRedis)],
  ['ioredis', connector(anIoRedis)],
  ['@upstash/redis', connector(anUpstash)],
  ['a function', connector(aFunction)],
]

/** The client of most tests. */
export const connect = connector(anIoRedis)
