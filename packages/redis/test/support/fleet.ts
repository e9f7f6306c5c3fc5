/** Several processes that share a server, each with its own connection, in one test. */
import { systemClock } from 'notion-fp'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import type { ManualClock } from '../../../../test/support/fakes.js'
import { connect, type TestClient } from './clients.js'
import { type RedisServer, startRedis } from './redisServer.js'

/** Two connections to a server for the tests of a file. */
export interface Fleet {
  readonly one: () => TestClient
  readonly other: () => TestClient
  /** A prefix that no other test has. */
  readonly prefix: () => string
}

/** A value that `beforeAll` has set. */
export const present = <A>(given: A | undefined): A => {
  if (given === undefined) throw new Error('there is no server yet')
  return given
}

/** Starts a server before the tests of a file, and stops it after them. */
export const aFleet = (): Fleet => {
  let server: RedisServer | undefined
  let clients: ReadonlyArray<TestClient> = []
  let prefixes = 0
  beforeAll(async () => {
    server = await startRedis()
    clients = [await connect(server.url), await connect(server.url)]
  })
  afterAll(async () => {
    for (const { close } of clients) await close()
    await server?.stop()
  })
  return {
    one: () => present(clients[0]),
    other: () => present(clients[1]),
    prefix: () => `test-${++prefixes}`,
  }
}

/** A server of one test, for faults that others would notice. */
export const ownServer = async (...args: ReadonlyArray<string>): Promise<RedisServer> => {
  const server = await startRedis(undefined, ...args)
  onTestFinished(server.stop)
  return server
}

/** A connection of one test. */
export const ownClient = async (
  url: string,
  how: (url: string) => Promise<TestClient> = connect,
): Promise<TestClient> => {
  const client = await how(url)
  onTestFinished(async () => void (await client.close()))
  return client
}

/** A logger that remembers, instead of the console. */
export const aLog = () => {
  const lines: Array<string> = []
  return {
    lines,
    logger: ({ level, message }: { level: string; message: string }) => void lines.push(`${level}: ${message}`),
  }
}

/** The clock of a process whose time is wrong. */
export const shifted = (milliseconds: number) => ({ ...systemClock, now: () => Date.now() + milliseconds })

/**
 * The result of work, for which time passes as long as it needs.
 *
 * @param idle Waits for what takes no time; left out where commands are never replied to.
 */
export const passing = async <A>(
  clock: ManualClock,
  work: A | Promise<A>,
  idle: () => Promise<void> = () => new Promise((resolve) => setTimeout(resolve, 1)),
): Promise<A> => {
  let isDone = false
  const done = Promise.resolve(work).finally(() => {
    isDone = true
  })
  while (!isDone) {
    // In small steps, since hashing takes turns of its own.
    await idle()
    if (clock.sleeping() > 0) await clock.advance(50)
  }
  return done
}
