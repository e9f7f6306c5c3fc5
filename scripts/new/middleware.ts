/** `npm run new:middleware <name>`, such as `npm run new:middleware withAudit`: a middleware with its test, to be changed. */
import { create, fail, finish, lower, spaced } from './files.js'

const [name = ''] = process.argv.slice(2)
const [, what = ''] = /^with([A-Z]\w+)$/.exec(name) ?? []
if (!what) fail('Usage: npm run new:middleware <name>\nSuch as: npm run new:middleware withAudit')

create(
  `src/core/middleware/${name}.ts`,
  `/** ${spaced(lower(what)).replace(/^./, (first) => first.toUpperCase())} for the calls of a context. */
import type { Middleware } from '../call/fetcher.js'
import type { NotionRequest } from '../call/request.js'
import { checkOptions, FUNCTION } from '../internal/options.js'

/** What {@link ${name}} takes. */
export interface With${what}Options {
  /** Told the operation of each call, before it is made. */
  readonly onCall: (op: string) => void
}

/**
 * Tells of each call before it is made.
 *
 * @throws TypeError for an invalid option.
 * @example
 * import { createContext, ${name}, wrap } from 'notion-fp'
 * import { pipe } from 'notion-fp/fp'
 *
 * const ctx = pipe(createContext({ auth: 'ntn_…' }), wrap(${name}({ onCall: (op) => console.log(op) })))
 */
export const ${name} = (options: With${what}Options): Middleware => {
  checkOptions(options, { onCall: FUNCTION })
  return (next) =>
    <A>(request: NotionRequest<A>) => {
      const call = next(request)
      return () => {
        options.onCall(request.op)
        return call()
      }
    }
}
`,
)

create(
  `test/core/middleware/${name}.test.ts`,
  `import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { wrap } from '../../../src/core/context/wrap.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { ${name} } from '../../../src/core/middleware/${name}.js'
import { aRequest } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer } = notionServer()

test('default: tells of each call, and changes nothing else', async () => {
  const told: Array<string> = []
  const request = aRequest()
  answer('GET', request.path, { object: 'anything' })
  const ctx = wrap(${name}({ onCall: (op) => told.push(op) }))(aContext())
  expect(await ctx.fetcher(request)()).toEqual(E.right({ object: 'anything' }))
  expect(told).toEqual([request.op])
})

test('error: an invalid option throws at once', () => {
  expect(() => ${name}(unsafeCast({ onCall: 1 }))).toThrow(TypeError)
})
`,
)

finish()
console.log(`
Next: make src/core/middleware/${name}.ts do what it is for, and its test with it. Its state belongs to one run, or to an object that
its user holds; never to the module. Where it belongs among the others is documented in createContext.`)
