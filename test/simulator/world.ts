/** The library on the simulator: one world with a clock of its own, which both go by. */

import { createSimulator, type Simulator, type SimulatorOptions } from '@notion-fp/simulator'
import { type Either, isLeft } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import * as library from '../../src/index.js'
import { type FakeClock, fakeClock } from '../support/fakes.js'

/** The page that everything goes into. */
export const HOME = '11111111-1111-4111-8111-111111111111'
/** A person of the workspace. */
export const PERSON = 'aaaaaaaa-0000-4000-8000-00000000000a'
/** An agent of the workspace. */
export const AGENT = '33333333-0000-4000-8000-000000000003'
/** A custom emoji of the workspace. */
export const EMOJI = '44444444-0000-4000-8000-000000000004'

/** Makes a context from what every context of a world has. */
export type MakeContext = (options: library.TransportOptions) => library.Context

/** A workspace, a context that speaks to it, and what was asked of the library. */
export interface World {
  readonly simulator: Simulator
  readonly clock: FakeClock
  readonly ctx: library.Context
  /** The library; it notes the names that are taken from it. */
  readonly notion: typeof library
  readonly taken: ReadonlySet<string>
  /** The operations of all requests that were made. */
  readonly asked: ReadonlySet<string>
}

/** Ids that count up, so that a test that fails fails the same way again. */
const countingIds = (): (() => string) => {
  let count = 0
  return () => {
    count += 1
    // The last eight digits vary wildly, as ids of properties are taken from them.
    const tail = ((count * 2654435761) >>> 0).toString(16).padStart(8, '0')
    return `00000000-0000-4000-8000-${count.toString(16).padStart(4, '0')}${tail}`
  }
}

const noting = <A extends object>(target: A, taken: Set<string>): A =>
  new Proxy(target, {
    get: (from, name) => {
      taken.add(String(name))
      return Reflect.get(from, name)
    },
  })

/** A simulator whose time is that of the clock, with a page to begin with. */
export const aSimulator = async (clock: library.Clock, options: SimulatorOptions = {}): Promise<Simulator> => {
  const simulator = createSimulator({
    now: clock.now,
    newId: countingIds(),
    ...options,
    conditions: { sleep: clock.sleep, ...options.conditions },
  })
  await simulator.load({
    users: [{ id: PERSON, name: 'Ada', email: 'ada@example.com' }],
    emojis: [{ id: EMOJI, name: 'shipit', url: 'https://example.com/shipit.png' }],
    agents: [{ object: 'agent', id: AGENT, name: 'Helper', agent_type: 'custom_agent' }],
    pages: [{ id: HOME, title: 'Home' }],
  })
  return simulator
}

/** The options of a context that goes to a simulator, checks all that comes, and says nothing. */
export const goingTo = (simulator: Simulator, clock: library.Clock): library.TransportOptions => ({
  auth: 'ntn_test',
  fetch: simulator.fetch,
  validate: 'strict',
  logLevel: 'silent',
  clock,
})

/** A world of its own. */
export const aWorld = async (make: MakeContext, options: Partial<library.TransportOptions> = {}): Promise<World> => {
  const clock = fakeClock()
  const simulator = await aSimulator(clock)
  const taken = new Set<string>()
  const asked = new Set<string>()
  const watch: library.Middleware = (next) => (request) => {
    asked.add(request.op)
    return next(request)
  }
  const ctx = library.use(watch)(make({ ...goingTo(simulator, clock), ...options }))
  return { simulator, clock, ctx, notion: noting(library, taken), taken, asked }
}

/** What a call gives; a failure ends the test in its own words. */
export const ok = async <A>(call: TaskEither<library.NotionError, A>): Promise<A> => given(await call())

/** What stands on the right; what stands on the left ends the test in its own words. */
export const given = <A>(either: Either<library.NotionError, A>): A => {
  if (isLeft(either)) throw new Error(JSON.stringify(either.left, undefined, 1))
  return either.right
}

/** What there has to be. */
export const there = <A>(value: A | undefined): A => {
  if (value === undefined) throw new Error('There is nothing.')
  return value
}

/** All that is given one after the other. */
export const all = async <A>(many: AsyncIterable<A>): Promise<ReadonlyArray<A>> => {
  const found: Array<A> = []
  for await (const one of many) found.push(one)
  return found
}

/** Rich text of one run. */
export const text = (content: string) => [{ text: { content } }] as const

/** How rich text that holds these words is answered. */
export const says = (content: string) => [{ plain_text: content }]
