import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import type { Middleware } from '../../../src/core/call/fetcher.js'
import { quietly } from '../../../src/core/call/logger.js'
import { resolveConfig, type TransportOptions } from '../../../src/core/context/config.js'
import { makeContext } from '../../../src/core/context/makeContext.js'
import { wrap } from '../../../src/core/context/wrap.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { fetchFetcher } from '../../../src/core/transport/fetchFetcher.js'
import { scripted, settled } from '../../support/fakes.js'
import { aRequest } from '../../support/fixtures.js'

test('default: the values of options that are not given', () => {
  expect(resolveConfig({ auth: 'ntn_secret' })).toMatchObject({
    notionVersion: '2025-09-03',
    baseUrl: 'https://api.notion.com',
    timeoutMs: 30_000,
    validate: 'contain',
    logLevel: 'warn',
  })
})

test('default: globalThis.fetch is looked up on each call', async () => {
  const { fetch } = resolveConfig({ auth: 'ntn_secret' })
  const platforms = globalThis.fetch
  const { signal } = new AbortController()
  const init = { method: 'GET', headers: {}, signal, redirect: 'manual' } as const
  try {
    globalThis.fetch = async () => new Response('replaced')
    expect(await (await fetch('https://api.notion.com', init)).text()).toBe('replaced')
  } finally {
    globalThis.fetch = platforms
  }
})

test('params: auth is a token or a function that returns one', async () => {
  expect(resolveConfig({ auth: 'ntn_secret' }).auth()).toBe('ntn_secret')
  expect(await resolveConfig({ auth: async () => 'ntn_later' }).auth()).toBe('ntn_later')
})

test.each([
  ['https://proxy.example/notion/', 'https://proxy.example/notion'],
  ['https://api.notion.com/v1', 'https://api.notion.com'],
  ['http://localhost:3000/v1///', 'http://localhost:3000'],
])('params: baseUrl %s', (baseUrl, expected) => {
  expect(resolveConfig({ auth: 'ntn_secret', baseUrl }).baseUrl).toBe(expected)
})

test.each<[string, unknown]>([
  ['auth', { auth: '' }],
  ['auth', { auth: ' \n' }],
  ['auth', { auth: 'ntn_secret\n' }],
  ['auth', { auth: 'ntn_secret\nntn_secret' }],
  ['auth', { auth: ' ntn_secret' }],
  ['auth', {}],
  ['auth', { auth: 42 }],
  ['timeoutMs', { timeoutMs: 0 }],
  ['timeoutMs', { timeoutMs: -1 }],
  ['timeoutMs', { timeoutMs: Number.NaN }],
  ['baseUrl', { baseUrl: 'api.notion.com' }],
  ['baseUrl', { baseUrl: 'ftp://api.notion.com' }],
  ['baseUrl', { baseUrl: 'https://me:hunter2@proxy.example' }],
  ['baseUrl', { baseUrl: 'https://proxy.example/?token=hunter2' }],
  ['notionVersion', { notionVersion: 'latest' }],
])('error: throws if %s is invalid: %j', (field, over) => {
  const options = unsafeCast<TransportOptions>(field === 'auth' ? over : { auth: 'ntn_secret', ...Object(over) })
  expect(() => resolveConfig(options)).toThrow(new RegExp(`^notion-fp: ${field} must be `))
  expect(() => resolveConfig(options)).toThrow(TypeError)
  expect(() => resolveConfig(options)).not.toThrow(/hunter2|ntn_secret/)
})

test('behavior: inspecting or serializing a context does not show the token', () => {
  const ctx = makeContext({ auth: 'ntn_secret' }, fetchFetcher)
  expect(inspect(ctx, { depth: null, showHidden: true }) + JSON.stringify(ctx)).not.toContain('secret')
})

test('behavior: wrap derives a new context, and the middleware added last sees a request first', async () => {
  const seen: Array<string> = []
  const recording =
    (name: string): Middleware =>
    (next) =>
    (request) => {
      seen.push(name)
      return next(request)
    }
  const { fetcher } = scripted()
  const ctx = { ...makeContext({ auth: 'ntn_secret' }, () => fetcher) }
  const derived = wrap(recording('outer'))(wrap(recording('inner'))(ctx))
  await derived.fetcher(aRequest())()
  expect(seen).toEqual(['outer', 'inner'])
  await ctx.fetcher(aRequest())()
  expect(seen).toHaveLength(2)
  expect(derived.config).toBe(ctx.config)
})

test('behavior: quietly passes entries to the logger and ignores its failures', async () => {
  const lines: Array<unknown> = []
  quietly((entry) => {
    lines.push(entry.message)
    throw new Error('disk full')
  })({ level: 'info', message: 'a line' })
  quietly(() => Promise.reject(new Error('disk full')))({ level: 'info', message: 'another' })
  await settled()
  expect(lines).toEqual(['a line'])
})
