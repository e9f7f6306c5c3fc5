/** Rows and inputs as codecs and schemas of other libraries, and declarations found by their database. */
import { isRight } from 'fp-ts/Either'
import { PathReporter } from 'io-ts/PathReporter'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import * as notion from '../../../src/index.js'
import {
  defineDataSource,
  findDataSource,
  inputSchema,
  queryRows,
  rowCodec,
  rowSchema,
} from '../../../src/jobs/rows/index.js'
import {
  checkbox,
  createdBy,
  date,
  files,
  formula,
  multiSelect,
  people,
  rollup,
  select,
  status,
  title,
  uniqueId,
  url,
} from '../../../src/props/index.js'
import type { AnyProp } from '../../../src/props/schema.js'
import { all, given, ok, there } from '../../simulator/world.js'
import { aTable, TASKS_DATABASE, Tasks } from './rowsWorld.js'

const aTask = async () => {
  const { ctx } = await aTable([{ Name: 'Mow', Stage: 'Todo', Tags: ['garden'], Due: '2026-03-11' }])
  return there((await all(queryRows(ctx, { source: Tasks }))).map(given)[0])
}

test('default: a row that was read passes its codec and its schema, also after JSON', async () => {
  const row = JSON.parse(JSON.stringify(await aTask()))
  const codec = rowCodec(Tasks)
  expect(codec.is(row)).toBe(true)
  expect(codec.decode(row)).toEqual({ _tag: 'Right', right: row })
  expect(rowSchema(Tasks)['~standard']).toMatchObject({ version: 1, vendor: 'notion-fp' })
  expect(rowSchema(Tasks)['~standard'].validate(row)).toEqual({ value: row })
})

test('error: a value that is no row is refused: by each property, and what it must be', async () => {
  const row = { ...(await aTask()), Stage: 'Later', Estimate: '3', Next: [3], Double: 'x' }
  expect(rowSchema(Tasks)['~standard'].validate(row).issues).toEqual([
    { path: ['Stage'], message: 'must be one of Todo, Done, or null' },
    { path: ['Estimate'], message: 'must be a number, or null' },
    { path: ['Next'], message: 'must be a list of ids' },
    { path: ['Double'], message: 'must be the number result of a formula' },
  ])
  const decoded = rowCodec(Tasks).decode(row)
  expect(isRight(decoded)).toBe(false)
  expect(PathReporter.report(decoded)[0]).toBe('Stage must be one of Todo, Done, or null')
  for (const value of [undefined, null, 3, [], {}]) {
    expect(rowCodec(Tasks).is(value)).toBe(false)
    expect(rowSchema(Tasks)['~standard'].validate(value).issues?.length).toBeGreaterThan(0)
  }
})

test('default: an input passes its schema as it passes createRow', () => {
  const { validate } = inputSchema(Tasks)['~standard']
  expect(validate({ Name: 'A', Stage: 'Todo' })).toEqual({ value: { Name: 'A', Stage: 'Todo' } })
  expect(validate({ Nam: 'A', Stage: 'Later', Estimate: '3' }).issues).toMatchObject([
    { path: ['Nam'] },
    { path: ['Stage'], message: expect.stringContaining('Todo, Done') },
    { path: ['Estimate'], message: 'must be a finite number, or null' },
  ])
  expect(validate(3).issues).toEqual([{ message: 'must be an object of values by property' }])
  expect(
    inputSchema(Tasks, { allow_new_options: true })['~standard'].validate({ Stage: 'Later' }).issues,
  ).toBeUndefined()
})

test('default: a data source is found by its database, and by its title if there are several', async () => {
  const { ctx } = await aTable([{ Name: 'A', Stage: 'Todo' }])
  const properties = { Name: title, Stage: select.of('Todo', 'Done') }
  const byDatabase = defineDataSource({ database: TASKS_DATABASE, properties })
  const found = await ok(findDataSource(ctx, byDatabase))
  expect((await all(queryRows(ctx, { source: found }))).map(given)).toMatchObject([{ Name: 'A', Stage: 'Todo' }])
  const add = (name: string) =>
    ok(
      notion.createDataSource(ctx, {
        parent: { database_id: TASKS_DATABASE },
        title: [{ text: { content: name } }],
        properties: { Name: { title: {} }, Stage: { select: {} } },
      }),
    )
  const other = await add('Other')
  expect(await findDataSource(ctx, byDatabase)()).toMatchObject({ left: { issues: [{ field: 'definition.title' }] } })
  const byTitle = defineDataSource({ database: TASKS_DATABASE, title: 'Other', properties })
  expect((await ok(findDataSource(ctx, byTitle))).data_source_id).toBe(other.id)
  await add('Other')
  const ambiguous = await findDataSource(ctx, byTitle)()
  expect(ambiguous).toMatchObject({ left: { message: expect.stringContaining(other.id) } })
  // With its id it is read alone.
  const byId = defineDataSource({ data_source_id: other.id, title: 'Other', properties })
  expect(await ok(findDataSource(ctx, byId))).toMatchObject({
    data_source_id: other.id,
    properties: { Stage: { id: expect.any(String) } },
  })
  expect(await findDataSource(ctx, defineDataSource({ properties }))()).toMatchObject({ left: { issues: [{}] } })
})

