/** `npm run new:middleware <name>`, such as `npm run new:middleware withAudit`: a middleware with its test, to start from. */
import { readFileSync } from 'node:fs'
import { middlewareAsked } from './asked.js'
import { create, fail, finish, orFail, project, write } from './files.js'
import { lower, spaced } from './words.js'

const { name, what } = orFail(middlewareAsked(process.argv.slice(2), project))

create(
  `src/core/middleware/${name}.ts`,
  `/** ${spaced(lower(what)).replace(/^./, (first) => first.toUpperCase())} for the calls of a context. */
import type { Middleware } from '../call/fetcher.js'
import type { NotionRequest } from '../call/request.js'
import { checkOptions, FUNCTION } from '../internal/options.js'
import { tryTo } from '../internal/orUndefined.js'

/** Options of {@link ${name}}. */
export interface With${what}Options {
  /** Receives the name of the operation before each call. */
  readonly onCall: (op: string) => void
}

/**
 * Reports each call before it is sent.
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
        // A listener that throws does not affect the call.
        tryTo(() => options.onCall(request.op))
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
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { ${name} } from '../../../src/core/middleware/${name}.js'
import { config, scripted } from '../../support/fakes.js'
import { anError, aRequest } from '../../support/fixtures.js'

test('default: reports each call, and changes nothing else', async () => {
  const reported: Array<string> = []
  const { fetcher, calls } = scripted(E.left(anError('ServerError')), E.right('ok'))
  const wrapped = ${name}({ onCall: (op) => reported.push(op) })(fetcher, config)
  const request = aRequest()
  expect(await wrapped(request)()).toEqual(E.left(anError('ServerError')))
  expect(await wrapped(request)()).toEqual(E.right('ok'))
  expect(reported).toEqual([request.op, request.op])
  expect(calls).toEqual([request, request])
})

test('behavior: a listener that throws does not affect the call', async () => {
  const onCall = (): void => {
    throw new Error('the listener failed')
  }
  expect(await ${name}({ onCall })(scripted(E.right('ok')).fetcher, config)(aRequest())()).toEqual(E.right('ok'))
})

test('error: an invalid option throws at once', () => {
  expect(() => ${name}(unsafeCast({ onCall: 1 }))).toThrow(TypeError)
})
`,
)

const TABLE = 'docs/concepts/contexts.md'
const before = readFileSync(TABLE, 'utf8')
// The last line of the table of middleware.
const after = before.replace(
  /(\n\| `with[^\n]*\n)(?!\|)/,
  `$1| \`${name}(options)\` | reports each call before it is sent |\n`,
)
if (after === before) fail(`${TABLE}: no table of middleware. Update scripts/new.`)
write(TABLE, after)

await finish(
  [
    `Implement src/core/middleware/${name}.ts and test it in test/core/middleware/${name}.test.ts. State belongs to a call, or to an object
  that the user holds, never to the module.`,
    `Say in ${TABLE} what it does, in its line of the table of middleware.`,
    'If createContext should use it, add it to src/core/context/withDefaults.ts, which also documents the order.',
  ],
  'test/core/middleware',
)
