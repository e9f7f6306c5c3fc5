/**
 * `npm run new:op <resource> <operation>`, such as `npm run new:op pages getTeamspace`: an operation that type-checks and passes its
 * tests, to start from. Its first word determines the method and kind: `get`, `create`, `update` or `delete`. Creates a folder for a new
 * resource only with `-- --new-resource`, so that a misspelled one is noticed.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { addImport, addWord, changed, create, edit, fail, finish, lower, snake, spaced, upper } from './files.js'

const NEW_RESOURCE = '--new-resource'
const args = process.argv.slice(2)
const [resource = '', op = ''] = args.filter((one) => one !== NEW_RESOURCE)
const [, verb = '', object = ''] = /^(get|create|update|delete)([A-Z]\w+)$/.exec(op) ?? []
if (!/^[a-z_]+$/.test(resource) || !object) {
  fail(
    `Received ${JSON.stringify([resource, op])}. Usage: npm run new:op <resource> <operation>, such as: npm run new:op pages getTeamspace
The resource is a folder of src/ops, in snake_case. The operation starts with get, create, update or delete, which determine its method:
for another verb, start from the nearest one and rename it.`,
  )
}

const folder = `src/ops/${resource}`
if (!existsSync(folder) && !args.includes(NEW_RESOURCE)) {
  const resources = readdirSync('src/ops').filter((name) => name !== 'shared')
  fail(
    `${folder} does not exist. Resources: ${resources.join(', ')}. For a new resource, add ${NEW_RESOURCE}:
npm run new:op ${resource} ${op} -- ${NEW_RESOURCE}`,
  )
}

const CALLS = {
  get: { method: 'GET', kind: 'read', does: 'Retrieves' },
  create: { method: 'POST', kind: 'once', does: 'Creates' },
  update: { method: 'PATCH', kind: 'repeatable', does: 'Updates' },
  delete: { method: 'DELETE', kind: 'repeatable', does: 'Deletes' },
} as const

const { method, kind, does } = CALLS[verb === 'create' || verb === 'update' || verb === 'delete' ? verb : 'get']
const noun = spaced(lower(object))
const objectFile = lower(object)
const idField = `${snake(objectFile)}_id`
const hasId = verb !== 'create'
const hasBody = verb === 'create' || verb === 'update'
const path = `${snake(objectFile)}s${hasId ? `/{${idField}}` : ''}`
const params = `${upper(op)}Params`
/** The folder of the object: that of another resource, where it is there already. */
const home = readdirSync('src/ops').find((other) => existsSync(`src/ops/${other}/${objectFile}.ts`)) ?? resource

const fields = [
  ...(hasId ? [`  /** The id of the ${noun}, with or without dashes. */\n  readonly ${idField}: string`] : []),
  ...(hasBody ? [`  /** Its name. */\n  readonly name: string`] : []),
].join('\n')

const checks = [...(hasId ? [`${idField}: id`] : []), ...(hasBody ? ['name: needed'] : [])].join(', ')
const call = hasBody ? 'bodyCall' : 'queryCall'
const imports = [
  call,
  'type Context',
  'decodeWith',
  ...(hasId ? ['id'] : []),
  ...(hasBody ? ['needed'] : []),
  'type NotionError',
  'type NotionRequest',
  ...(kind === 'read' ? [] : [kind]),
  'send',
  'type TaskEither',
]
const given = [...(hasId ? [idField] : []), ...(hasBody ? ['name'] : [])]
const typed = given.map((name) => `${name}: string`).join(', ')

