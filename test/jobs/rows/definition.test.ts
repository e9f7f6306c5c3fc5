/** Declarations: the schema that they create, and what they are bound to. */
import { isLeft } from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import * as notion from '../../../src/index.js'
import { type AnyDefinition, bindDataSource, defineDataSource, schemaOf } from '../../../src/jobs/rows/index.js'
import {
  checkbox,
  date,
  formula,
  multiSelect,
  number,
  relation,
  rollup,
  select,
  status,
  title,
  uniqueId,
} from '../../../src/props/index.js'
import { aWorld, given, HOME, ok } from '../../simulator/world.js'

const Projects = defineDataSource({
  data_source_id: '22222222-0000-4000-8000-000000000001',
  properties: { Name: title },
})

const Tasks = defineDataSource({
  properties: {
    Name: title,
    Stage: select.of('Todo', { name: 'Done', color: 'green' }),
    State: status,
    Tags: multiSelect.of('home', 'garden'),
    Estimate: number.of('percent'),
    Due: { prop: date, name: 'Due date', description: 'At the latest' },
    Project: relation.to(() => Projects, 'Tasks'),
    Double: formula.of('number', 'prop("Estimate") * 2'),
    Number: uniqueId.of('TASK'),
    Names: rollup.of('array', { relation: 'Project', property: 'Name', function: 'show_original' }),
  },
})

test('default: a declaration is the schema that creates the data source', () => {
  expect(given(schemaOf(Tasks))).toEqual({
    Name: { title: {} },
    Stage: { select: { options: [{ name: 'Todo' }, { name: 'Done', color: 'green' }] } },
    State: { status: {} },
    Tags: { multi_select: { options: [{ name: 'home' }, { name: 'garden' }] } },
    Estimate: { number: { format: 'percent' } },
    'Due date': { date: {}, description: 'At the latest' },
    Project: {
      relation: {
        data_source_id: '22222222-0000-4000-8000-000000000001',
        dual_property: { synced_property_name: 'Tasks' },
      },
    },
    Double: { formula: { expression: 'prop("Estimate") * 2' } },
    Number: { unique_id: { prefix: 'TASK' } },
    Names: {
      rollup: { relation_property_name: 'Project', rollup_property_name: 'Name', function: 'show_original' },
    },
  })
})

test('error: a schema without a title, with a formula without an expression, or a relation without a target, is refused', () => {
  const Unfinished = defineDataSource({
    properties: { Sum: rollup.of('number'), Double: formula, Parent: relation, Next: relation.to(() => ({})) },
  })
  const schema = schemaOf(Unfinished)
  if (!isLeft(schema)) throw new Error('The schema was accepted.')
  expect(schema.left.issues.map(({ field }) => field)).toEqual([
    'properties.Sum',
    'properties.Double',
    'properties.Parent',
    'properties.Next',
    'properties',
  ])
  expect(schema.left.message).toContain('relation.to(')
})

const Simple = defineDataSource({
  properties: { Title: title, Stage: select.of('Todo', 'Done'), Done: checkbox, done: { prop: number, name: 'Done ' } },
})

test('default: a declaration is bound to the ids of properties and options, also where names differ by case or a space', async () => {
  const { ctx } = await aWorld(notion.createContext)
  const database = await ok(
    notion.createDatabase(ctx, {
      parent: { page_id: HOME },
      initial_data_source: { properties: given(schemaOf(Simple)) },
    }),
  )
  const data_source_id = `${'data_sources' in database ? database.data_sources[0]?.id : ''}`
  const before = await ok(notion.getDataSource(ctx, { data_source_id }))
  const bound = given(bindDataSource(Simple, before))
  expect(bound.data_source_id).toBe(data_source_id)
  expect(bound.properties).toMatchObject({
    Title: { id: 'title', name: 'Title' },
    Stage: { name: 'Stage', prop: { of: [{ name: 'Todo', id: expect.any(String) }, { name: 'Done' }] } },
    Done: { name: 'Done', id: before.properties.Done?.id },
    done: { name: 'Done ', id: before.properties['Done ']?.id },
  })
  const renamed = await ok(
    notion.updateDataSource(ctx, {
      data_source_id,
      properties: { Title: { name: 'Task' }, Done: { name: 'Finished' }, 'Done ': { name: 'Done' } },
    }),
  )
  // Bound by id, they are found under any name; and Done, which is a number now, is not taken for the checkbox.
  expect(given(bindDataSource(bound, renamed)).properties).toMatchObject({
    Title: { name: 'Task' },
    Done: { name: 'Finished' },
    done: { name: 'Done' },
  })
  const byName = bindDataSource(Simple, renamed)
  if (!isLeft(byName)) throw new Error('A number was taken for a checkbox.')
  expect(byName.left.issues.map(({ field }) => field)).toEqual(['properties.Done', 'properties.done'])
})

test('error: a declaration from plain JavaScript that cannot be used is refused, not thrown', () => {
  // Values of any type come from plain JavaScript.
  const declare = (definition: unknown): AnyDefinition => unsafeCast(definition)
  for (const definition of [undefined, null, 3, {}, { properties: [] }, { properties: { Name: 'title' } }]) {
    expect(schemaOf(declare(definition))._tag).toBe('Left')
    expect(bindDataSource(declare(definition), { id: HOME, properties: {} })._tag).toBe('Left')
  }
  expect(schemaOf(declare({ properties: { id: title } }))._tag).toBe('Left')
})

test('error: what is no data source is not bound to, and not thrown', () => {
  const Named = defineDataSource({ properties: { Name: title, Stage: { prop: select.of('a'), id: 'x' } } })
  const others = [undefined, null, 3, {}, { id: 'x', properties: 3 }, { id: 'x', properties: { Name: null } }]
  for (const other of others)
    expect(bindDataSource(Named, unsafeCast(other))).toMatchObject({ left: { _tag: 'InvalidInputError' } })
})

test('error: two keys of one property are refused, since the value of one of them would be lost', () => {
  const twice = [
    { A: title, B: title },
    { Name: title, A: { prop: number, id: 'x' }, B: { prop: number, id: 'x' } },
    { Name: title, A: { prop: number, name: 'B' }, B: number },
  ]
  for (const properties of twice) {
    expect(schemaOf(defineDataSource({ properties }))).toMatchObject({
      left: { issues: [{ field: 'source.properties.B', allowed: 'different from that of A' }] },
    })
  }
  // An id is not a name.
  const properties = { Name: title, A: { prop: number, id: 'B' }, B: number }
  expect(schemaOf(defineDataSource({ properties }))._tag).toBe('Right')
})
