/**
 * `npm run new:op <resource> <operation>`, such as `npm run new:op pages getTeamspace`: an operation that type-checks and passes its
 * tests, to start from. Its first word determines the method and kind, unless `--method` and `--kind` say so; `--list` makes it return
 * one page of results at a time. Creates a folder for a new resource only with `--new-resource`, so that a misspelled one is noticed.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { operationAsked } from './asked.js'
import { addImport, addWord, changed, create, edit, fail, finish, orFail, project } from './files.js'
import { lower, plural, snake, spaced, upper } from './words.js'

const { resource, op, verb, method, kind, does, isList, hasId, hasBody, object, objectFile, idField, path } = orFail(
  operationAsked(process.argv.slice(2), project),
)
const folder = `src/ops/${resource}`
const noun = spaced(lower(object))
const nouns = plural(noun)
/** The object as the API names it. */
const word = snake(lower(object))
const params = `${upper(op)}Params`
/** Parameters besides those of pagination. */
const hasName = hasBody && !isList

/** The file of the object: that of another folder, where it is there already. */
const home = objectFile ?? `${folder}/${lower(object)}.ts`
const homeText = objectFile === undefined ? '' : readFileSync(objectFile, 'utf8')
const hasTemplateShape = new RegExp(
  `struct<${object}>\\(\\{\\s*object: literal\\('${word}'\\),\\s*id: string,\\s*name: string,?\\s*\\}\\)`,
).test(homeText)
/** The file with a sample of the object. */
const fixtures = readdirSync('test/support')
  .map((name) => `test/support/${name}`)
  .find(
    (file) => file.endsWith('.ts') && new RegExp(`^export const a${object} = `, 'm').test(readFileSync(file, 'utf8')),
  )
const isFixture = objectFile !== undefined && !hasTemplateShape
if (isFixture && (fixtures === undefined || !new RegExp(`^export const ${object}: Type<`, 'm').test(homeText))) {
  fail(
    `${object} exists: ${objectFile}. Choose another name, or, if ${op} returns it, first export a sample of it as a${object}
from test/support/fixtures.ts: the tests need one.
Nothing was written.`,
  )
}

const fields = [
  ...(hasId
    ? [
        `  /** The id of the ${spaced(idField.replace(/_id$/, '').replace(/_./g, (two) => upper(two.slice(1))))}, with or without dashes. */\n  readonly ${idField}: string`,
      ]
    : []),
  ...(hasName ? ['  /** Its name. */\n  readonly name: string'] : []),
].join('\n')

const checks = [...(hasId ? [`${idField}: id`] : []), ...(hasName ? ['name: needed'] : [])]
const rules = isList ? 'paging' : `{ ${checks.join(', ')} }`
const call = hasBody ? 'bodyCall' : 'queryCall'
const returned = isList ? `List<${object}>` : object
const decoder = isList ? `listOf(${object})` : object
const imports = [
  call,
  'type Context',
  'decodeWith',
  ...(hasId ? ['id'] : []),
  ...(isList ? ['type List', 'listOf', 'type PageParams', 'paging'] : []),
  ...(hasName ? ['needed'] : []),
  'type NotionError',
  'type NotionRequest',
  ...(kind === 'read' ? [] : [kind]),
  'send',
  'type TaskEither',
]
const given = [...(hasId ? [idField] : []), ...(hasName ? ['name'] : [])]
const typed = ['ctx: Context', ...given.map((name) => `${name}: string`)].join(', ')
const from = relative(folder, home).replace(/\.ts$/, '.js')
const example = isList
  ? `import { collect, type Context, ${op} } from 'notion-fp'
 *
 * const all = (ctx: Context) => collect(${op})(ctx, {})`
  : `import { type Context, ${op} } from 'notion-fp'
 *
 * const ${verb}One = (${typed}) => ${op}(ctx, ${given.length > 0 ? `{ ${given.join(', ')} }` : '{}'})`

