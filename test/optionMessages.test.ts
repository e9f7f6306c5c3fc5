import { expect, test } from 'vitest'
import { checkOptions as checkOpentelemetryOptions } from '../packages/opentelemetry/src/options.js'
import { checkOptions as checkSharedOptions } from '../packages/shared/src/options.js'
import { checkOptions } from '../src/core/internal/options.js'
import { unsafeCast } from '../src/core/internal/unsafeCast.js'

const RULES = {
  size: [(given: unknown) => typeof given === 'number' && given > 0, 'a number greater than 0'],
  logger: [(given: unknown) => typeof given === 'function', 'a function'],
} as const

/** The check of each package, in which the same thing goes by the same name. */
const CHECKS = {
  'notion-fp': (options: unknown) => checkOptions(options, RULES),
  '@notion-fp/opentelemetry': (options: unknown) => checkOpentelemetryOptions(options, RULES),
  // From JavaScript, the options can be anything.
  '@notion-fp/shared': (options: unknown) => checkSharedOptions('@notion-fp/shared', unsafeCast(options), RULES),
}

test.each(Object.entries(CHECKS))('error: %s says what was given, what is allowed and what to do', (name, check) => {
  const tried: ReadonlyArray<readonly [unknown, string]> = [
    [{ size: 0 }, 'size must be a number greater than 0, not 0'],
    [{ size: null }, 'size must be a number greater than 0, not null'],
    [{ size: true }, 'size must be a number greater than 0, not true'],
    [{ size: [] }, 'size must be a number greater than 0, not object'],
    [{ logger: 'a secret' }, 'logger must be a function, not a string of length 8'],
    [{ loger: 'a secret' }, 'loger must be left out; the options are size, logger'],
    [{ constructor: 1 }, 'constructor must be left out; the options are size, logger'],
    [undefined, 'options must be an object, not undefined'],
    [null, 'options must be an object, not null'],
    ['a secret', 'options must be an object, not a string of length 8'],
    [[], 'options must be an object, not object'],
  ]
  for (const [options, message] of tried) expect(() => check(options)).toThrow(new TypeError(`${name}: ${message}`))
})

test.each(Object.entries(CHECKS))(
  'default: %s accepts valid options, and undefined for any of them',
  (_name, check) => {
    for (const options of [{}, { size: 1, logger: () => undefined }, { size: undefined, loger: undefined }])
      expect(() => check(options)).not.toThrow()
  },
)
