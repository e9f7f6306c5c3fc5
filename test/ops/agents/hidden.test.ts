import { expect, test } from 'vitest'
import { number } from '../../../src/core/schema/combinators.js'
import { orHidden } from '../../../src/ops/agents/hidden.js'

test('default: orHidden accepts a value of its codec and `hidden`, and nothing else', () => {
  expect([3, 'hidden', 'seen', null].map((value) => orHidden(number).is(value))).toEqual([true, true, false, false])
})
