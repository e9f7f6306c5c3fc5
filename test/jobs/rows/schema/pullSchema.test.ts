/**
 * Schemas as TypeScript: they define what was pulled. The sources of some are in `pulled`, so that the compiler checks them with all
 * other code: `npx vitest run -u` writes them.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../../../src/core/internal/unsafeCast.js'
import * as notion from '../../../../src/index.js'
import { type AnyDefinition, checkSchema, pullSchema, schemaOf } from '../../../../src/jobs/rows/index.js'
import type { PullableDataSource } from '../../../../src/jobs/rows/schema/pullSchema.js'
import { aWorld, HOME, ok, text, type World } from '../../../simulator/world.js'
import { liveSource, SOURCE_ID } from '../../../support/schemas.js'
import { run } from '../../../support/sourceModules.js'

const createSource = async (
  { ctx }: World,
  title: string,
  properties: notion.SchemaRequest,
): Promise<notion.DataSource> => {
  const database = await ok(
    notion.createDatabase(ctx, { parent: { page_id: HOME }, title: text(title), initial_data_source: { properties } }),
  )
  const data_source_id = `${'data_sources' in database ? database.data_sources[0]?.id : ''}`
  return ok(notion.updateDataSource(ctx, { data_source_id, title: text(title) })).then(() =>
    ok(notion.getDataSource(ctx, { data_source_id })),
  )
}

const definitionIn = (source: string, name: string, others: { readonly [name: string]: object } = {}): AnyDefinition =>
  // The module exports it under this name.
  unsafeCast<AnyDefinition>(run(source, others)[name])

const EVERY_TYPE: notion.SchemaRequest = {
  Task: { title: {} },
  Notes: { rich_text: {}, description: 'What\'s "left"\nto do */ `\u0024{x}`' },
  Estimate: { number: { format: 'percent' } },
  Stage: {
    select: { options: [{ name: 'Todo', color: 'red' }, { name: 'Done' }, { name: "it's", description: 'odd' }] },
  },
  Tags: { multi_select: { options: [] } },
  State: { status: {} },
  Due: { date: {} },
  Who: { people: {} },
  Files: { files: {} },
  Paid: { checkbox: {} },
  Site: { url: {} },
  Mail: { email: {} },
  Phone: { phone_number: {} },
  Double: { formula: { expression: 'prop("Estimate")*2' } },
  Late: { formula: { expression: 'if(prop("Due") < now(), "late", "fine")' } },
  Open: { formula: { expression: '!prop("Paid")' } },
  Next: { formula: { expression: 'dateAdd(prop("Due"), 1, "days")' } },
  Number: { unique_id: { prefix: 'TASK' } },
  Created: { created_time: {} },
  Edited: { last_edited_time: {} },
  By: { created_by: {} },
  Editor: { last_edited_by: {} },
  Place: { place: {} },
  Start: { button: {} },
  Where: { location: {} },
}

test('default: a schema of every type is a module that compiles and defines the same', async () => {
  const world = await aWorld(notion.createContext)
  const projects = await createSource(world, 'Projects', { Name: { title: {} }, Budget: { number: {} } })
  const before = await createSource(world, 'Tasks & more', EVERY_TYPE)
  const changed = await ok(
    notion.updateDataSource(world.ctx, {
      data_source_id: before.id,
      properties: {
        Project: { relation: { data_source_id: projects.id, dual_property: { synced_property_name: 'Tasks' } } },
        Parent: { relation: { data_source_id: before.id, single_property: {} } },
      },
    }),
  )
  await ok(
    notion.updateDataSource(world.ctx, {
      data_source_id: before.id,
      properties: {
        Total: {
          rollup: { relation_property_name: 'Project', rollup_property_name: 'Budget', function: 'sum' },
        },
        Names: {
          rollup: { relation_property_name: 'Project', rollup_property_name: 'Name', function: 'show_original' },
        },
      },
    }),
  )
  expect(changed.id).toBe(before.id)
  const tasks = await ok(notion.getDataSource(world.ctx, { data_source_id: before.id }))
  const related = await ok(notion.getDataSource(world.ctx, { data_source_id: projects.id }))
  const relations = {
    [projects.id]: { name: 'Projects', from: './projects.js' },
    [tasks.id]: { name: 'TasksMore', from: './tasks.js' },
  }
  const source = pullSchema(tasks, { relations })
  const other = pullSchema(related, { relations })
  await expect(source).toMatchFileSnapshot('pulled/tasks.ts')
  await expect(other).toMatchFileSnapshot('pulled/projects.ts')
  expect(source).toContain("Double: { prop: formula.of('number', 'prop(\"Estimate\") * 2')")
  expect(source).toContain("formula.of('string'")
  expect(source).toContain("formula.of('boolean'")
  expect(source).toContain("formula.of('date'")
  expect(source).toContain("rollup.of('number'")
  expect(source).toContain("rollup.of('array'")
  expect(source).toContain('Parent: { prop: relation.to((): RelatedDataSource => TasksMore)')
  expect(source).toContain("import { Projects } from './projects.js'")
  expect(source).toContain("// 'Where': a property of the type 'location', which cannot be declared.")
  const Projects = definitionIn(other, 'Projects', { './tasks.js': {} })
  const Tasks = definitionIn(source, 'TasksMore', { './projects.js': { Projects } })
  expect(checkSchema(Tasks, tasks)).toEqual([])
  expect(pullSchema(tasks, { relations })).toBe(source)
  const reversed = Object.fromEntries(Object.entries(tasks.properties).reverse())
  expect(pullSchema({ ...tasks, properties: reversed }, { relations })).toBe(source)
  // What is created from it is the same too, as far as a creation can have it.
  expect(schemaOf(Tasks)._tag).toBe('Right')
})