create(
  `${folder}/${op}.ts`,
  `import { ${imports.join(', ')} } from '../../core/operation.js'
import { ${object} } from '${from.startsWith('.') ? from : `./${from}`}'

/** Parameters of {@link ${op}}. */
export interface ${params} ${isList ? 'extends PageParams {}' : `{\n${fields}\n}`}

/** The request that {@link ${op}} sends. */
export const ${op}Request = (params: ${params}): NotionRequest<${returned}> => ({
  op: '${op}',
  ${kind === 'read' ? `kind: 'read'` : `...${kind}`},
  ...${call}('${method}', '${path}', params, ${rules}).call,
  decode: decodeWith(${decoder}),
})

/**
 * ${isList ? `Lists the ${nouns}, one page of results at a time.\n *\n * \`collect(${op})\` returns all of them.` : `${does} a ${noun}.`}
 *
 * @param ctx The context to send the request with.
 * @param params ${isList ? 'Pagination' : `The ${noun}`}.
 * @returns ${isList ? `One page of ${nouns}` : `The ${noun}`}. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/${snake(op).replaceAll('_', '-')}
 * @example
 * ${example}
 */
export const ${op} = (ctx: Context, params: ${params}): TaskEither<NotionError, ${returned}> =>
  send(ctx, ${op}Request(params))
`,
)

if (objectFile === undefined) {
  create(
    home,
    `/** ${upper(nouns)}. */
import type { Type } from 'io-ts'
import { literal, string, struct } from '../../core/schema/combinators.js'

/** A ${noun}. */
export interface ${object} {
  readonly object: '${word}'
  /** A UUID with dashes. */
  readonly id: string
  readonly name: string
}

/** A ${noun}. */
export const ${object}: Type<${object}> = struct<${object}>({ object: literal('${word}'), id: string, name: string })
`,
  )
}

const ID = '00000000-0000-4000-8000-000000000001'
const sample = [...(hasId ? [`${idField}: '${ID}'`] : []), ...(hasName ? [`name: 'One'`] : [])].join(', ')
const braced = sample === '' ? '{}' : `{ ${sample} }`
const answer = `{ object: '${word}', id: '${ID}', name: 'One' }`
const url = path.replace(/\{\w+\}/, ID)
const wrong = isList ? '{ page_size: 0 }' : hasId ? `{ ...params, ${idField}: 'none' }` : hasName ? '{}' : 'null'
const field = isList ? 'page_size' : hasId ? idField : hasName ? 'name' : 'params'
const shared = [
  ...(isList ? ['aList'] : []),
  'anErrorBody',
  ...(isFixture && fixtures === 'test/support/fixtures.ts' ? [`a${object}`] : []),
]
const fixtureImport =
  isFixture && fixtures !== undefined && fixtures !== 'test/support/fixtures.ts'
    ? `import { a${object} } from '../../support/${relative('test/support', fixtures).replace(/\.ts$/, '.js')}'\n`
    : ''
const sentIn = hasBody ? 'expect(sent[0]?.body).toEqual' : 'expect(Object.fromEntries(sent[0]?.search ?? [])).toEqual'

const listTests = `
test('params: start_cursor and page_size are sent', async () => {
  answer('${method}', '${url}', aList([]))
  await ${op}(aContext(), { start_cursor: 'a cursor', page_size: 10 })()
  ${sentIn}({ start_cursor: 'a cursor', page_size: ${hasBody ? '10' : "'10'"} })
})

test('behavior: collect follows the cursors', async () => {
  answer('${method}', '${url}', (asked: number) => aList([one], asked === 1 ? 'next' : null))
  expect(await collect(${op})(aContext(), {})()).toEqual(E.right([one, one]))
})
`

create(
  `test/ops/${resource}/${op}.test.ts`,
  `import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
${isList ? `import { collect } from '../../../src/core/pagination/paginate.js'\n` : ''}import { ${op}, ${op}Request } from '../../../src/ops/${resource}/${op}.js'
import { ${shared.join(', ')} } from '../../support/fixtures.js'
${fixtureImport}import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const params = ${braced}
const one = ${isFixture ? `a${object}()` : answer}

test('default: ${isList ? `lists ${nouns}` : `${does.toLowerCase()} a ${noun}`}', async () => {
  answer('${method}', '${url}', ${isList ? 'aList([one])' : 'one'})
  expect(await ${op}(aContext(), params)()).toEqual(E.right(${isList ? 'aList([one])' : 'one'}))
})
${isList ? listTests : ''}
test('behavior: is ${kind}', () => {
  expect(${op}Request(params)).toMatchObject({ op: '${op}', kind: '${kind}' })
})