create(
  `${folder}/${op}.ts`,
  `import { ${imports.join(', ')} } from '../../core/operation.js'
import { ${object} } from '${home === resource ? '.' : `../${home}`}/${objectFile}.js'

/** Parameters of {@link ${op}}. */
export interface ${params} {
${fields}
}

/** The request that {@link ${op}} sends. */
export const ${op}Request = (params: ${params}): NotionRequest<${object}> => ({
  op: '${op}',
  ${kind === 'read' ? `kind: 'read'` : `...${kind}`},
  ...${call}('${method}', '${path}', params, { ${checks} }).call,
  decode: decodeWith(${object}),
})

/**
 * ${does} a ${noun}.
 *
 * @param ctx The context to send the request with.
 * @param params The ${noun}.
 * @returns The ${noun}. Fails with a {@link NotionError}.
 * @see https://developers.notion.com/reference/${snake(op).replaceAll('_', '-')}
 * @example
 * import { type Context, ${op} } from 'notion-fp'
 *
 * const ${verb}One = (ctx: Context, ${typed}) => ${op}(ctx, { ${given.join(', ')} })
 */
export const ${op} = (ctx: Context, params: ${params}): TaskEither<NotionError, ${object}> =>
  send(ctx, ${op}Request(params))
`,
)

if (!existsSync(`src/ops/${home}/${objectFile}.ts`)) {
  create(
    `${folder}/${objectFile}.ts`,
    `/** ${upper(noun)}s. */
import type { Type } from 'io-ts'
import { literal, string, struct } from '../../core/schema/combinators.js'

/** A ${noun}. */
export interface ${object} {
  readonly object: '${snake(objectFile)}'
  /** A UUID with dashes. */
  readonly id: string
  readonly name: string
}

/** A ${noun}. */
export const ${object}: Type<${object}> = struct<${object}>({ object: literal('${snake(objectFile)}'), id: string, name: string })
`,
  )
}

const sample = [
  ...(hasId ? [`${idField}: '00000000-0000-4000-8000-000000000001'`] : []),
  ...(hasBody ? [`name: 'One'`] : []),
].join(', ')
const answer = `{ object: '${snake(objectFile)}', id: '00000000-0000-4000-8000-000000000001', name: 'One' }`
const url = path.replace(/\{\w+\}/, '00000000-0000-4000-8000-000000000001')
const wrong = hasId ? `{ ...params, ${idField}: 'none' }` : '{}'
const field = hasId ? idField : 'name'

create(
  `test/ops/${resource}/${op}.test.ts`,
  `import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { ${op}, ${op}Request } from '../../../src/ops/${resource}/${op}.js'
import { anErrorBody } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const params = { ${sample} }
const one = ${answer}

test('default: ${does.toLowerCase()} a ${noun}', async () => {
  answer('${method}', '${url}', one)
  expect(await ${op}(aContext(), params)()).toEqual(E.right(one))
})

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

const word = snake(objectFile).toUpperCase()
if (hasId && !readFileSync('test/support/seen.ts', 'utf8').includes(`'${word}'`)) {
  edit('test/support/seen.ts', { place: /\n\] as const/, to: () => `\n  '${word}',\n] as const` })
}
const sampled = sample.replace(/'0{8}[^']*'/, `idOf('${word}')`)
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
    place: /\n\]\n$/,
    to: () => `\n  seen(${op}Request, [{ ${sampled} }, ${answer.replace(',', ' as const,')}]),\n]\n`,
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

await finish()
console.log(`
Next:
- ${folder}/${op}.ts, src/ops/${home}/${objectFile}.ts and test/ops/${resource}/${op}.test.ts: path, fields and link of the API reference.
- The request: of a read that may be cached, declare \`cache\` and the tags that the response depends on (\`reads\`), as in
  src/ops/pages/getPage.ts; of a write, the tags that it invalidates (\`writes\`). The tags are in src/core/call/tag.ts.
- ${samples}: adapt the sample.
- If the official client has the method: add it to src/compat/operations.ts, and remove ${op} from NOT_IN_OFFICIAL_CLIENT in ${EXEMPT}.
- If the simulator should have the endpoint: add its route in packages/simulator/src/http/routes/ (a new file also to routeTable.ts beside that
  folder), and remove ${op} from NOT_ON_SIMULATOR in the same file.
- npm run changeset: describe it for the release.
Then: npm run check`)
