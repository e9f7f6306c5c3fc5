/** The classes of changes, their reasons, and what is refused. */
import { isLeft } from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { unsafeCast } from '../../../../src/core/internal/unsafeCast.js'
import * as notion from '../../../../src/index.js'
import {
  type AnyDefinition,
  applySchema,
  countAffected,
  defineDataSource,
  planSchema,
} from '../../../../src/jobs/rows/index.js'
import {
  button,
  checkbox,
  formula,
  multiSelect,
  number,
  relation,
  rollup,
  select,
  status,
  title,
  uniqueId,
} from '../../../../src/props/index.js'
import { ok } from '../../../simulator/world.js'
import { tried } from '../../../support/everyFault.js'
import {
  createSource,
  SOURCE_ID as ID,
  liveOption as option,
  readSource,
  liveSource as source,
} from '../../../support/schemas.js'
import { manyRows } from '../../changes/world.js'

const OTHER = '22222222-0000-4000-8000-000000000003'

const plain = (id: string, type: string, config: object = {}) => ({ id, type, [type]: config })

const planned = (properties: AnyDefinition['properties'], live: object, options = {}) =>
  planSchema(defineDataSource({ properties: { Name: title, ...properties } }), source(live), options).changes.map(
    ({ class: kind, property, loses, reason }) => `${kind} ${property}: ${loses ?? reason ?? ''}`,
  )

const LIVE = {
  State: plain('st', 'status', { options: [option('Open')], groups: [] }),
  Number: plain('nu', 'unique_id', { prefix: null }),
  Double: plain('do', 'formula', { expression: '1' }),
  Stage: plain('sg', 'select', { options: [option('Todo'), option('Old')] }),
  Estimate: { ...plain('es', 'number', { format: 'number' }), description: 'Days' },
  Project: plain('pr', 'relation', { data_source_id: OTHER, single_property: {} }),
}

test('behavior: what the API cannot do is blocked, with the reason', () => {
  const keep = { additional_properties: 'keep' }
  const cases: ReadonlyArray<readonly [AnyDefinition['properties'], string]> = [
    [{ State: status.of('Open', 'Closed') }, 'options of a status'],
    [{ State: status.of({ name: 'Shut', id: 'Open' }) }, 'options of a status'],
    [{ State: status.of({ name: 'Open', color: 'red' }) }, 'options of a status'],
    [{ State: status.of() }, 'options of a status'],
    [{ Stage: select.of({ name: 'Todo', description: 'Not begun' }, 'Old') }, 'color and description of an option'],
    [{ Project: relation.to(() => ID, true) }, 'two-way relation of a data source to itself'],
    [{ Name: number }, 'the title of a data source cannot become another type'],
    [{ Quad: formula.of('number', `{{notion:block_property:do:${ID}:x}} * 2`) }, 'formulas that refer to formulas'],
    [{ Number: uniqueId.of('TASK') }, 'prefix of a unique id'],
    [{ Start: button }, 'cannot add a button'],
    [{ Quad: formula.of('number', 'prop("Double") * 2') }, 'formulas that refer to formulas'],
    [{ Quad: formula.of('number', 'prop("Nothing") * 2') }, 'neither declared nor in the data source'],
    [{ Project: relation.to(() => ({}), true) }, 'lacks the data source of the relation'],
    [{ Double: formula.of('number', 'prop("Nothing") * 2') }, 'neither declared nor in the data source'],
    [{ Number: { prop: uniqueId, description: 'Of the ticket' } }, 'descriptions'],
    [
      { Stage: select.of({ name: 'Todo', description: null }, { name: 'Old', description: 'x' }) },
      'color and description',
    ],
    [{ Parent: relation.to(() => ID, 'Children') }, 'two-way relation of a data source to itself'],
    [{ Next: relation }, 'relation.to('],
    [{ Estimate: { prop: number, description: 'Hours' } }, 'descriptions'],
    [{ Stage: select.of({ name: 'Doing', id: 'Todo' }, 'Old') }, 'ignores a new name of an option'],
    [{ Stage: select.of({ name: 'Todo', color: 'red' }, 'Old') }, 'color and description of an option'],
    [{ Stage: select.of('Todo', 'Old', 'a,b') }, 'no comma'],
    [{ Stage: select.of('Todo', 'Old', ...Array.from({ length: 99 }, (_, at) => `${at}`)) }, 'at most 100 options'],
    [{ Gone: { prop: number, id: 'gone' } }, 'cannot be restored under its id'],
    [{ Days: { prop: number, id: 'es', name: 'Stage' } }, 'which stays'],
    [{ es: number }, 'is the id of another property'],
  ]
  for (const [properties, reason] of cases) {
    const changes = planned(properties, LIVE, keep)
    expect(changes.join('\n')).toContain(reason)
    expect(changes.every((change) => change.startsWith('blocked'))).toBe(true)
  }
})

