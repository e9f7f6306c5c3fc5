import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { configFromEnv } from '../../../src/core/context/configFromEnv.js'

const NOTION_TOKEN = 'ntn_secret'

test('default: only the token is required', () => {
  expect(configFromEnv({ NOTION_TOKEN, PATH: '/bin' })).toEqual(E.right({ auth: NOTION_TOKEN }))
})

test('default: reads all variables', () => {
  expect(
    configFromEnv({
      NOTION_TOKEN: ` ${NOTION_TOKEN}\n`,
      NOTION_VERSION: '2026-03-11',
      NOTION_BASE_URL: 'https://proxy.example',
      NOTION_TIMEOUT_MS: '5000',
      NOTION_VALIDATE: 'warn',
      NOTION_LOG_LEVEL: 'debug',
      NOTION_RETRY_ATTEMPTS: '3',
      NOTION_RATE_LIMIT_PER_MINUTE: '600',
      NOTION_CACHE: 'true',
    }),
  ).toEqual(
    E.right({
      auth: NOTION_TOKEN,
      notionVersion: '2026-03-11',
      baseUrl: 'https://proxy.example',
      timeoutMs: 5_000,
      validate: 'warn',
      logLevel: 'debug',
      retry: { attempts: 3 },
      rateLimit: { perMinute: 600 },
      cache: {},
    }),
  )
})

test('params: NOTION_TOKEN takes precedence over NOTION_API_KEY', () => {
  expect(configFromEnv({ NOTION_API_KEY: 'ntn_key' })).toEqual(E.right({ auth: 'ntn_key' }))
  expect(configFromEnv({ NOTION_TOKEN, NOTION_API_KEY: 'ntn_key' })).toEqual(E.right({ auth: NOTION_TOKEN }))
})

test('params: false disables retries, the rate limiter and the cache', () => {
  const env = {
    NOTION_TOKEN,
    NOTION_RETRY_ATTEMPTS: 'false',
    NOTION_RATE_LIMIT_PER_MINUTE: 'false',
    NOTION_CACHE: 'false',
  }
  expect(configFromEnv(env)).toEqual(E.right({ auth: NOTION_TOKEN, retry: false, rateLimit: false, cache: false }))
})

test('params: an empty variable counts as not set', () => {
  expect(configFromEnv({ NOTION_TOKEN, NOTION_TIMEOUT_MS: '', NOTION_VERSION: ' ', NOTION_CACHE: undefined })).toEqual(
    E.right({ auth: NOTION_TOKEN }),
  )
})

test.each([
  ['NOTION_TOKEN', {}],
  ['NOTION_TOKEN', { NOTION_TOKEN: 'ntn a' }],
  ['NOTION_API_KEY', { NOTION_TOKEN: '', NOTION_API_KEY: 'ntn a' }],
  ['NOTION_VERSION', { NOTION_TOKEN, NOTION_VERSION: 'latest' }],
  ['NOTION_BASE_URL', { NOTION_TOKEN, NOTION_BASE_URL: 'proxy.example' }],
  ['NOTION_TIMEOUT_MS', { NOTION_TOKEN, NOTION_TIMEOUT_MS: '5s' }],
  ['NOTION_TIMEOUT_MS', { NOTION_TOKEN, NOTION_TIMEOUT_MS: '-5' }],
  ['NOTION_VALIDATE', { NOTION_TOKEN, NOTION_VALIDATE: 'yes' }],
  ['NOTION_LOG_LEVEL', { NOTION_TOKEN, NOTION_LOG_LEVEL: 'verbose' }],
  ['NOTION_RETRY_ATTEMPTS', { NOTION_TOKEN, NOTION_RETRY_ATTEMPTS: 'often' }],
  ['NOTION_RATE_LIMIT_PER_MINUTE', { NOTION_TOKEN, NOTION_RATE_LIMIT_PER_MINUTE: '0' }],
  ['NOTION_CACHE', { NOTION_TOKEN, NOTION_CACHE: 'maybe' }],
])('error: the issue names the variable: %s', (field, env) => {
  expect(configFromEnv(env)).toMatchObject({ left: [{ field }] })
  expect(JSON.stringify(configFromEnv(env))).not.toContain('ntn')
})
