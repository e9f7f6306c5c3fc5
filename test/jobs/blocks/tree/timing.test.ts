import { expect, test } from 'vitest'
import { leastTime, TREES, timeOf, toggles } from '../../../../bench/trees.js'
import { leastRequests } from '../../../support/trees.js'

test.each(TREES)(
  'behavior: %s take at most 1.2 times the least time (%d x %d, %d a minute)',
  async (_, count, children, perMinute) => {
    const planned = toggles(count, children)
    const tree = { planned, requests: leastRequests(planned), perMinute, concurrency: 8 }
    expect((await timeOf(tree)) / leastTime(tree)).toBeLessThan(1.2)
  },
)
