/** A simulator and a context of the library that share a fake clock. */

import { createSimulator, type Simulator, type SimulatorOptions } from '@notion-fp/simulator'
import { type Either, isLeft } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import * as library from '../../src/index.js'
import { type FakeClock, fakeClock } from '../support/fakes.js'

/** The page that contains everything else. */
export const HOME = '11111111-1111-4111-8111-111111111111'
/** A person in the workspace. */
export const PERSON = 'aaaaaaaa-0000-4000-8000-00000000000a'
/** An agent in the workspace. */
export const AGENT = '33333333-0000-4000-8000-000000000003'
/** A custom emoji in the workspace. */
export const EMOJI = '44444444-0000-4000-8000-000000000004'

/** Creates a context from the options of the test. */
export type MakeContext = (options: library.TransportOptions) => library.Context

/** A simulator, a context that calls it, and the operations that a test has used. */
export interface World {
  readonly simulator: Simulator
  readonly clock: FakeClock
  readonly ctx: library.Context
  /** The library; each access to an export is recorded in `accessed`. */
  readonly notion: typeof library
  readonly accessed: ReadonlySet<string>
  /** The operations of all requests. */
  readonly requested: ReadonlySet<string>
}

/** Ascending ids, so that a failing test fails in the same way again. */
const countingIds = (): (() => string) => {
  let count = 0
  return () => {
    count += 1
    // The last eight digits are spread evenly, as the ids of properties are derived from them.
    const tail = ((count * 2654435761) >>> 0).toString(16).padStart(8, '0')
    return `00000000-0000-4000-8000-${count.toString(16).padStart(4, '0')}${tail}`
  }
}

const recordingAccess = <A extends object>(target: A, accessed: Set<string>): A =>
  new Proxy(target, {
    get: (from, name) => {
      accessed.add(String(name))
      return Reflect.get(from, name)
    },
  })

/** A simulator that uses a clock, with one page, a person, an agent and a custom emoji. */
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

/** The options of a context that calls a simulator, validates responses strictly, and does not log. */
export const goingTo = (simulator: Simulator, clock: library.Clock): library.TransportOptions => ({
  auth: 'ntn_test',
  fetch: simulator.fetch,
  validate: 'strict',
  logLevel: 'silent',
  clock,
})

/** A new simulator and a context that calls it. */
export const aWorld = async (make: MakeContext, options: Partial<library.TransportOptions> = {}): Promise<World> => {
  const clock = fakeClock()
  const simulator = await aSimulator(clock)
  const accessed = new Set<string>()
  const requested = new Set<string>()
  const recordOperation: library.Middleware = (next) => (request) => {
    requested.add(request.op)
    return next(request)
  }
  const ctx = library.use(recordOperation)(make({ ...goingTo(simulator, clock), ...options }))
  return { simulator, clock, ctx, notion: recordingAccess(library, accessed), accessed, requested }
}

/** The result of a call. Throws its error. */
export const ok = async <A>(call: TaskEither<library.NotionError, A>): Promise<A> => given(await call())

/** The `Right` of an `Either`. Throws its `Left`. */
export const given = <A>(either: Either<library.NotionError, A>): A => {
  if (isLeft(either)) throw new Error(JSON.stringify(either.left, undefined, 1))
  return either.right
}

/** A value that must not be undefined. */
export const there = <A>(value: A | undefined): A => {
  if (value === undefined) throw new Error('The value is undefined.')
  return value
}

/** All elements of an async iterable. */
export const all = async <A>(elements: AsyncIterable<A>): Promise<ReadonlyArray<A>> => {
  const found: Array<A> = []
  for await (const element of elements) found.push(element)
  return found
}

/** Rich text of one run. */
export const text = (content: string) => [{ text: { content } }] as const

/** A matcher for rich text of one run in a response. */
export const says = (content: string) => [{ plain_text: content }]