test('behavior: relations that lead elsewhere lose their links, and two-way ones the other side', () => {
  const Both = plain('bo', 'relation', { data_source_id: OTHER, dual_property: { synced_property_name: 'Back' } })
  expect(planned({ Project: relation.to(() => ID) }, { Project: LIVE.Project })).toEqual([
    'lossy Project: all links of the relation',
  ])
  expect(planned({ Project: relation.to(() => OTHER, true) }, { Project: LIVE.Project })).toEqual(['safe Project: '])
  expect(planned({ Both: relation.to(() => OTHER) }, { Both })).toEqual([
    'lossy Both: the property of the other data source, or its links',
  ])
  expect(planned({ Both: relation.to(() => OTHER, 'Tasks') }, { Both })).toEqual([
    'blocked Both: it is a property of the other data source: rename it there',
  ])
  expect(planned({}, { Both })[0]).toContain('the other side of the relation its link')
})

test('behavior: a property goes only if nothing needs it', () => {
  const Sum = plain('su', 'rollup', {
    relation_property_id: 'pr',
    relation_property_name: 'Project',
    rollup_property_name: 'Budget',
    function: 'sum',
  })
  const changes = planned(
    { Sum: rollup, Twice: formula.of('number', 'prop("Estimate") * 2') },
    { Project: LIVE.Project, Estimate: LIVE.Estimate, Sum },
  )
  expect(changes).toEqual([
    'safe Twice: ',
    'blocked Estimate: it is needed for "Twice": change that first',
    'blocked Project: it is needed for "Sum": change that first',
  ])
})

test('behavior: a property goes, or gets another type, only if what stays does not need it', () => {
  const Double = plain('do', 'formula', { expression: `{{notion:block_property:es:${ID}:x}} * 2` })
  const Sum = plain('su', 'rollup', { relation_property_id: 'pr', rollup_property_name: 'Budget', function: 'sum' })
  const { Estimate, Project } = LIVE
  const keep = { additional_properties: 'keep' }
  expect(planned({}, { Double, Estimate }, { skip: ['Double'] })[0]).toContain(
    'blocked Estimate: it is needed for "Double"',
  )
  expect(planned({}, { Sum, Project }, { skip: ['Sum'] })[0]).toContain('blocked Project: it is needed for "Sum"')
  expect(planned({ Project: number }, { Sum, Project }, keep)[0]).toContain('blocked Project: it is needed for "Sum"')
  // A change that is skipped does not free it.
  const other = { Double: formula.of('number', '3') }
  expect(planned(other, { Double, Estimate })).toEqual([
    'safe Double: ',
    'lossy Estimate: the property with all its values',
  ])
  expect(planned(other, { Double, Estimate }, { skip: ['Double'] })[0]).toContain('blocked Estimate')
})

test('behavior: a formula means a property by its declared name, a rollup needs a relation', () => {
  const live = { Estimate: LIVE.Estimate }
  const renamed = planned(
    { Twice: formula.of('number', 'prop("Estimate") * 2'), Effort: { prop: number, id: 'es' } },
    live,
  )
  expect(renamed).toEqual([
    'blocked Twice: it refers to "Estimate", which is neither declared nor in the data source',
    'safe Estimate: ',
  ])
  for (const name of ['Estimate', 'Nothing']) {
    const Sum = rollup.of('number', { relation: name, property: 'Budget', function: 'sum' })
    expect(planned({ Sum, Estimate: number }, live)).toEqual([
      `blocked Sum: it is computed over "${name}", which is not a relation of the data source`,
    ])
  }
})

