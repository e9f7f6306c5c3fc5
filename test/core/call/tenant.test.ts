import { expect, test, vi } from 'vitest'
import { tenantOf } from '../../../src/core/call/tenant.js'
import { resolveConfig, type TransportOptions } from '../../../src/core/context/config.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { deferred } from '../../support/fakes.js'

const tenantWith = (options: Partial<TransportOptions> = {}) =>
  tenantOf(resolveConfig({ auth: 'ntn_secret', ...options }))()

test('default: a tenant is a hash that does not show its token', async () => {
  expect(await tenantWith()).toMatch(/^[0-9a-f]{32}$/)
})

test('behavior: a tenant is the same for the same token, version and base URL', async () => {
  expect(await tenantWith({ auth: async () => 'ntn_secret', timeoutMs: 5 })).toBe(await tenantWith())
})

test.each([
  ['token', { auth: 'ntn_other' }],
  ['version', { notionVersion: '2026-03-11' }],
  ['address', { baseUrl: 'https://proxy.example' }],
])('behavior: a tenant differs by %s', async (_name, options) => {
  expect(await tenantWith(options)).not.toBe(await tenantWith())
})

test('behavior: a token is not hashed again if it is the same as before', async () => {
  const tokens = ['ntn_a', 'ntn_a', 'ntn_b', 'ntn_a']
  const tenant = tenantOf(resolveConfig({ auth: () => tokens.shift() ?? '' }))
  const first = await tenant()
  const again = tenant()
  expect(again).toBe(first)
  const other = await tenant()
  expect(other).not.toBe(first)
  expect(await tenant()).toBe(first)
})

test('behavior: concurrent callers proceed in order, whichever hash is done first', async () => {
  const { digest } = crypto.subtle
  const slow = deferred<void>()
  const hashing = vi.spyOn(crypto.subtle, 'digest').mockImplementationOnce(async (...hash) => {
    await slow.promise
    return digest.apply(crypto.subtle, hash)
  })
  hashing.mockImplementation((...hash) => digest.apply(crypto.subtle, hash))
  const tenant = tenantOf(resolveConfig({ auth: 'ntn_secret' }))
  const order: Array<number> = []
  await Promise.all([0, 1, 2, 3, 4].map(async (number) => order.push((await tenant()) === '' ? -1 : number)))
  slow.resolve()
  hashing.mockRestore()
  expect(order).toEqual([0, 1, 2, 3, 4])
})

test('behavior: a hash that never settles, as in a Worker whose request has ended, blocks no other caller', async () => {
  const { digest } = crypto.subtle
  const hanging = vi.spyOn(crypto.subtle, 'digest').mockImplementationOnce(() => new Promise(() => undefined))
  const tenant = tenantOf(resolveConfig({ auth: 'ntn_secret' }))
  void tenant()
  hanging.mockImplementation((...hash) => digest.apply(crypto.subtle, hash))
  expect(await tenant()).toMatch(/^[0-9a-f]{32}$/)
  hanging.mockRestore()
})

test('error: a tenant rejects if the auth function fails', async () => {
  const tenant = tenantOf(resolveConfig({ auth: () => Promise.reject(new Error('vault is sealed')) }))
  await expect(tenant()).rejects.toThrow('vault is sealed')
})

test.each([undefined, null, 5, 'ntn_secret', {}, { auth: 'ntn_secret' }])(
  'error: tenantOf throws for anything but a config: %j',
  (given) => {
    expect(() => tenantOf(unsafeCast(given))).toThrow(/^notion-fp: config must be the config of a context/)
  },
)