const ODD_NAMES = [
  '__proto__',
  'id',
  'and',
  'or',
  'id_',
  '1',
  '',
  "it's",
  '"quoted"',
  '`\u0024{x}`',
  'a\\b',
  'line\nbreak',
  'tab\t',
  'class',
  'default',
  '{{notion:block_property:a:b:c}}',
  'line\u2028separator',
  '👩‍👩‍👧 family',
  '\ud800',
  'constructor',
  'toString',
  '*/ end',
  'Done',
  'done',
  'Done ',
]

test('behavior: properties may have any name, also in formulas', async () => {
  const properties = Object.fromEntries([
    ['Name', { id: 'title', name: 'Name', type: 'title', title: {} }],
    ...ODD_NAMES.map((name, index) => [name, { id: `%3A${index}`, name, type: 'checkbox', checkbox: {} }]),
    ...ODD_NAMES.map((_, index) => {
      const expression = `not {{notion:block_property:%3A${index}:x:y}}`
      return [`Not ${index}`, { id: `n${index}`, name: `Not ${index}`, type: 'formula', formula: { expression } }]
    }),
  ])
  const dataSource: PullableDataSource = unsafeCast({ id: 'x', properties, title: [{ plain_text: "*/ `it's`" }] })
  const source = pullSchema(dataSource)
  await expect(source).toMatchFileSnapshot('pulled/odd.ts')
  const definition = definitionIn(source, 'ItS')
  expect(Object.keys(definition.properties)).toHaveLength(2 * ODD_NAMES.length + 1)
  expect(checkSchema(definition, dataSource)).toEqual([])
})

/** Any text, with halves of characters. */
const anyText = fc
  .array(fc.oneof(fc.nat(0xff), fc.nat(0xffff)), { maxLength: 10 })
  .map((units) => String.fromCharCode(...units))

test('behavior: properties and options of random names are defined as they are', () => {
  const names = fc.uniqueArray(fc.oneof(anyText, fc.constantFrom(...ODD_NAMES)), { maxLength: 8 })
  fc.assert(
    fc.property(names, anyText, (all, title) => {
      const properties = Object.fromEntries(
        all.map((name, index) => [
          name,
          {
            id: `p${index}`,
            name,
            type: 'select',
            select: {
              options: all.map((option, at) => ({ name: option, id: `o${at}`, color: 'odd', description: name })),
            },
          },
        ]),
      )
      const dataSource: PullableDataSource = unsafeCast({ id: title, properties, title: [{ plain_text: title }] })
      const source = pullSchema(dataSource, { name: 'T' })
      expect(checkSchema(definitionIn(source, 'T'), dataSource)).toEqual([])
    }),
  )
})

