/** A project with many tasks, whose relation is changed. */
import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import { expect } from 'vitest'
import type * as notion from '../../../src/index.js'
import { completePage } from '../../../src/jobs/completion/completePage.js'
import type { RelationChange, RelationError } from '../../../src/jobs/completion/relationParams.js'
import { ok, there } from '../../simulator/world.js'
import { asNew, type Tried, tried } from '../../support/everyFault.js'
import { aPage, aProject, type Furnished, furnish, uuid } from './samples.js'

/** The change; a failure ends the test in its own words. */
export const done = async (call: TaskEither<RelationError, RelationChange>): Promise<RelationChange> => {
  const result = await call()
  if (E.isLeft(result)) throw new Error(result.left.message)
  return result.right
}

export const PROJECT = uuid(1, '99999999')

const makeWorld = async (all: number, related: number) => {
  const world = await tried()
  const furnished = await furnish(world, all)
  const { ids } = furnished
  await aProject(world, furnished, PROJECT, { tasks: ids.slice(0, related) })
  // The other side of what was put into the workspace.
  await world.simulator.load(await Promise.all(ids.slice(0, related).map((id) => withProject(world, furnished, id))))
  return { ...world, ...furnished }
}

const worlds = new Map<string, () => ReturnType<typeof makeWorld>>()

/** A project with the first tasks of as many. */
export const aWorld = async (all: number, related: number) => {
  const key = `${all} ${related}`
  const world = worlds.get(key) ?? asNew(() => makeWorld(all, related))
  worlds.set(key, world)
  return world()
}

const withProject = async ({ ctx }: Tried, { tasks }: Furnished, id: string): Promise<object> => {
  const page = await aPage(ctx, id)
  const Project = { ...there(page.properties.Project), relation: [{ id: PROJECT }] }
  return {
    ...page,
    parent: { type: 'data_source_id', data_source_id: tasks },
    properties: { ...page.properties, Project },
  }
}

/** The ids of the relation, all of them. */
export const relatedTo = async (
  ctx: notion.Context,
  page_id = PROJECT,
  property = 'Tasks',
): Promise<ReadonlyArray<string>> => {
  const { page, complete } = await ok(completePage(ctx, await aPage(ctx, page_id), { properties: [property] }))
  expect(complete).toBe(true)
  const value = page.properties[property]
  return value?.type === 'relation' ? value.relation.map(({ id }) => id) : []
}