test('behavior: options that stay do so when the type changes; one that is renamed with it goes', () => {
  const { Stage } = LIVE
  const properties = { Stage: multiSelect.of('New', 'Todo') }
  expect(planned(properties, { Stage })[0]).toContain('lossy Stage: the options "Old"')
  const keep = planSchema(defineDataSource({ properties }), source({ Stage }), { additional_options: 'keep' })
  expect(keep).toMatchObject({
    changes: [{ class: 'safe' }],
    steps: [[{ update: { multi_select: { options: [{ name: 'Todo' }, { name: 'Old' }, { name: 'New' }] } } }]],
  })
  expect(planned({ Stage: multiSelect.of({ name: 'Doing', id: 'Todo' }, 'Old') }, { Stage })[0]).toContain(
    'lossy Stage',
  )
})

test('behavior: a rename is one only by id or by the map, and one that cannot be is blocked', () => {
  const live = { Estimate: LIVE.Estimate }
  expect(planned({ Effort: number }, live)).toEqual([
    'safe Effort: ',
    'lossy Estimate: the property with all its values',
  ])
  expect(planned({ Effort: number }, live, { renames: { Estimate: 'Effort' } })).toEqual(['safe Estimate: '])
  expect(planned({ Effort: { prop: number, id: 'es' } }, live)).toEqual(['safe Estimate: '])
  expect(planned({ Effort: number }, live, { renames: { Nothing: 'Effort' } })[0]).toContain('blocked')
  expect(planned({ Effort: number }, live, { renames: { Estimate: 'Other' } })[0]).toContain('blocked')
  for (const name of ['Effort', 'constructor']) {
    const both = { ...live, [name]: plain('ef', 'number') }
    expect(planned({ [name]: number }, both, { renames: { Estimate: name } })[0]).toContain('blocked')
  }
  // One that was made is none, nor is one that says what the id says.
  expect(planned({ Estimate: number }, live, { renames: { Days: 'Estimate' } })).toEqual([])
  expect(planned({ Effort: { prop: number, id: 'es' } }, live, { renames: { Estimate: 'Effort' } })).toEqual([
    'safe Estimate: ',
  ])
  const byId = { Effort: { prop: number, id: 'es' }, Days: number }
  expect(planned(byId, live, { renames: { Estimate: 'Days' } })[0]).toContain(
    '"Estimate" is declared itself, with its id',
  )
  const both = { ...live, Days: plain('da', 'number') }
  expect(planned(byId, both, { renames: { Days: 'Effort' } })[0]).toContain('declared with the id of another property')
  // The title gives up its name.
  const swapped = planSchema(
    defineDataSource({
      properties: { Title: { prop: title, name: 'Estimate' }, Estimate: { prop: number, name: 'Name' } },
    }),
    source(live),
    { renames: { Estimate: 'Name' } },
  )
  expect(swapped.changes.map((change) => `${change.class} ${change.message}`)).toEqual([
    'safe "Name": it is declared as "Estimate"',
    'safe "Estimate": it is declared as "Name"',
  ])
})

test('behavior: new options have what they are declared with; those that are there keep their ids, if Notion shows any', () => {
  const { id: _, ...withoutId } = option('Old')
  const Stage = plain('sg', 'select', { options: [option('Todo'), withoutId] })
  const New = { name: 'New', color: 'red', description: 'Not begun' } as const
  const wanted = defineDataSource({ properties: { Name: title, Stage: select.of('Todo', 'Old', New, 'Newer') } })
  const { steps, changes } = planSchema(wanted, source({ Stage }))
  expect(changes.map((change) => change.class)).toEqual(['safe', 'safe'])
  expect(steps).toMatchObject([
    [{ update: { select: { options: [{ name: 'Todo', id: 'Todo' }, { name: 'Old' }, New, { name: 'Newer' }] } } }],
  ])
})

test('behavior: a new property has its description, and one that is computed keeps its expression when it is renamed', () => {
  const Sum = plain('su', 'rollup', { relation_property_id: 'pr', rollup_property_name: 'Budget', function: 'sum' })
  const properties = {
    Days: { prop: number, description: 'Of work' },
    Twice: { prop: formula, id: 'do' },
    Total: { prop: rollup, id: 'su' },
  }
  const wanted = defineDataSource({ properties: { Name: title, ...properties } })
  const { Double, Project } = LIVE
  const plan = planSchema(wanted, source({ Double, Project, Sum }), { additional_properties: 'keep' })
  expect(plan.changes.map((change) => `${change.class} ${change.kind}`)).toEqual([
    'safe missing',
    'safe renamed',
    'safe renamed',
  ])
  expect(plan.steps.flat().map(({ property, update }) => [property, update])).toEqual([
    ['Days', { number: {}, description: 'Of work' }],
    ['do', { name: 'Twice' }],
    ['su', { name: 'Total' }],
  ])
})

