import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import type { Fetcher } from '../../../src/core/call/fetcher.js'
import type { LogEntry, LogLevel } from '../../../src/core/call/logger.js'
import type { Exchange } from '../../../src/core/call/request.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { withLogger } from '../../../src/core/middleware/withLogger.js'
import { config, settled } from '../../support/fakes.js'
import { anError, aRequest } from '../../support/fixtures.js'

/** A fetcher that tells of exchanges and then answers. */
const telling = (exchanges: ReadonlyArray<Exchange>, answer: E.Either<ReturnType<typeof anError>, unknown>): Fetcher =>
  unsafeCast<Fetcher>((request: { readonly observe?: (exchange: Exchange) => void }) => async () => {
    for (const exchange of exchanges) request.observe?.(exchange)
    return answer
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

test('default: one line for an exchange, with op, status, time and request id', async () => {
  const { lines, log } = logging()
  await log(telling([passed], E.right('ok')))(aRequest())()
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

test('behavior: one line for each attempt', async () => {
  const { lines, log } = logging()
  await log(telling([limited, limited, passed], E.right('ok')))(aRequest())()
  expect(lines.map(({ level, attempt, outcome }) => [level, attempt, outcome])).toEqual([
    ['warn', 1, 'RateLimitError'],
    ['warn', 2, 'RateLimitError'],
    ['info', 3, 'ok'],
  ])
})

test('behavior: a failure for good is an error, in one line', async () => {
  const { lines, log } = logging()
  await log(telling([missing], E.left(anError('NotFoundError'))))(aRequest())()
  expect(lines).toMatchObject([{ level: 'error', outcome: 'NotFoundError', message: 'a message' }])
})

test('behavior: a call that is given up is an error', async () => {
  const { lines, log } = logging('error')
  await log(telling([limited, limited], E.left(anError('RateLimitError'))))(aRequest())()
  expect(lines).toMatchObject([{ level: 'error', attempt: 2, message: 'given up after attempt 2: a message' }])
})

test('behavior: a call that fails without an exchange is an error', async () => {
  const { lines, log } = logging()
  await log(telling([], E.left(anError('InvalidInputError'))))(aRequest())()
  expect(lines).toMatchObject([{ level: 'error', attempt: 0, message: 'a message' }])
})

test('behavior: a call that its caller ended is no error', async () => {
  const { lines, log } = logging('warn')
  await log(telling([{ durationMs: 1, error: anError('AbortError') }], E.left(anError('AbortError'))))(aRequest())()
  expect(lines).toEqual([])
})

test('behavior: an answer without an exchange is told at debug', async () => {
  const { lines, log } = logging('debug')
  await log(telling([], E.right('kept')))(aRequest())()
  expect(lines.map(({ level, message }) => [level, message])).toEqual([
    ['debug', 'getPage: answered after 0 exchanges'],
  ])
})

const told = async (level: LogLevel) => {
  const { lines, log } = logging(level)
  await log(telling([limited, passed], E.right('ok')))(aRequest())()
  await log(telling([missing], E.left(anError('NotFoundError'))))(aRequest())()
  return lines.map((line) => line.level)
}

test('params: level is the least that is told', async () => {
  expect({
    debug: await told('debug'),
    info: await told('info'),
    warn: await told('warn'),
    error: await told('error'),
    silent: await told('silent'),
  }).toEqual({
    debug: ['warn', 'info', 'debug', 'error'],
    info: ['warn', 'info', 'error'],
    warn: ['warn', 'error'],
    error: ['error'],
    silent: [],
  })
})

test('behavior: bodies are shown at debug only', async () => {
  const bodies = async (level: LogLevel) => {
    const { lines, log } = logging(level)
    await log(telling([passed], E.right('the answer')))(aRequest({ kind: 'once', body: 'the question' }))()
    return lines.flatMap(({ requestBody, responseBody }) => [requestBody, responseBody]).filter(Boolean)
  }
  expect(await bodies('debug')).toEqual(['the question', 'the answer'])
  expect(await bodies('info')).toEqual([])
})

test('behavior: who listened before is told, too', async () => {
  const { log } = logging()
  const heard: Array<Exchange> = []
  await log(telling([passed], E.right('ok')))(aRequest({ observe: (exchange) => heard.push(exchange) }))()
  expect(heard).toEqual([passed])
})

test('behavior: the same TaskEither run twice counts its attempts afresh', async () => {
  const { lines, log } = logging()
  const task = log(telling([passed], E.right('ok')))(aRequest())
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
])('behavior: a logger that %s disturbs no call', async (_name, logger) => {
  const log = withLogger({ logger, level: 'debug' })
  expect(await log(telling([passed], E.right('ok')), config)(aRequest())()).toEqual(E.right('ok'))
  await settled()
})
