/** Compares large values. */
import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'

/** Fails as `toEqual` does, whose comparison of some hundred objects takes longer than a job on the simulator. */
export const expectSame = (actual: unknown, expected: unknown): void => {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected)
}
