/** Plans of schemas, and their execution: random pairs of schemas, and a plan while requests fail. */
import fc from 'fast-check'
import { isLeft } from 'fp-ts/Either'
import { expect, test } from 'vitest'
import * as notion from '../../../../src/index.js'
import {
  type AnyDefinition,
  applySchema,
  checkSchema,
  countAffected,
  defineDataSource,
  type PropertyDeclarations,
  planSchema,
  type SchemaPlan,
} from '../../../../src/jobs/rows/index.js'
import { referenceTo } from '../../../../src/jobs/rows/schema/formulaText.js'
import {
  checkbox,
  createdTime,
  date,
  email,
  files,
  formula,
  multiSelect,
  number,
  people,
  relation,
  richText,
  rollup,
  select,
  status,
  title,
  uniqueId,
  url,
} from '../../../../src/props/index.js'
import { aWorld, ok } from '../../../simulator/world.js'
import { inBatches } from '../../../support/chance.js'
import { EVERY_FAULT, type Failing, type Tried, tried, turnsOf } from '../../../support/everyFault.js'
import { createSource, readSource } from '../../../support/schemas.js'

const copy = <A>(value: A): A => JSON.parse(JSON.stringify(value))

/** The names of the properties that a plan can make lose something. */
const lossyIn = ({ changes }: SchemaPlan): ReadonlyArray<string> => [
  ...new Set(changes.flatMap(({ class: kind, property }) => (kind === 'lossy' ? [property] : []))),
]

const sampleOf = (type: string): notion.PropertyValueRequest | undefined => {
  switch (type) {
    case 'select':
      return { select: { name: 'a' } }
    case 'multi_select':
      return { multi_select: [{ name: 'a' }, { name: 'b' }] }
    case 'number':
      return number(3)
    case 'rich_text':
      return richText('text')
    case 'email':
      return email('a@example.com')
    case 'url':
      return url('https://example.com')
    case 'checkbox':
      return checkbox(true)
    case 'date':
      return date('2026-01-02')
    default:
      return undefined
  }
}

const plainOf = (page: notion.Page): { readonly [id: string]: string } =>
  Object.fromEntries(
    Object.values(page.properties).map((value) => [
      value.id,
      JSON.stringify(value)
        .match(/"(text|a@example\.com|https:\/\/example\.com|2026-01-02|a|b)"|:(3|true)\b/g)
        ?.join() ?? '',
    ]),
  )

// --- Random pairs ---

const NAMES = ['A', 'B', 'C', 'D', 'a', 'A ', '__proto__', '1', 'title']
const KEYS = NAMES.filter((name) => name !== 'title')
const TARGET = defineDataSource({ properties: { Name: title, Budget: number } })

/** Stand for the ids of the data sources to which relations lead. */
const TARGETS: Array<string> = []
const type = fc.oneof(
  fc.constantFrom(number, number.of('percent'), richText, email, url, checkbox, date, select, multiSelect),
  fc
    .subarray(['a', 'b', 'c', 'd'])
    .chain((options) => fc.constantFrom(select.of(...options), multiSelect.of(...options))),
  fc
    .constantFrom('prop("Name")', 'length(prop("Name"))', ...KEYS.map((name) => `empty(${referenceTo(name)})`))
    .map((expression) => formula.of('string', expression)),
  fc.constantFrom(status, people, files, createdTime, uniqueId),
  fc
    .tuple(fc.nat(1), fc.constantFrom(undefined, true, 'Back', 'Other side'))
    .map(([at, two_way]) => relation.to(() => `${TARGETS[at]}`, two_way)),
  fc
    .record({
      relation: fc.constantFrom(...KEYS),
      property: fc.constantFrom('Name', 'Budget'),
      function: fc.constantFrom<'sum' | 'count_values' | 'show_original'>('sum', 'count_values', 'show_original'),
    })
    .map((of) => rollup.of(of.function === 'show_original' ? 'array' : 'number', of)),
)
const schema = fc
  .dictionary(fc.constantFrom(...KEYS), type, { maxKeys: 6, noNullPrototype: true })
  .map((properties): PropertyDeclarations => Object.fromEntries(Object.entries(properties)))

const definitionOf = (properties: PropertyDeclarations): AnyDefinition =>
  defineDataSource({ properties: Object.fromEntries([['Name', title], ...Object.entries(properties)]) })

const pairs = fc.record({
  before: schema,
  after: schema,
  // Each pair of names is a rename, if the one is there and the other is declared.
  renames: fc.shuffledSubarray(NAMES).chain((from) => fc.shuffledSubarray(NAMES).map((to) => [from, to] as const)),
})

/** Not the names of the other sides of relations, which differ if two relations want the same one. */
const isOurs = ({ message }: { readonly message: string }): boolean => !message.includes('its other side has the name')

/** The names of the properties with changes that the API cannot make. */
const blockedIn = ({ changes }: SchemaPlan): ReadonlyArray<string> =>
  changes.flatMap(({ class: kind, property, key = property }) => (kind === 'blocked' ? [property, key] : []))

