/** The conditions of filters that several types of properties take. */
import type { AbsentBesideAnotherCondition } from '../core/schema/absent.js'
import type { ExactlyOne } from '../core/schema/exactlyOne.js'

/**
 * The conditions on whether there is a value at all.
 *
 * @internal
 */
export interface ExistenceConditions {
  /** Takes `true` alone; for the opposite there is `is_not_empty`. */
  readonly is_empty: true
  /** Takes `true` alone; for the opposite there is `is_empty`. */
  readonly is_not_empty: true
}

/** Whether there is a value at all. */
export type ExistenceCondition = ExactlyOne<ExistenceConditions, AbsentBesideAnotherCondition>

interface TextConditions extends ExistenceConditions {
  /** The whole text. */
  readonly equals: string
  /** The whole text. */
  readonly does_not_equal: string
  /** A piece of the text, wherever it stands. */
  readonly contains: string
  /** A piece of the text, wherever it stands. */
  readonly does_not_contain: string
  readonly starts_with: string
  readonly ends_with: string
}

/** A condition on a title, rich text, URL, email address or phone number. */
export type TextCondition = ExactlyOne<TextConditions, AbsentBesideAnotherCondition>
