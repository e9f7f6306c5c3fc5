/** One row: read, created and updated with plain values. */
import { left, right } from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import * as notion from '../../../src/index.js'
import { fileOf } from '../../../src/jobs/files/index.js'
import {
  bindDataSource,
  type CompleteRow,
  createRow,
  defineDataSource,
  getRow,
  queryRows,
  type RowInput,
  updateRow,
} from '../../../src/jobs/rows/index.js'
import {
  createdTime,
  email,
  multiSelect,
  number,
  phoneNumber,
  relation,
  select,
  status,
  title,
  url,
} from '../../../src/props/index.js'
import { all, given, ok, PERSON, there } from '../../simulator/world.js'
import { aTable, minute, SCHEMA, TASKS, Tasks } from './rowsWorld.js'

test('default: a row is created from plain values, read, and updated', async () => {
  const { ctx, sent } = await aTable([{ Name: 'First' }])
  const [first] = (await all(queryRows(ctx, { source: Tasks }))).map(given)
  const created = await ok(
    createRow(ctx, {
      source: Tasks,
      values: {
        Name: 'Second',
        Stage: 'Todo',
        Tags: ['home', 'garden'],
        Estimate: 3,
        Due: '2026-03-11',
        Done: true,
        Notes: 'Soon',
        Next: [there(first)],
        Owner: [PERSON],
        Files: ['https://example.com/a.pdf'],
      },
    }),
  )
  expect(created).toMatchObject({
    Name: 'Second',
    Stage: 'Todo',
    Tags: ['home', 'garden'],
    Next: [there(first).id],
    Owner: [{ id: PERSON }],
    Files: [{ name: 'a.pdf' }],
    Double: 6,
  })
  expect(await ok(getRow(ctx, { source: Tasks, page_id: created.id }))).toEqual(created)
  const { length } = sent
  const updated = await ok(
    updateRow(ctx, {
      source: Tasks,
      page_id: created.id,
      values: { Stage: null, Name: undefined },
      select: ['Stage', 'Name'],
    }),
  )
  expect(updated).toEqual({ id: created.id, Stage: null, Name: 'Second' })
  expect(sent.slice(length)).toEqual([
    {
      method: 'PATCH',
      path: `/v1/pages/${created.id}?filter_properties=title&filter_properties=Stage`,
      body: { properties: { Stage: { select: null } } },
    },
  ])
})

test('behavior: an uploaded file is attached', async () => {
  const { ctx } = await aTable([])
  const upload = await ok(
    notion.createFileUpload(ctx, { mode: 'single_part', filename: 'a.txt', content_type: 'text/plain' }),
  )
  await ok(notion.sendFileUpload(ctx, { file_upload_id: upload.id, file: { data: 'a', filename: 'a.txt' } }))
  const row = await ok(
    createRow(ctx, { source: Tasks, values: { Name: 'A', Files: [fileOf(upload, { name: 'b.txt' })] } }),
  )
  expect(row.Files).toMatchObject([{ type: 'file', name: 'b.txt' }])
})

test('error: values that the declaration forbids are refused before any request: what was given, and what is allowed', async () => {
  const { ctx, sent } = await aTable([])
  const refused: ReadonlyArray<readonly [string, object, string]> = [
    ['values.Nam', { Nam: 'A' }, 'Name, Stage'],
    ['values.id', { id: 'x' }, 'left out'],
    ['values.Stage', { Stage: 'Later' }, 'Todo, Done'],
    ['values.Stage', { Stage: '' }, 'the name of an option'],
    ['values.Tags', { Tags: ['home', 'a, b'] }, 'without commas'],
    ['values.Tags', { Tags: 'home' }, 'a list'],
    ['values.Estimate', { Estimate: '3' }, 'a finite number'],
    ['values.Estimate', { Estimate: Number.NaN }, 'a finite number'],
    ['values.Due', { Due: 'tomorrow' }, 'ISO 8601'],
    ['values.Due', { Due: { end: '2026-03-11' } }, 'ISO 8601'],
    ['values.Due', { Due: '2026-02-30' }, 'ISO 8601'],
    ['values.Due', { Due: '2026-03-11 09:30' }, 'ISO 8601'],
    ['values.Due', { Due: { start: '2026-03-11', end: 'later' } }, 'ISO 8601'],
    ['values.Due', { Due: { start: '2026-03-11T09:30:00', time_zone: 'Mars/Olympus' } }, 'time_zone'],
    ['values.Due', { Due: new Date(Number.NaN) }, 'ISO 8601'],
    ['values.Done', { Done: 'yes' }, 'true or false'],
    ['values.Name', { Name: null }, 'a text'],
    ['values.Next', { Next: Array.from({ length: 101 }, () => TASKS) }, 'at most 100'],
    ['values.Next', { Next: [{}] }, 'objects with an id'],
    ['values.Next', { Next: [TASKS, 'next'] }, 'objects with an id, not "next"'],
    ['values.Owner', { Owner: [{ id: 'Ada' }] }, 'objects with an id'],
    ['values.Double', { Double: 3 }, 'Notion computes it'],
  ]
  for (const [field, values, allowed] of refused) {
    const result = await createRow(ctx, { source: Tasks, values: unsafeCast<RowInput<typeof Tasks>>(values) })()
    expect(result).toMatchObject({ _tag: 'Left', left: { _tag: 'InvalidInputError', issues: [{ field }] } })
    expect(result._tag === 'Left' && result.left.message).toContain(allowed)
  }
  expect(await createRow(ctx, { source: Tasks, values: unsafeCast(undefined) })()).toMatchObject({ _tag: 'Left' })
  expect(await createRow(ctx, unsafeCast<{ source: typeof Tasks; values: object }>(undefined))()).toMatchObject({
    _tag: 'Left',
  })
  expect(sent).toEqual([])
})