/** A plan without the changes that the API cannot make, and without those that need them. */
const possiblePlan = (
  definition: AnyDefinition,
  dataSource: notion.DataSource,
  renames: { readonly [name: string]: string } = {},
) => {
  let skip: ReadonlyArray<string> = []
  let plan = planSchema(definition, dataSource, { renames })
  for (let more = blockedIn(plan); more.some((name) => !skip.includes(name)); more = blockedIn(plan)) {
    skip = [...skip, ...more]
    plan = planSchema(definition, dataSource, { renames, skip })
  }
  return { plan, skip }
}

test.each(inBatches(4, 12))(
  'behavior: a plan applied gives what is declared, and safe plans lose no value (%j)',
  async (batch) => {
    const { ctx } = await aWorld(notion.createContext)
    TARGETS.splice(0, 2, await createSource(ctx, TARGET), await createSource(ctx, TARGET))
    await fc.assert(
      fc.asyncProperty(pairs, async ({ before, after, renames: [from, to] }) => {
        TARGETS.splice(0, 2, await createSource(ctx, TARGET), await createSource(ctx, TARGET))
        const data_source_id = await createSource(ctx, definitionOf({}))
        const made = possiblePlan(definitionOf(before), await readSource(ctx, data_source_id)).plan
        expect((await done(ctx, made)).applied).toHaveLength(made.changes.length)
        const first = await readSource(ctx, data_source_id)
        const properties = Object.fromEntries(
          Object.entries(first.properties).flatMap(([name, { type: kind }]) => {
            const value = sampleOf(kind)
            return value ? [[name, value]] : []
          }),
        )
        const row = await ok(notion.createPage(ctx, { parent: { data_source_id }, properties }))
        const start = await readSource(ctx, data_source_id)
        const definition = definitionOf(after)
        const renames = Object.fromEntries(
          from.flatMap((name, index) => {
            const other = to[index]
            const isPossible =
              other !== undefined && Object.hasOwn(start.properties, name) && Object.hasOwn(after, other)
            return isPossible && other !== name ? [[name, other]] : []
          }),
        )
        const { plan, skip } = possiblePlan(definition, start, renames)
        if (plan.changes.some((change) => change.class === 'blocked')) return
        const allow = lossyIn(plan)
        await ok(countAffected(ctx, { plan }))
        if (allow.length > 0) expect((await applySchema(ctx, { plan })())._tag).toBe('Left')
        const values = plainOf(await readRow(ctx, row.id))
        const report = await done(ctx, copy(plan), allow)
        expect(report.applied).toHaveLength(plan.changes.length)
        const end = await readSource(ctx, data_source_id)
        if (skip.length === 0) {
          expect(checkSchema(definition, end).filter(isOurs)).toEqual([])
          expect(planSchema(definition, end).changes.filter(isOurs)).toEqual([])
        }
        if (allow.length === 0) {
          const now = plainOf(await readRow(ctx, row.id))
          for (const [id, value] of Object.entries(values)) expect([id, now[id]]).toEqual([id, value])
        }
        expect((await done(ctx, copy(plan), allow)).applied).toEqual([])
      }),
      batch,
    )
  },
)

const readRow = async (ctx: notion.Context, page_id: string): Promise<notion.Page> => {
  const page = await ok(notion.getPage(notion.wrap(notion.withoutCache)(ctx), { page_id }))
  if (!('properties' in page)) throw new Error('The page is partial.')
  return page
}

const done = async (ctx: notion.Context, plan: SchemaPlan, allow: ReadonlyArray<string> = []) => {
  const result = await applySchema(ctx, { plan, allow })()
  if (isLeft(result)) throw new Error(JSON.stringify(result.left, undefined, 1))
  return result.right
}

// --- A plan of everything, while requests fail ---

const BEFORE = {
  Name: title,
  First: number,
  Second: richText,
  Stage: select.of('Todo', 'Done', 'Old'),
  Old: checkbox,
  Free: url,
}

const afterWith = (target: string) =>
  defineDataSource({
    properties: {
      Title: title,
      First: richText,
      Second: number.of('percent'),
      Stage: multiSelect.of('Todo', 'Done', 'Old'),
      Free: checkbox,
      Site: email,
      Project: relation.to(() => target, 'Tasks'),
      Sum: rollup.of('number', { relation: 'Project', property: 'Budget', function: 'sum' }),
      Double: formula.of('number', 'prop("Second") * 2'),
    },
  })

const RENAMES = { First: 'Second', Second: 'First', Free: 'Site' }

const planIn = async ({ ctx }: Tried) => {
  const target = await createSource(ctx, TARGET)
  const data_source_id = await createSource(ctx, defineDataSource({ properties: BEFORE }))
  const definition = afterWith(target)
  const dataSource = await readSource(ctx, data_source_id)
  return { definition, data_source_id, plan: planSchema(definition, dataSource, { renames: RENAMES }) }
}