test('error: not found', async () => {
  answer('${method}', '${url}', anErrorBody(404, 'object_not_found'), 404)
  expect(await ${op}(aContext(), params)()).toMatchObject({ left: { _tag: 'NotFoundError' } })
})

test('error: invalid input is rejected before sending', async () => {
  expect(await ${op}(aContext(), unsafeCast(${wrong}))()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: '${field}' }] },
  })
  expect(sent).toEqual([])
})
`,
)

const idWord = idField.replace(/_id$/, '').toUpperCase()
if (hasId && !readFileSync('test/support/seen.ts', 'utf8').includes(`'${idWord}'`)) {
  edit('test/support/seen.ts', { place: /\n\] as const/, to: () => `\n  '${idWord}',\n] as const` })
}
const sampled = braced.replace(/'0{8}[^']*'/, `idOf('${idWord}')`)
const samples = `test/ops/${resource}/samples.ts`
const isNewResource = !existsSync(samples)
const samplesBefore = isNewResource
  ? `/** Samples of the parameters and responses of the operations on ${spaced(resource)}. */
import { type Operation, seen } from '../../support/seen.js'

export const samples: ReadonlyArray<Operation> = [
]
`
  : readFileSync(samples, 'utf8')
const requestFile = `../../../src/ops/${resource}/${op}.js`
const samplesAfter = changed(samples, samplesBefore, [
  addImport(samplesBefore, `import { ${op}Request } from '${requestFile}'`, requestFile),
  ...(hasId && !/\bidOf\b.*support\/seen/.test(samplesBefore)
    ? [{ place: /import \{ (?=.*support\/seen)/, to: (start: string) => `${start}idOf, ` }]
    : []),
  {
    place: /(\[?),?\s*\]\n$/,
    to: (_all, open) => `${open || ','}\n  seen(${op}Request, [${sampled}]),\n]\n`,
  },
])
if (isNewResource) {
  create(samples, samplesAfter)
  const operations = 'test/support/operations.ts'
  const groupFile = `../ops/${resource}/samples.js`
  edit(
    operations,
    addImport(readFileSync(operations, 'utf8'), `import { samples as ${resource} } from '${groupFile}'`, groupFile),
    { place: /\n\}\n$/, to: () => `\n  ${resource},\n}\n` },
  )
} else {
  edit(samples, { place: samplesBefore, to: () => samplesAfter })
}

// To be removed when the official client has the method, or the simulator the endpoint.
const EXEMPT = 'test/support/exempt.ts'
edit(EXEMPT, addWord('NOT_IN_OFFICIAL_CLIENT', op), addWord('NOT_ON_SIMULATOR', op))

await finish(
  [
    `Adapt ${folder}/${op}.ts, ${home} and test/ops/${resource}/${op}.test.ts to the API reference: path, fields, its link.`,
    ...(isList
      ? ['Another list, with parameters besides pagination: src/ops/file_uploads/getFileUploads.ts.']
      : ['A list of results is made with -- --list; an example is src/ops/users/getUsers.ts.']),
    kind === 'read'
      ? `If it may be cached, declare \`cache\` and the tags that the response depends on (\`reads\`), as in ${isList ? 'src/ops/users/getUsers.ts' : 'src/ops/pages/getPage.ts'}.
  \`cache.resource\` is one of CacheResource in src/core/call/cache.ts: a new one also needs its time to live in DEFAULT_TTL_MS
  (src/core/cache/store.ts). The tags are in src/core/call/tag.ts: export a new one from src/core/operation.ts as well.`
      : `Declare the tags that it invalidates (\`writes\`), as in src/ops/pages/updatePage.ts. The tags are in src/core/call/tag.ts: export a
  new one from src/core/operation.ts as well.`,
    `Adapt the sample in ${samples}. With \`reads\` or \`writes\`, it also needs an answer: seen(${op}Request, [params, answer]).`,
    `If the official client has the method, add it to src/compat/operations.ts, and remove ${op} from NOT_IN_OFFICIAL_CLIENT in
  ${EXEMPT}.`,
    `If the simulator should have the endpoint, add its route in packages/simulator/src/http/routes/ (a new file also to routeTable.ts
  beside that folder), call ${op} in test/simulator/, and remove it from NOT_ON_SIMULATOR in ${EXEMPT}.`,
  ],
  `test/ops/${resource}`,
)
