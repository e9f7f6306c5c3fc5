import { expect, test } from 'vitest'
import { makeContext } from '../../../src/core/context/makeContext.js'
import { wrap } from '../../../src/core/context/wrap.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { aContext } from '../../support/server.js'

test.each([undefined, null, 5, {}])('error: throws if the transport is %s', (transport) => {
  expect(() => makeContext({ auth: 'ntn_a' }, unsafeCast(transport))).toThrow(
    new TypeError('notion-fp: transport must be a function, such as fetchFetcher'),
  )
})

test.each([undefined, null, 5, {}])('error: throws if the middleware is %s', (middleware) => {
  expect(() => wrap(unsafeCast(middleware))(aContext())).toThrow(
    new TypeError('notion-fp: middleware must be a function, such as withRetry()'),
  )
})