test('behavior: an imported declaration has another name than those of its module', () => {
  const relationTo = (id: string, data_source_id: string) => ({
    id,
    type: 'relation',
    relation: { data_source_id, single_property: {} },
  })
  const dataSource = liveSource({
    First: relationTo('a', 'one'),
    Second: relationTo('b', 'two'),
    Again: relationTo('c', 'two'),
    Third: relationTo('d', 'three'),
    Last: relationTo('e', 'four'),
    Else: relationTo('f', 'five'),
    Own: relationTo('g', 'six'),
  })
  const relations = {
    one: { name: 'Tasks', from: './projects.js' },
    two: { name: 'Projects', from: './projects.js' },
    three: { name: 'Projects', from: './others.js' },
    four: { name: 'Teams', from: './teams.js' },
    six: { name: 'Here' },
  }
  const source = pullSchema(dataSource, { name: 'Tasks', relations })
  const others = {
    './projects.js': { Tasks: { data_source_id: 'one' }, Projects: { data_source_id: 'two' } },
    './others.js': { Projects: { data_source_id: 'three' } },
    './teams.js': { Teams: { data_source_id: 'four' } },
  }
  // The declaration of `six` is to be in the same file.
  const whole = `const Here = { data_source_id: 'six' }\n${source}`
  expect(checkSchema(definitionIn(whole, 'Tasks', others), dataSource)).toEqual([])
  expect(source.match(/from '\.(.*)'/g)).toEqual(["from './others.js'", "from './projects.js'", "from './teams.js'"])
  expect(source).toContain("import { Projects as Projects_ } from './others.js'")
  // A data source without a declaration has its id.
  expect(source).toContain("Else: { prop: relation.to(() => 'five'), id: 'f' }")
})

test('behavior: what a rollup aggregates may be gone; a type may have any name', () => {
  const rollupOf = (id: string, config: object) => ({ id, type: 'rollup', rollup: config })
  const dataSource = liveSource({
    Sum: rollupOf('a', { function: 'sum', relation_property_id: 'x', relation_property_name: '' }),
    All: rollupOf('b', { function: 'show_original', relation_property_name: 'R', rollup_property_name: '' }),
    Latest: rollupOf('c', { function: 'latest_date' }),
    Odd: { id: 'd', type: 'constructor' },
    Same: { id: 'e', type: 'formula', formula: { expression: 'prop("Odd")' } },
  })
  const source = pullSchema(dataSource, { name: 'T' })
  expect(checkSchema(definitionIn(source, 'T'), dataSource)).toEqual([])
  expect(source).toContain("Sum: { prop: rollup.of('number'), id: 'a' }")
  expect(source).toContain("All: { prop: rollup.of('array'), id: 'b' }")
  expect(source).toContain("// 'Odd': a property of the type 'constructor'")
})

test.each([
  ['number', 'Estimate ^ 2 % 3'],
  ['number', '-Estimate + .5'],
  ['number', 'Name.length()'],
  ['number', 'pi * e'],
  ['number', 'pi'],
  ['number', `{{notion:block_property:es:${SOURCE_ID}:x}}`],
  [undefined, '{{notion:block_property:es:elsewhere:x}}'],
  ['number', 'Sum'],
  ['number', '(Estimate)'],
  ['string', 'Name + Estimate'],
  ['string', '"a"'],
  ['string', 'upper(Name)'],
  ['string', '/* a comment */ [1, 2, 3]'],
  ['string', 'Paid ? "yes" : Name'],
  ['string', 'if(Paid, null(), Name)'],
  ['string', 'ifs(Paid, "a", Late, "b", "c")'],
  ['string', 'Text'],
  ['boolean', 'not Paid or Estimate >= 3 && !empty(Name)'],
  ['boolean', 'not(true)'],
  ['boolean', 'false'],
  ['date', 'Due.dateAdd(1, "days")'],
  ['date', 'Latest'],
  [undefined, 'Paid ? "yes" : 3'],
  [undefined, 'if(Paid, null(), null())'],
  [undefined, 'Due + 1'],
  [undefined, 'Tags'],
  [undefined, 'Items'],
  [undefined, 'somethingNew(1)'],
  [undefined, 'unknown'],
  [undefined, 'Nothing'],
  [undefined, '1 2'],
  [undefined, '(1'],
  [undefined, 'Estimate @ 3'],
  [undefined, '*'],
  [undefined, 'Own'],
  [undefined, `${'('.repeat(100_000)}1${')'.repeat(100_000)}`],
])('behavior: the type of the result of a formula follows from it: %s of %.40s', (result, text) => {
  const plain = (id: string, type: string) => ({ id, type, [type]: {} })
  const rollupOf = (id: string, name: string) => ({ id, type: 'rollup', rollup: { function: name } })
  const names = ['Name', 'Estimate', 'Paid', 'Late', 'Due', 'Tags', 'Text', 'Sum', 'Latest', 'Items', 'Nothing', 'Own']
  const expression = names.reduce(
    (all, name) => all.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), `prop("${name}")`),
    text,
  )
  const dataSource = liveSource({
    Estimate: plain('es', 'number'),
    Paid: plain('pa', 'checkbox'),
    Late: plain('la', 'checkbox'),
    Due: plain('du', 'date'),
    Tags: plain('ta', 'multi_select'),
    Text: { id: 'te', type: 'formula', formula: { expression: 'prop("Name")' } },
    Sum: rollupOf('su', 'sum'),
    Latest: rollupOf('lt', 'latest_date'),
    Items: rollupOf('it', 'show_unique'),
    Own: { id: 'ow', type: 'formula', formula: { expression } },
  })
  const of = result === undefined ? 'formula,' : `formula.of('${result}', `
  expect(pullSchema(dataSource)).toContain(`Own: { prop: ${of}`)
})

