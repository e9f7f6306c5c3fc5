/** What the Worker of the tests is given, and what it does by name. */
import type { KvNamespace, ObjectNamespace } from '../../src/index.js'

export interface Env {
  readonly NOTION: ObjectNamespace
  /** Objects whose time is that of the questions. */
  readonly TIMED: ObjectNamespace
  readonly CACHE: KvNamespace
}

export interface Execution {
  waitUntil(work: Promise<unknown>): void
}

/** A program of the Worker. What it resolves with is given to the test as JSON. */
export type Scenario = (env: Env, ctx: Execution, params: URLSearchParams) => Promise<unknown>
