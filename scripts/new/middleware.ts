/** `npm run new:middleware <name>`, such as `npm run new:middleware withAudit`: a middleware with its test, to start from. */
import { readFileSync, writeFileSync } from 'node:fs'
import { create, fail, finish, lower, spaced } from './files.js'

const [name = ''] = process.argv.slice(2)
const [, what = ''] = /^with([A-Z]\w+)$/.exec(name) ?? []
if (!what) {
  fail(
    `Received ${JSON.stringify(name)}. Usage: npm run new:middleware <name>, such as: npm run new:middleware withAudit
The name starts with "with" and a capital letter.`,
  )
}

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
import { wrap } from '../../../src/core/context/wrap.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { ${name} } from '../../../src/core/middleware/${name}.js'
import { aRequest } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer } = notionServer()

test('default: reports each call, and changes nothing else', async () => {
  const reported: Array<string> = []
  const request = aRequest()
  answer('GET', request.path, { object: 'anything' })
  const ctx = wrap(${name}({ onCall: (op) => reported.push(op) }))(aContext())
  expect(await ctx.fetcher(request)()).toEqual(E.right({ object: 'anything' }))
  expect(reported).toEqual([request.op])
})

test('behavior: a listener that throws does not affect the call', async () => {
  const request = aRequest()
  answer('GET', request.path, { object: 'anything' })
  const onCall = (): void => {
    throw new Error('the listener failed')
  }
  expect(await wrap(${name}({ onCall }))(aContext()).fetcher(request)()).toEqual(E.right({ object: 'anything' }))
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
writeFileSync(TABLE, after)
console.log(`changed  ${TABLE}`)

await finish()
console.log(`
Next:
- src/core/middleware/${name}.ts and test/core/middleware/${name}.test.ts: implement and test it. State belongs to a call, or to an
  object that the user holds, never to the module.
- ${TABLE}: what it does, in its line of the table of middleware.
- If createContext should use it: src/core/context/withDefaults.ts, which also documents the order.
- npm run changeset: describe it for the release.
Then: npm run check`)