test('params: rows tell the types of results where the expression does not', () => {
  const dataSource: PullableDataSource = unsafeCast({
    id: 'x',
    properties: { Sum: { id: 'a', name: 'Sum', type: 'formula', formula: { expression: 'let(a, 1, a)' } } },
  })
  expect(pullSchema(dataSource)).toContain("Sum: { prop: formula, id: 'a' }")
  const rows = [{ properties: { Sum: { type: 'formula', formula: { type: 'number', number: 1 } } } }]
  expect(pullSchema(dataSource, { rows })).toContain("formula.of('number', 'let(a, 1, a)')")
})

test.each([
  ['boolean', [{ type: 'boolean', boolean: true }, { type: 'unsupported' }, undefined]],
  ['date', [{ type: 'date', date: null }]],
  [
    'string',
    [
      { type: 'string', string: '' },
      { type: 'string', string: 'a' },
    ],
  ],
  [
    undefined,
    [
      { type: 'string', string: '' },
      { type: 'number', number: 1 },
    ],
  ],
  [undefined, [{ type: 'something new' }]],
  [undefined, []],
])('params: rows have results of the type %s if all of them agree', (result, formulas) => {
  const dataSource = liveSource({ Sum: { id: 'a', type: 'formula', formula: { expression: 'let(a, 1, a)' } } })
  const rows = formulas.map((formula) => ({ properties: { Sum: { type: 'formula', formula } } }))
  const of = result === undefined ? 'formula,' : `formula.of('${result}', `
  expect(pullSchema(dataSource, { rows })).toContain(`Sum: { prop: ${of}`)
})

test('behavior: a property that shows only a part of itself is declared by its type', () => {
  const types = ['select', 'multi_select', 'status', 'number', 'unique_id', 'relation', 'rollup', 'formula']
  const properties = Object.fromEntries(types.map((type) => [type, { type }]))
  const dataSource: PullableDataSource = unsafeCast({ id: 'x', properties })
  const source = pullSchema(dataSource, { name: 'T' })
  for (const word of ['select', 'multiSelect', 'status', 'number', 'uniqueId', 'relation', 'rollup', 'formula']) {
    expect(source).toContain(`: { prop: ${word} }`)
  }
  expect(checkSchema(definitionIn(source, 'T'), dataSource)).toEqual([])
})

test('behavior: an option without an id is declared by its name, a two-way relation without the other name as one', () => {
  const dataSource = liveSource({
    Stage: { id: 'a', type: 'select', select: { options: [{ name: 'Todo', color: 'red' }] } },
    Both: { id: 'b', type: 'relation', relation: { data_source_id: 'five', dual_property: {} } },
  })
  const source = pullSchema(dataSource, { name: 'T' })
  expect(source).toContain("select.of({ name: 'Todo', color: 'red' })")
  expect(source).toContain("relation.to(() => 'five', true)")
  expect(checkSchema(definitionIn(source, 'T'), dataSource)).toEqual([])
})

test.each(['class', 'select', 'RelatedDataSource', 'defineDataSource', 'my tasks', '', '1', 'Tasks'])(
  'params: name may be %j',
  async (name) => {
    const properties = { Stage: { id: 'a', name: 'Stage', type: 'select', select: { options: [] } } }
    const dataSource: PullableDataSource = unsafeCast({ id: 'x', properties })
    expect(Object.keys(run(pullSchema(dataSource, { name })))).toHaveLength(1)
  },
)

test('error: what is no data source is an empty declaration, not an exception', () => {
  for (const odd of [undefined, null, 3, { properties: null }, { id: 3, properties: { a: null, b: 3 } }]) {
    expect(typeof pullSchema(unsafeCast(odd))).toBe('string')
  }
})
