/** A page whose lists are cut, and what a completion of it has to give. */
import * as E from 'fp-ts/Either'
import { expect } from 'vitest'
import type * as notion from '../../../src/index.js'
import type { IncompleteValue } from '../../../src/jobs/completion/completion.js'
import { title } from '../../../src/props/index.js'
import { asNew, tried } from '../../support/everyFault.js'
import { aProject, dueOn, type Furnished, furnish, hoursOf, isDone, people, ROLLUPS, uuid } from './samples.js'

const number = (value: number | null) => ({ type: 'number', number: value })
const date = (start: string | undefined, end: string | undefined) => ({
  type: 'date',
  date: start === undefined ? null : { start, end: end ?? null, time_zone: null },
})

/** The result of a rollup over the tasks with these numbers. */
const expectedRollup = (name: string, tasks: ReadonlyArray<number>): unknown => {
  const hours = tasks.map(hoursOf)
  const filled = hours.filter((value) => value !== null)
  const total = filled.reduce((a, b) => a + b, 0)
  const done = tasks.filter(isDone).length
  const due = tasks.map(dueOn).sort()
  const share = (part: number) => number(tasks.length === 0 ? null : part / tasks.length)
  const [least, most] = filled.length === 0 ? [null, null] : [Math.min(...filled), Math.max(...filled)]
  const results: Readonly<Record<string, unknown>> = {
    average: number(filled.length === 0 ? null : total / filled.length),
    count: number(tasks.length),
    count_values: number(filled.length),
    empty: number(hours.length - filled.length),
    max: number(most),
    min: number(least),
    not_empty: number(filled.length),
    percent_empty: share(hours.length - filled.length),
    percent_not_empty: share(filled.length),
    range: number(least === null || most === null ? null : most - least),
    sum: number(total),
    checked: number(done),
    unchecked: number(tasks.length - done),
    percent_checked: share(done),
    percent_unchecked: share(tasks.length - done),
    earliest_date: date(due[0], undefined),
    latest_date: date(due.at(-1), undefined),
    date_range: date(due[0], due.at(-1)),
  }
  return results[name]
}

/** A completion, whatever it was asked for. */
interface Completed {
  readonly page: { readonly properties: { readonly [name: string]: notion.PropertyValue } }
  readonly incomplete: ReadonlyArray<IncompleteValue>
}

/** Every value that the completion calls whole is as long as it is. */
export const expectWhole = (
  { page, incomplete }: Completed,
  tasks: ReadonlyArray<number>,
  { ids }: Furnished,
  team: number,
  mentions: number,
): void => {
  const open = new Set(incomplete.map(({ name }) => name))
  for (const [name, value] of Object.entries(page.properties)) {
    if (open.has(name)) continue
    if (value.type === 'relation') expect(value.relation).toEqual(tasks.map((task) => ({ id: ids[task] })))
    if (value.type === 'people') expect(value.people.map(({ id }) => id)).toEqual(people(team).map(({ id }) => id))
    if (value.type === 'title') expect(value.title).toHaveLength(mentions)
    if (value.type === 'rollup') {
      const expected = expectedRollup(value.rollup.function, tasks)
      if (expected) expect({ name, value: value.rollup }).toMatchObject({ name, value: expected })
      else if (value.rollup.type !== 'array') expect(value.rollup.type).toBe('array')
      else {
        expect(value.rollup.array).toHaveLength(tasks.length)
        if (name === 'Names show_original')
          expect(value.rollup.array.map((one) => title.read(one))).toEqual(tasks.map((task) => E.right(`Task ${task}`)))
      }
    }
  }
}

const SMALL = { Total: ROLLUPS['Hours sum'], Names: ROLLUPS['Names show_original'] }

/** A page with 101 tasks, 30 people and two rollups: 2 requests for the tasks and each rollup, 1 for the people. */
export const aLongPage = asNew(async () => {
  const world = await tried()
  const furnished = await furnish(world, 101, SMALL)
  const page = await aProject(world, furnished, uuid(1, '99999999'), { tasks: furnished.ids, people: 30 })
  return { ...world, furnished, page }
})

export const ALL = Array.from({ length: 101 }, (_, task) => task)
export const REQUESTS = 7
