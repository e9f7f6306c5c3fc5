/** Rows and inputs as codecs and schemas of other libraries, and declarations found by their database. */
import { isRight } from 'fp-ts/Either'
import { PathReporter } from 'io-ts/PathReporter'
import { expect, test } from 'vitest'
import * as notion from '../../../src/index.js'
import {
  defineDataSource,
  findDataSource,
  inputSchema,
  queryRows,
  rowCodec,
  rowSchema,
} from '../../../src/jobs/rows/index.js'
import { select, title } from '../../../src/props/index.js'
import { all, given, ok, there } from '../../simulator/world.js'
import { aTable, TASKS_DATABASE, Tasks } from './rowsWorld.js'

const aTask = async () => {
  const { ctx } = await aTable([{ Name: 'Mow', Stage: 'Todo', Tags: ['garden'], Due: '2026-03-11' }])
  return there((await all(queryRows(ctx, { source: Tasks }))).map(given)[0])
}

test('a row that was read passes its codec and its schema, also after JSON', async () => {
  const row = JSON.parse(JSON.stringify(await aTask()))
  const codec = rowCodec(Tasks)
  expect(codec.is(row)).toBe(true)
  expect(codec.decode(row)).toEqual({ _tag: 'Right', right: row })
  expect(rowSchema(Tasks)['~standard']).toMatchObject({ version: 1, vendor: 'notion-fp' })
  expect(rowSchema(Tasks)['~standard'].validate(row)).toEqual({ value: row })
})

test('a value that is no row is refused: by each property, and what it must be', async () => {
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

test('an input passes its schema as it passes createRow', () => {
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

test('a data source is found by its database, and by its title if there are several', async () => {
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
  expect(await findDataSource(ctx, defineDataSource({ properties }))()).toMatchObject({ left: { issues: [{}] } })
})
