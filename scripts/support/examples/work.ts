/** What the process that runs snippets is told, and what it tells. */
import type { Binding } from './program.js'
import type { World } from './world.js'

/** The ways in which a snippet is loaded. */
export const FORMS = ['esm', 'commonjs', 'bundle'] as const

/** One of them. */
export type Form = (typeof FORMS)[number]

/** The module that has the library in each form. */
export const LIBRARY = 'library'

/** A snippet to run. */
export interface Job {
  readonly id: string
  readonly file: string
  readonly line: number
  readonly bindings: ReadonlyArray<Binding>
}

/** All of them, and where they run. */
export interface Work {
  readonly jobs: ReadonlyArray<Job>
  readonly world: World
}

/** What came of a snippet. */
export interface Report {
  readonly id: string
  /** How many functions were called. */
  readonly called: number
  /** What was wrong, each with document and line. */
  readonly problems: ReadonlyArray<string>
}