test('params: allow_new_options adds options that are not declared; without it they are looked up, and refused if they are not there', async () => {
  const { ctx, sent } = await aTable([], { ...SCHEMA, State: 'status' })
  const Loose = defineDataSource({
    data_source_id: TASKS,
    properties: { Name: title, Stage: select, Tags: multiSelect, State: status.of('Not started') },
  })
  const refused = await createRow(ctx, { source: Loose, values: { Name: 'A', Stage: 'Later' } })()
  expect(refused).toMatchObject({ left: { issues: [{ field: 'values.Stage', given: 'Later' }] } })
  expect(sent.map(({ method }) => method)).toEqual(['GET'])
  expect(
    (await ok(createRow(ctx, { source: Loose, values: { Name: 'A', Stage: 'Done', Tags: ['home'] } }))).Stage,
  ).toBe('Done')
  const added = await ok(
    createRow(ctx, { source: Loose, values: { Name: 'A', Stage: 'Later', Tags: ['new'] }, allow_new_options: true }),
  )
  expect(added).toMatchObject({ Stage: 'Later', Tags: ['new'] })
  const values = unsafeCast<RowInput<typeof Loose>>({ State: 'New' })
  expect(await createRow(ctx, { source: Loose, values, allow_new_options: true })()).toMatchObject({
    left: { issues: [{ field: 'values.State', given: 'New' }] },
  })
})

test('behavior: an option by its id needs no declaration, and one of a property that is gone is left to Notion', async () => {
  const { ctx, sent } = await aTable([])
  const source = defineDataSource({ data_source_id: TASKS, properties: { Name: title, Stage: select, Gone: select } })
  const { properties } = await ok(notion.getDataSource(ctx, { data_source_id: TASKS }))
  const { id } = (properties.Stage?.type === 'select' && properties.Stage.select.options[1]) || {}
  sent.length = 0
  // Objects come from plain JavaScript.
  const values = unsafeCast<RowInput<typeof source>>({ Name: 'A', Stage: { id } })
  const row = await createRow(ctx, { source, values, on_mismatch: 'report' })()
  expect(row).toMatchObject({ right: { values: { Name: 'A', Stage: 'Done' }, problems: [{ key: 'Gone' }] } })
  expect(sent.map(({ method }) => method)).toEqual(['POST'])
  expect(await createRow(ctx, { source, values: { Gone: 'x' } })()).toMatchObject({
    left: { _tag: 'ValidationError', outcome: 'not-applied' },
  })
})

test('behavior: an address is written as it is; an empty one is refused, since Notion has null for it', async () => {
  const { ctx } = await aTable([], { Name: 'title', Link: 'url', Mail: 'email', Phone: 'phone_number' })
  const source = defineDataSource({
    data_source_id: TASKS,
    properties: { Name: title, Link: url, Mail: email, Phone: phoneNumber },
  })
  const values = { Link: 'https://example.com', Mail: 'a@example.com', Phone: '+1 555' }
  expect(await ok(createRow(ctx, { source, values }))).toMatchObject({ ...values, Name: '' })
  for (const key of ['Link', 'Mail', 'Phone']) {
    expect(await createRow(ctx, { source, values: { [key]: '' } })()).toMatchObject({
      left: { issues: [{ field: `values.${key}`, given: '', allowed: 'a text that is not empty, or null' }] },
    })
    expect(await ok(createRow(ctx, { source, values: { [key]: null } }))).toMatchObject({ [key]: null })
  }
})