test('behavior: two properties that get one name, and one that no request can mean, are blocked', () => {
  const live = { A: plain('a', 'number'), B: plain('b', 'number') }
  const one = { A: { prop: number, id: 'a', name: 'Z' }, B: { prop: number, id: 'b', name: 'Z' } }
  expect(planned(one, live)).toEqual(['safe A: ', 'blocked B: another property gets the name "Z" too'])
  // The id of each is the name of the other.
  const crossed = { A: plain('B', 'select', { options: [option('x')] }), B: plain('A', 'number') }
  const reason =
    'its name and id are also those of other properties, so a request would be ambiguous: change it in Notion'
  expect(planned({ A: select.of() }, crossed)).toEqual([`blocked A: ${reason}`, `blocked B: ${reason}`])
})

test('behavior: a data source that shows only a part of itself is planned for without an exception', () => {
  const wanted = defineDataSource({
    properties: {
      Name: title,
      Next: relation.to(() => OTHER),
      Sum: rollup.of('number', { relation: 'Next', property: 'Budget', function: 'sum' }),
      Double: formula.of('number', 'prop("Estimate") * 2'),
      Estimate: number,
    },
  })
  const bare = (id: string, type: string) => ({ id, type, [type]: {} })
  const live = {
    Next: bare('ne', 'relation'),
    Sum: bare('su', 'rollup'),
    Double: bare('do', 'formula'),
    Estimate: bare('es', 'number'),
    Stage: bare('sg', 'select'),
  }
  const plan = planSchema(wanted, source(live))
  expect(plan.changes.map((change) => `${change.class} ${change.kind} ${change.property}`)).toEqual([
    'safe rollup_changed Sum',
    'safe formula_changed Double',
    'lossy additional Stage',
  ])
  expect(planSchema(wanted, JSON.parse(JSON.stringify(source(live)))).hash).toBe(plan.hash)
  for (const odd of [undefined, {}, { properties: {} }]) {
    const { changes } = planSchema(defineDataSource({ properties: { Name: title } }), unsafeCast(odd))
    expect(changes).toMatchObject([{ class: 'blocked', kind: 'missing', reason: expect.stringContaining('one title') }])
  }
})

test('error: rows are counted only for a plan, and an error while they are is the one of the job', async () => {
  const plan = planSchema(defineDataSource({ properties: { Name: title } }), source({ Estimate: LIVE.Estimate }))
  const { ctx, sent } = await tried()
  const parts: ReadonlyArray<object> = [{}, { plan: { ...plan, hash: 'x' } }, { plan, max_requests: 0 }]
  for (const params of parts) {
    expect(await countAffected(ctx, unsafeCast(params))()).toMatchObject({ left: { _tag: 'InvalidInputError' } })
  }
  expect(sent()).toBe(0)
  expect(await countAffected(ctx, { plan })()).toMatchObject({ left: { _tag: 'NotFoundError' } })
})