test('behavior: changes that depend on one another are made in as few requests as possible', async () => {
  const world = await tried()
  const { plan, definition, data_source_id } = await planIn(world)
  expect(plan.changes.map(({ kind, class: of, property }) => `${of} ${kind} ${property}`)).toEqual([
    'safe renamed Name',
    'safe renamed Second',
    'safe renamed First',
    'safe number_format_changed First',
    'safe retyped Stage',
    'safe missing Free',
    'safe renamed Free',
    'safe retyped Free',
    'safe missing Project',
    'safe missing Sum',
    'safe missing Double',
    'lossy additional Old',
  ])
  expect(plan.steps).toHaveLength(3)
  const before = world.sent()
  const { requests, applied } = await done(world.ctx, plan, ['Old'])
  expect(applied).toHaveLength(12)
  expect(requests).toBe(4)
  expect(world.sent() - before).toBe(4)
  expect(checkSchema(definition, await readSource(world.ctx, data_source_id))).toEqual([])
})

test('behavior: computed properties change their sources, also to new ones', async () => {
  const { ctx } = await tried()
  const target = await createSource(
    ctx,
    defineDataSource({ properties: { Name: title, Budget: number, Spent: number } }),
  )
  const Project = relation.to(() => target)
  const sumOf = (name: string, property: string) => rollup.of('number', { relation: name, property, function: 'sum' })
  const data_source_id = await createSource(
    ctx,
    defineDataSource({ properties: { Name: title, Project, Old: number } }),
  )
  const changesTo = async (properties: PropertyDeclarations) => {
    const definition = defineDataSource({ properties: { Name: title, ...properties } })
    const plan = planSchema(definition, await readSource(ctx, data_source_id))
    const { applied } = await done(ctx, copy(plan), ['Old'])
    expect(checkSchema(definition, await readSource(ctx, data_source_id))).toEqual([])
    expect((await done(ctx, copy(plan), ['Old'])).already).toHaveLength(plan.changes.length)
    return applied.map(({ kind, property }) => `${kind} ${property}`)
  }
  const Twice = formula.of('number', 'prop("Old") * 2')
  await changesTo({ Project, Old: number, Twice, Sum: sumOf('Project', 'Budget') })
  expect(await changesTo({ Project, Old: number, Twice, Sum: sumOf('Project', 'Spent') })).toEqual([
    'rollup_changed Sum',
  ])
  expect(
    await changesTo({
      Project,
      Next: Project,
      New: number,
      Twice: formula.of('number', 'prop("New") * 2'),
      Sum: sumOf('Next', 'Spent'),
    }),
  ).toEqual(['missing Next', 'missing New', 'formula_changed Twice', 'rollup_changed Sum', 'additional Old'])
})

test('error: a change that Notion accepts and does not make is named', async () => {
  const world = await tried()
  const data_source_id = await createSource(world.ctx, defineDataSource({ properties: { Name: title, A: number } }))
  const wanted = defineDataSource({ properties: { Name: title, A: number.of('percent') } })
  const plan = planSchema(wanted, await readSource(world.ctx, data_source_id))
  const before = await readSource(world.ctx, data_source_id)
  world.failAt(1, async () => Response.json(before))
  const result = await applySchema(world.ctx, { plan })()
  expect(result).toMatchObject({
    left: {
      _tag: 'PartialSchemaError',
      cause: { _tag: 'UnexpectedResponseError' },
      applied: [],
      left: [{ property: 'A' }],
    },
  })
  expect(isLeft(result) && result.left.message).toContain('did not change')
  expect((await done(world.ctx, plan)).applied).toHaveLength(1)
})

const runWithFault = async (index: number, failing: Failing, isForever: boolean): Promise<void> => {
  const world = await tried()
  const { plan, definition, data_source_id } = await planIn(world)
  const params = { plan, allow: ['Old'] }
  world.failAt(index, failing, isForever ? Number.POSITIVE_INFINITY : 1)
  const first = await applySchema(world.ctx, params)()
  world.heal()
  if (isLeft(first)) {
    expect(isForever).toBe(true)
    const stopped = first.left
    const resume = stopped._tag === 'PartialSchemaError' ? copy(stopped.resume) : params
    const report = await done(world.ctx, resume.plan, resume.allow)
    expect(report.applied.length + report.already.length).toBe(12)
  }
  const end = await readSource(world.ctx, data_source_id)
  expect(checkSchema(definition, end)).toEqual([])
  expect(Object.keys(end.properties)).toHaveLength(9)
}

test.each(Object.entries(EVERY_FAULT))(
  'behavior: each change is made once if any request fails: %s',
  async (fault, failing) => {
    for (const index of turnsOf(fault, 4)) await runWithFault(index, failing, false)
    for (const index of turnsOf(fault, 4, 1)) await runWithFault(index, failing, true)
  },
)