test('error: codecs and schemas of what is no declaration, and hostile values, have an issue and throw nothing', () => {
  const hostile = new Proxy(
    {},
    {
      get: () => {
        throw new Error('No field can be read.')
      },
      ownKeys: () => {
        throw new Error('There are no keys.')
      },
    },
  )
  expect(rowCodec(Tasks).is(hostile)).toBe(false)
  expect(inputSchema(Tasks)['~standard'].validate(hostile).issues).toHaveLength(1)
  for (const definition of [undefined, {}, { properties: { A: 3 } }, { properties: { id: title } }]) {
    // Values of any type come from plain JavaScript.
    const source = unsafeCast<typeof Tasks>(definition)
    expect(PathReporter.report(rowCodec(source).decode({ id: 'x' }))[0]).toContain('source')
    expect(rowSchema(source)['~standard'].validate({}).issues?.[0]?.message).toContain('source')
    expect(inputSchema(source)['~standard'].validate({}).issues?.[0]?.message).toContain('source')
  }
})

test.each<readonly [string, AnyProp, ReadonlyArray<unknown>, ReadonlyArray<unknown>]>([
  ['select', select, ['x', null], [3, undefined]],
  ['status', status.of('a'), ['a', null], ['b']],
  ['multiSelect', multiSelect, [['x'], []], [[3], 'x', null]],
  ['url', url, ['x', null], [3]],
  ['checkbox', checkbox, [true, false], [null, 'yes']],
  ['createdBy', createdBy, [{ id: 'x' }], [null, {}]],
  ['people', people, [[{ id: 'x' }]], [[{}], null]],
  ['files', files, [[{ name: 'x' }]], [[{}], null]],
  ['date', date, [null, { start: 'x' }], [{}, 'x']],
  ['formula of a text', formula.of('string', 'x'), ['x', null], [3]],
  ['formula of a truth', formula.of('boolean', 'x'), [true, null], ['x']],
  ['formula of a date', formula.of('date', 'x'), [{ start: 'x' }, null], ['x']],
  ['rollup of a list', rollup.of('array'), [[{}], []], ['x', null]],
  ['formula that Notion cannot compute', formula.of('number', 'x'), [{ unavailable: 'unsupported' }], [{}]],
  ['formula of anything', formula, ['x', 3, null], [undefined]],
  ['uniqueId', uniqueId, ['x', null], [undefined]],
])('behavior: the schema of a row accepts the values of %s, and no others', (_, prop, good, bad) => {
  const { validate } = rowSchema(defineDataSource({ properties: { A: prop } }))['~standard']
  for (const A of good) expect(validate({ id: 'x', A }).issues).toBeUndefined()
  for (const A of bad) expect(validate({ id: 'x', A }).issues).toMatchObject([{ path: ['A'] }])
})

test('error: a database without data sources that are shown says so', async () => {
  const { ctx } = await aTable([])
  const hide: notion.Middleware = (next) => (request) => async () => {
    const answer = await next(request)()
    return answer._tag === 'Right' ? { ...answer, right: { ...answer.right, data_sources: [] } } : answer
  }
  const byDatabase = defineDataSource({ database: TASKS_DATABASE, properties: { Name: title } })
  expect(await findDataSource(notion.use(hide)(ctx), byDatabase)()).toMatchObject({
    left: { issues: [{ field: 'definition.title', allowed: expect.stringContaining('of the database, none,') }] },
  })
})

test('error: an error while a data source is found is the one of the job', async () => {
  const { ctx, simulator } = await aTable([])
  const byDatabase = defineDataSource({ database: TASKS_DATABASE, properties: { Name: title } })
  for (const place of [/databases/, /data_sources/]) {
    simulator.failNext({ status: 403, match: ({ path }) => place.test(path) })
    expect(await findDataSource(ctx, byDatabase)()).toMatchObject({ left: { _tag: 'PermissionError' } })
  }
  expect(await findDataSource(ctx, unsafeCast<typeof byDatabase>(undefined))()).toMatchObject({
    left: { _tag: 'InvalidInputError' },
  })
})