test('behavior: lossy changes say what is lost, and count the rows; without the names of their properties nothing is sent', async () => {
  const { ctx, sent } = await tried()
  const properties = {
    Name: title,
    Stage: select.of('Todo', 'Old'),
    Tags: multiSelect.of('a', 'b'),
    Paid: checkbox,
    Sum: number,
  }
  const data_source_id = await createSource(ctx, defineDataSource({ properties }))
  for (const row of [0, 1, 2]) {
    await ok(
      notion.createPage(ctx, {
        parent: { data_source_id },
        properties: { Stage: select(row < 2 ? 'Old' : 'Todo'), Tags: multiSelect(['a']), Paid: checkbox(row === 0) },
      }),
    )
  }
  const wanted = defineDataSource({
    properties: { Name: title, Stage: select.of('Todo'), Tags: multiSelect.of('a'), Sum: checkbox },
  })
  const plan = planSchema(wanted, await readSource(ctx, data_source_id))
  const counted = await ok(countAffected(ctx, { plan }))
  expect(counted.changes.map(({ property, loses, rows }) => [property, loses, rows])).toEqual([
    ['Stage', 'the option "Old", also in the rows that have it', 2],
    ['Tags', 'the option "b", also in the rows that have it', 0],
    ['Sum', 'values of the type number that Notion cannot convert to checkbox', 0],
    ['Paid', 'the property with all its values', 1],
  ])
  const before = sent()
  const refused = await applySchema(ctx, { plan: counted, allow: ['Stage', 'Tags', 'Nothing'] })()
  if (!isLeft(refused) || refused.left._tag !== 'InvalidInputError') throw new Error('It was applied.')
  expect(refused.left.issues.map(({ allowed }) => allowed)).toEqual([
    expect.stringContaining('"Sum"'),
    expect.stringContaining('"Paid"'),
  ])
  const altered = [
    { ...plan, steps: plan.steps.slice(1) },
    { ...plan, data_source_id: 'another' },
    // Its steps would still remove the property.
    { ...plan, changes: plan.changes.filter((change) => change.class !== 'lossy') },
    { ...plan, changes: plan.changes.map((change) => ({ ...change, class: 'safe' })) },
  ]
  const broken = [undefined, {}, { ...plan, hash: 'x' }, { ...plan, before: [] }, { ...plan, steps: [[{}]] }]
  for (const odd of [...broken, ...altered]) {
    const result = await applySchema(ctx, { plan: unsafeCast(odd) })()
    expect(result).toMatchObject({ left: { _tag: 'InvalidInputError' } })
  }
  const isBlocked = planSchema(defineDataSource({ properties: { Name: title, Start: button } }), source({}))
  expect(await applySchema(ctx, { plan: isBlocked })()).toMatchObject({ left: { _tag: 'InvalidInputError' } })
  expect(sent()).toBe(before)
})

test('behavior: more than 10,000 rows are counted too', async () => {
  const { ctx, sent } = manyRows(10_150, (index) => ({ created: Math.floor(index / 100) * 60_000, edited: 0 }))
  const plan = planSchema(defineDataSource({ properties: { Name: title } }), source({ Estimate: LIVE.Estimate }))
  const { changes } = await ok(countAffected(ctx, { plan }))
  expect(changes).toMatchObject([{ property: 'Estimate', class: 'lossy', rows: 10_150 }])
  expect(sent()).toBe(103)
})

test.each([
  ['added', { Extra: { checkbox: {} } }],
  ['removed', { Sum: null }],
  ['renamed', { Sum: { name: 'Total' } }],
  ['given another option', { Stage: { select: { options: [{ name: 'Todo' }, { name: 'New' }] } } }],
])(
  'error: a schema that moved since the plan is left alone: a property was %s',
  async (_, properties: notion.SchemaUpdate) => {
    const { ctx } = await tried()
    const before = defineDataSource({ properties: { Name: title, Stage: select.of('Todo'), Sum: number } })
    const data_source_id = await createSource(ctx, before)
    const wanted = defineDataSource({ properties: { ...before.properties, Done: checkbox } })
    const plan = planSchema(wanted, await readSource(ctx, data_source_id))
    await ok(notion.updateDataSource(ctx, { data_source_id, properties }))
    const moved = await readSource(ctx, data_source_id)
    const result = await applySchema(ctx, { plan })()
    expect(result).toMatchObject({
      left: { _tag: 'SchemaMovedError', expected: expect.any(String), differences: [expect.any(String)] },
    })
    expect((await readSource(ctx, data_source_id)).properties).toEqual(moved.properties)
  },
)

test('behavior: a plan that takes too many requests stops, and goes on', async () => {
  const { ctx } = await tried()
  const data_source_id = await createSource(
    ctx,
    defineDataSource({ properties: { Name: title, A: number, B: checkbox } }),
  )
  const wanted = defineDataSource({ properties: { Name: title, B: number, A: checkbox } })
  const plan = planSchema(wanted, await readSource(ctx, data_source_id), { renames: { A: 'B', B: 'A' } })
  const stopped = await applySchema(ctx, { plan, max_requests: 2 })()
  if (!isLeft(stopped) || stopped.left._tag !== 'PartialSchemaError') throw new Error('It did not stop.')
  expect(stopped.left.message).toContain('run it again with the same plan')
  const { plan: rest, allow } = JSON.parse(JSON.stringify(stopped.left.resume))
  expect(await applySchema(ctx, { plan: rest, allow })()).toMatchObject({ _tag: 'Right' })
  expect(await readSource(ctx, data_source_id)).toMatchObject({
    properties: { A: { type: 'checkbox' }, B: { type: 'number' } },
  })
})
