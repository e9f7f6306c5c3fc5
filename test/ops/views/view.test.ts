import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { decodeWith } from '../../../src/core/schema/decode.js'
import { isFullView, ViewOrPartial, ViewReference } from '../../../src/ops/views/view.js'
import { ViewConfiguration } from '../../../src/ops/views/viewConfiguration.js'
import { ViewFilter, ViewSort } from '../../../src/ops/views/viewFilter.js'
import { GroupBy } from '../../../src/ops/views/viewGroupBy.js'
import { DeletedViewQuery, ViewQuery } from '../../../src/ops/views/viewQuery.js'
import { anId } from '../../support/fixtures.js'
import { spoiled } from '../../support/spoil.js'
import { aPartialView, aView, aViewQuery, configurationSamples, groupBySamples } from '../../support/views.js'

const decode = decodeWith(ViewOrPartial)

/** Where a view differs, as paths. */
const pathsIn = (json: unknown): ReadonlyArray<string> => {
  const result = decode(json)
  return E.isLeft(result) ? result.left.map(({ path }) => path) : []
}

/** A sample without its type, which says what the rest has to be. */
const withoutType = ({ type: _, ...rest }: { readonly type: string }): object => rest

test('default: a view, complete or partial, is returned unchanged', () => {
  for (const view of [aView(), aPartialView(), aView({ data_source_id: null, configuration: null })]) {
    const result = decode(view)
    expect(result).toEqual(E.right(view))
    expect(E.isRight(result) && result.right).toBe(view)
  }
})

test('default: isFullView distinguishes complete views from partial ones and references', () => {
  const reference = { object: 'view', id: anId(11) } as const
  expect(ViewReference.is(reference)).toBe(true)
  expect([aView(), aPartialView(), reference, { object: 'page', url: 'x' }].map(isFullView)).toEqual([
    true,
    false,
    false,
    false,
  ])
})

test.each(configurationSamples.map((sample) => [sample.type, sample] as const))(
  'default: the configuration of a %s, and an invalid value anywhere in it is rejected with its path',
  (type, configuration) => {
    expect(decode(aView({ type, configuration }))).toEqual(E.right(aView({ type, configuration })))
    for (const bad of spoiled(withoutType(configuration))) {
      if (typeof bad !== 'object') continue
      const paths = pathsIn({ ...aView(), configuration: { ...bad, type } })
      expect([bad, paths.length > 0]).toEqual([bad, true])
      expect(paths.every((path) => path.startsWith('configuration.'))).toBe(true)
    }
  },
)

test('default: the samples are of the 10 types', () => {
  expect(new Set(configurationSamples.map(({ type }) => type)).size).toBe(10)
})

test.each(groupBySamples.map((sample) => [sample.type, sample] as const))(
  'default: rows can be grouped by %s, and an invalid value is rejected',
  (type, groupBy) => {
    expect(GroupBy.is(groupBy)).toBe(true)
    for (const bad of spoiled(withoutType(groupBy))) {
      if (typeof bad !== 'object') continue
      expect([bad, GroupBy.is({ ...bad, type })]).toEqual([bad, false])
    }
  },
)

test('behavior: settings that were reset are null', () => {
  const configuration = { type: 'chart', chart_type: 'line', x_axis: null, sort: null, show_data_labels: null }
  expect(ViewConfiguration.is(configuration)).toBe(true)
  expect(ViewConfiguration.is({ type: 'board', group_by: null })).toBe(false)
})

test('behavior: unknown types are passed through', () => {
  const view = {
    ...aView(),
    type: 'feed',
    parent: { type: 'page_id', page_id: anId() },
    configuration: { type: 'feed', depth: 3 },
  }
  expect(decode(view)).toEqual(E.right(view))
  expect(GroupBy.is({ type: 'place', property_id: 7 })).toBe(true)
  expect(ViewConfiguration.is({ type: 7 })).toBe(false)
})

const leaf = { property: 'Done', checkbox: { equals: false } }
const timestamp = { timestamp: 'created_time', created_time: { past_week: {} } }