test('params: select has only the selected properties of a row requested', async () => {
  const { ctx, sent } = await aTable([{ Name: 'A', Stage: 'Todo', Estimate: 2 }])
  const [row] = (await all(queryRows(ctx, { source: Tasks }))).map(given)
  const { id } = there(row)
  expect(await ok(getRow(ctx, { source: Tasks, page_id: id, select: ['Stage'] }))).toEqual({ id, Stage: 'Todo' })
  expect(sent.at(-1)?.path).toBe(`/v1/pages/${id}?filter_properties=Stage`)
  // Whether the result of a formula is complete shows in the properties that it uses.
  expect((await all(queryRows(ctx, { source: Tasks, select: ['Double'] }))).map(given)).toEqual([{ id, Double: 4 }])
  expect(sent.at(-1)?.path).not.toContain('filter_properties')
})

test('error: a row that does not fit for another reason than a cut list is not completed', async () => {
  const { ctx } = await aTable([{ Name: 'A', Stage: 'Done' }])
  const source = defineDataSource({ data_source_id: TASKS, properties: { Name: title, Stage: select.of('Todo') } })
  const [page] = (await all(notion.iterate(notion.queryDataSource)(ctx, { data_source_id: TASKS }))).map(given)
  const complete: CompleteRow = () => () => Promise.reject(new Error('There is nothing to complete.'))
  expect(await getRow(ctx, { source, page_id: there(page).id, complete })()).toMatchObject({
    left: { _tag: 'DecodeError', message: expect.stringContaining('Stage: unknown_option') },
  })
})

test('error: a row that Notion creates and does not show says that it is there', async () => {
  const { ctx } = await aTable([])
  const hide: notion.Middleware = (next) => (request) => async () => {
    const answer = await next(request)()
    // An integration that may insert content and not read it is shown the id.
    return answer._tag === 'Right'
      ? right(unsafeCast({ object: 'page', id: unsafeCast<notion.Page>(answer.right).id }))
      : answer
  }
  expect(await createRow(notion.use(hide)(ctx), { source: Tasks, values: { Name: 'A' } })()).toMatchObject({
    left: { _tag: 'DecodeError', outcome: 'committed', message: expect.stringContaining('do not repeat') },
  })
})

test('behavior: properties and options that were renamed are read and written by their ids', async () => {
  const { ctx } = await aTable([{ Name: 'A', Stage: 'Todo' }])
  const source = defineDataSource({
    data_source_id: TASKS,
    properties: { Name: title, Stage: select.of('Todo', 'Done') },
  })
  const live = await ok(notion.getDataSource(ctx, { data_source_id: TASKS }))
  const bound = given(bindDataSource(source, live))
  await ok(
    notion.updateDataSource(ctx, {
      data_source_id: TASKS,
      properties: { Stage: { name: 'State' }, Name: { name: 'Task' } },
    }),
  )
  const [row] = (await all(queryRows(ctx, { source: bound }))).map(given)
  const updated = await ok(
    updateRow(ctx, { source: bound, page_id: there(row).id, values: { Stage: 'Done', Name: 'B' } }),
  )
  expect(updated).toEqual({ id: there(row).id, Name: 'B', Stage: 'Done' })
})

const Linked = defineDataSource({ data_source_id: TASKS, properties: { Name: title, Next: relation } })

test('behavior: a relation that Notion cuts is whole in the answer that wrote it, and never shown as whole otherwise', async () => {
  const { ctx } = await aTable(Array.from({ length: 30 }, (_, index) => ({ Name: `${index}` })))
  const others = (await all(queryRows(ctx, { source: Linked }))).map(given)
  const created = await ok(createRow(ctx, { source: Linked, values: { Name: 'All', Next: others } }))
  expect(created.Next).toEqual(others.map(({ id }) => id))
  const cut = await getRow(ctx, { source: Linked, page_id: created.id })()
  expect(cut).toMatchObject({ left: { _tag: 'DecodeError', message: expect.stringContaining('`complete`') } })
  const update = await updateRow(ctx, { source: Linked, page_id: created.id, values: { Name: 'Every' } })()
  expect(update).toMatchObject({ left: { outcome: 'committed', message: expect.stringContaining('do not repeat') } })
  const complete: CompleteRow =
    (_, page, { properties }) =>
    async () => {
      expect(properties).toEqual(['Next'])
      const Next = {
        ...unsafeCast<object>(page.properties.Next),
        has_more: false,
        relation: others.map(({ id }) => ({ id })),
      }
      return right({ page: { ...page, properties: { ...page.properties, Next: unsafeCast(Next) } } })
    }
  const whole = await ok(getRow(ctx, { source: Linked, page_id: created.id, complete }))
  expect(whole.Next).toHaveLength(30)
  const rows = (await all(queryRows(ctx, { source: Linked, where: { Name: { equals: 'Every' } }, complete }))).map(
    given,
  )
  expect(rows[0]?.Next).toHaveLength(30)
  const reported = await ok(getRow(ctx, { source: Linked, page_id: created.id, on_mismatch: 'report' }))
  expect(reported).toMatchObject({ _tag: 'MismatchedRow', problems: [{ key: 'Next', problem: 'incomplete' }] })
})

