import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import type { Fetcher } from '../../../src/core/call/fetcher.js'
import type { LogEntry, LogLevel } from '../../../src/core/call/logger.js'
import type { Exchange } from '../../../src/core/call/request.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { withLogger } from '../../../src/core/middleware/withLogger.js'
import { config, scripted, settled } from '../../support/fakes.js'
import { anError, aRequest } from '../../support/fixtures.js'

/** A fetcher that reports exchanges, and then returns a result. */
const reporting = (
  exchanges: ReadonlyArray<Exchange>,
  result: E.Either<ReturnType<typeof anError>, unknown>,
): Fetcher =>
  unsafeCast<Fetcher>((request: { readonly observe?: (exchange: Exchange) => void }) => async () => {
    for (const exchange of exchanges) request.observe?.(exchange)
    return result
  })

const logging = (level: LogLevel = 'info') => {
  const lines: Array<LogEntry> = []
  const logger = (entry: LogEntry) => {
    lines.push(entry)
  }
  const inConfig = { ...config, logger, logLevel: level }
  return { lines, log: (next: Fetcher) => withLogger()(next, inConfig) }
}

const passed: Exchange = { status: 200, requestId: 'request-1', durationMs: 12 }
const limited: Exchange = { status: 429, durationMs: 3, error: anError('RateLimitError') }
const missing: Exchange = { status: 404, durationMs: 3, error: anError('NotFoundError') }

test('default: logs one line per exchange, with operation, status, duration and request id', async () => {
  const { lines, log } = logging()
  await log(reporting([passed], E.right('ok')))(aRequest())()
  expect(lines).toEqual([
    {
      level: 'info',
      message: 'getPage: 200 in 12 ms',
      op: 'getPage',
      method: 'GET',
      path: aRequest().path,
      attempt: 1,
      outcome: 'ok',
      status: 200,
      requestId: 'request-1',
      durationMs: 12,
    },
  ])
})

test('behavior: logs one line per attempt', async () => {
  const { lines, log } = logging()
  await log(reporting([limited, limited, passed], E.right('ok')))(aRequest())()
  expect(lines.map(({ level, attempt, outcome }) => [level, attempt, outcome])).toEqual([
    ['warn', 1, 'RateLimitError'],
    ['warn', 2, 'RateLimitError'],
    ['info', 3, 'ok'],
  ])
})

test('behavior: logs an error that cannot be retried once, at error', async () => {
  const { lines, log } = logging()
  await log(reporting([missing], E.left(anError('NotFoundError'))))(aRequest())()
  expect(lines).toMatchObject([{ level: 'error', outcome: 'NotFoundError', message: 'a message' }])
})

test('behavior: logs an error when the retries are exhausted', async () => {
  const { lines, log } = logging('error')
  await log(reporting([limited, limited], E.left(anError('RateLimitError'))))(aRequest())()
  expect(lines).toMatchObject([{ level: 'error', attempt: 2, message: 'gave up after attempt 2: a message' }])
})

test('behavior: logs an error if a call fails without an exchange', async () => {
  const { lines, log } = logging()
  await log(reporting([], E.left(anError('InvalidInputError'))))(aRequest())()
  expect(lines).toMatchObject([{ level: 'error', attempt: 0, message: 'a message' }])
})

test('behavior: does not log an aborted call as a warning or an error', async () => {
  const { lines, log } = logging('warn')
  await log(reporting([{ durationMs: 1, error: anError('AbortError') }], E.left(anError('AbortError'))))(aRequest())()
  expect(lines).toEqual([])
})

test('behavior: logs a result without an exchange at debug', async () => {
  const { lines, log } = logging('debug')
  await log(reporting([], E.right('cached')))(aRequest())()
  expect(lines.map(({ level, message }) => [level, message])).toEqual([
    ['debug', 'getPage: succeeded after 0 exchanges'],
  ])
})

const levelsLogged = async (level: LogLevel) => {
  const { lines, log } = logging(level)
  await log(reporting([limited, passed], E.right('ok')))(aRequest())()
  await log(reporting([missing], E.left(anError('NotFoundError'))))(aRequest())()
  return lines.map((line) => line.level)
}

test('params: level is the least severe level that is logged', async () => {
  expect({
    debug: await levelsLogged('debug'),
    info: await levelsLogged('info'),
    warn: await levelsLogged('warn'),
    error: await levelsLogged('error'),
    silent: await levelsLogged('silent'),
  }).toEqual({
    debug: ['warn', 'info', 'debug', 'error'],
    info: ['warn', 'info', 'error'],
    warn: ['warn', 'error'],
    error: ['error'],
    silent: [],
  })
})

test('behavior: logs bodies at debug only', async () => {
  const bodies = async (level: LogLevel) => {
    const { lines, log } = logging(level)
    await log(reporting([passed], E.right('the response')))(aRequest({ kind: 'once', body: 'the request' }))()
    return lines.flatMap(({ requestBody, responseBody }) => [requestBody, responseBody]).filter(Boolean)
  }
  expect(await bodies('debug')).toEqual(['the request', 'the response'])
  expect(await bodies('info')).toEqual([])
})

test('behavior: calls an existing observer, too', async () => {
  const { log } = logging()
  const observed: Array<Exchange> = []
  await log(reporting([passed], E.right('ok')))(aRequest({ observe: (exchange) => observed.push(exchange) }))()
  expect(observed).toEqual([passed])
})

test('behavior: counts the attempts of each run of a TaskEither from 1', async () => {
  const { lines, log } = logging()
  const task = log(reporting([passed], E.right('ok')))(aRequest())
  await task()
  await task()
  expect(lines.map(({ attempt }) => attempt)).toEqual([1, 1])
})

test.each([
  [
    'throws',
    () => {
      throw new Error('disk full')
    },
  ],
  ['rejects', () => Promise.reject(new Error('disk full'))],
])('behavior: a logger that %s does not affect the call', async (_name, logger) => {
  const log = withLogger({ logger, level: 'debug' })
  expect(await log(reporting([passed], E.right('ok')), config)(aRequest())()).toEqual(E.right('ok'))
  await settled()
})

test.each<[LogLevel, boolean]>([
  ['debug', false],
  ['info', false],
  ['warn', true],
  ['silent', true],
])('behavior: at level %s, only failures need to be observed: %s', async (level, onlyFailures) => {
  const { log } = logging(level)
  const { fetcher, calls } = scripted(E.right('ok'))
  await log(fetcher)(aRequest())()
  expect(calls.map((call) => call.observe === call.onlyFailures)).toEqual([onlyFailures])
})

test('behavior: what an outer middleware observes does not depend on the level', async () => {
  const { log } = logging('warn')
  const { fetcher, calls } = scripted(E.right('ok'))
  await log(fetcher)(aRequest({ observe: () => undefined }))()
  expect(calls).toMatchObject([{ onlyFailures: undefined }])
})