test.each([
  leaf,
  timestamp,
  { and: [leaf, timestamp] },
  { or: [{ and: [leaf] }, leaf] },
  { and: [{ or: [{ and: [leaf] }] }] },
])('behavior: a filter can be %j', (filter) => {
  expect(decode({ ...aView(), filter })).toEqual(E.right({ ...aView(), filter }))
})

test.each([
  [{ property: 7 }, 'filter.property'],
  [{ timestamp: 7 }, 'filter.timestamp'],
  [{ and: leaf }, 'filter.and'],
  [{ or: [{ and: [{ property: 7 }] }] }, 'filter.or[0].and[0].property'],
])('error: a filter cannot be %j', (filter, path) => {
  expect(pathsIn({ ...aView(), filter })).toEqual([path])
  expect(ViewFilter.is(filter)).toBe(false)
})

test('behavior: rows are sorted by properties and timestamps', () => {
  const sorts = [
    { property: 'Due', direction: 'ascending' },
    { timestamp: 'last_edited_time', direction: 'descending' },
  ] as const
  expect(decode(aView({ sorts }))).toEqual(E.right(aView({ sorts })))
  expect(pathsIn({ ...aView(), sorts: [{ property: 'Due', direction: 'up' }] })).toEqual(['sorts[0].direction'])
  expect(ViewSort.is({ timestamp: 'due', direction: 'ascending' })).toBe(false)
  expect(ViewSort.is({ property: 'a', timestamp: 'created_time', direction: 'ascending' })).toBe(false)
})

test('behavior: a quick filter has a condition, or none', () => {
  const quick_filters = { Stage: { select: { equals: 'Doing' } }, Owner: {} }
  expect(decode(aView({ quick_filters }))).toEqual(E.right(aView({ quick_filters })))
  expect(pathsIn({ ...aView(), quick_filters: { Stage: 'Doing' } })).toEqual(['quick_filters.Stage'])
})

test('error: an invalid complete view is not accepted as a partial one', () => {
  expect(pathsIn({ ...aView(), name: undefined })).toEqual(['name'])
  expect(pathsIn({ ...aView(), url: undefined })).toEqual(['url'])
  expect(pathsIn({ ...aPartialView(), parent: { type: 'database_id' } })).toEqual(['parent.database_id'])
  expect(pathsIn({ ...aPartialView(), type: undefined })).toEqual(['type'])
})

test('default: a view query, and a deleted one', () => {
  expect(decodeWith(ViewQuery)(aViewQuery())).toEqual(E.right(aViewQuery()))
  const incomplete = aViewQuery({
    next_cursor: null,
    has_more: false,
    request_status: { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' },
  })
  expect(decodeWith(ViewQuery)(incomplete)).toEqual(E.right(incomplete))
  for (const bad of spoiled({ ...aViewQuery(), has_more: true })) expect([bad, ViewQuery.is(bad)]).toEqual([bad, false])
  expect(DeletedViewQuery.is({ object: 'view_query', id: anId(12), deleted: true })).toBe(true)
  expect(DeletedViewQuery.is({ object: 'view_query', id: anId(12) })).toBe(false)
})

test('behavior: never throws, for any input', () => {
  const anything = fc.oneof(
    fc.anything(),
    fc.record({ object: fc.constant('view'), url: fc.anything(), filter: fc.anything(), configuration: fc.anything() }),
    fc.record({ type: fc.constantFrom('table', 'board', 'chart', 'dashboard', 'x'), group_by: fc.anything() }),
  )
  fc.assert(
    fc.property(anything, (value) => {
      expect(decode(value)._tag === 'Right').toBe(ViewOrPartial.is(value))
      expect(decodeWith(ViewConfiguration)(value)._tag === 'Right').toBe(ViewConfiguration.is(value))
      expect(decodeWith(ViewFilter)(value)._tag === 'Right').toBe(ViewFilter.is(value))
    }),
  )
})