test('error: a row that does not exist is a NotFoundError', async () => {
  const { ctx } = await aTable([{ Name: 'A', $created_time: minute(0) }])
  const Times = defineDataSource({ properties: { Name: title, Estimate: number, Created: createdTime } })
  expect(await getRow(ctx, { source: Times, page_id: PERSON })()).toMatchObject({ left: { _tag: 'NotFoundError' } })
  expect(await getRow(ctx, { source: Times, page_id: 'x' })()).toMatchObject({ left: { _tag: 'InvalidInputError' } })
})

test('error: options that are not declared cannot be checked without the id of the data source, and so are not sent', async () => {
  const { ctx, sent } = await aTable([])
  const source = defineDataSource({ properties: { Name: title, Stage: select } })
  const params = { source, page_id: PERSON, values: { Stage: 'New' } }
  expect(await updateRow(ctx, params)()).toMatchObject({ left: { issues: [{ field: 'source.data_source_id' }] } })
  expect(sent).toEqual([])
  expect(await updateRow(ctx, { ...params, allow_new_options: true })()).toMatchObject({
    left: { _tag: 'NotFoundError' },
  })
})

test('error: an error of Notion is the one of the job, whichever request met it', async () => {
  const { ctx, simulator } = await aTable([{ Name: 'A' }])
  const [row] = (await all(queryRows(ctx, { source: Tasks }))).map(given)
  const page_id = there(row).id
  const Loose = defineDataSource({ data_source_id: TASKS, properties: { Name: title, Stage: select } })
  const fail = (method: string) => simulator.failNext({ status: 403, match: (request) => request.method === method })
  const refused = { left: { _tag: 'PermissionError' } }
  fail('GET')
  expect(await createRow(ctx, { source: Loose, values: { Stage: 'Todo' } })()).toMatchObject(refused)
  fail('GET')
  expect(await updateRow(ctx, { source: Loose, page_id, values: { Stage: 'Todo' } })()).toMatchObject(refused)
  fail('POST')
  expect(await createRow(ctx, { source: Tasks, values: { Name: 'B' } })()).toMatchObject(refused)
  fail('PATCH')
  expect(await updateRow(ctx, { source: Tasks, page_id, values: { Name: 'B' } })()).toMatchObject(refused)
  expect(await updateRow(ctx, { source: Loose, page_id, values: { Stage: 'Later' } })()).toMatchObject({
    left: { issues: [{ field: 'values.Stage' }] },
  })
  for (const params of [
    { page_id: 3 },
    { page_id, select: ['Nam'] },
    { page_id, source: { properties: { id: title } } },
  ]) {
    // Values of any type come from plain JavaScript.
    const given = unsafeCast<{ source: typeof Tasks; page_id: string; values: object }>({ source: Tasks, ...params })
    expect(await getRow(ctx, given)()).toMatchObject({ left: { _tag: 'InvalidInputError' } })
    expect(await updateRow(ctx, { ...given, values: {} })()).toMatchObject({ left: { _tag: 'InvalidInputError' } })
  }
  const complete: CompleteRow = () => async () => left({ ...unsafeCast<notion.NotionError>({}), message: 'cut' })
  const many = await aTable(Array.from({ length: 30 }, (_, index) => ({ Name: `${index}` })))
  const others = (await all(queryRows(many.ctx, { source: Linked }))).map(given)
  const { id } = await ok(createRow(many.ctx, { source: Linked, values: { Name: 'All', Next: others } }))
  expect(await getRow(many.ctx, { source: Linked, page_id: id, complete })()).toMatchObject({
    left: { message: 'cut' },
  })
  const where = { Name: { equals: 'All' } }
  expect(await all(queryRows(many.ctx, { source: Linked, where, complete }))).toMatchObject([
    { left: { message: 'cut' } },
  ])
})
