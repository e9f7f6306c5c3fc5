import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { withSignal } from '../../../src/core/middleware/withSignal.js'
import { config, scripted } from '../../support/fakes.js'
import { aRequest } from '../../support/fixtures.js'

test('default: adds the signal to every call', async () => {
  const { signal } = new AbortController()
  const { fetcher, calls } = scripted(E.right('ok'))
  await withSignal(signal)(fetcher, config)(aRequest())()
  expect(calls[0]?.signal).toBe(signal)
})

test.each(['outer', 'inner'])('behavior: a call with its own signal is aborted by the %s one', async (which) => {
  const outer = new AbortController()
  const inner = new AbortController()
  const { fetcher, calls } = scripted(E.right('ok'))
  await withSignal(outer.signal)(fetcher, config)(aRequest({ signal: inner.signal }))()
  expect(calls[0]?.signal?.aborted).toBe(false)
  ;(which === 'outer' ? outer : inner).abort('enough')
  expect(calls[0]?.signal?.reason).toBe('enough')
})
