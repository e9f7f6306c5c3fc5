/** Filter conditions that several property types share. */
import type { AbsentBesideAnotherCondition } from '../core/schema/absent.js'
import type { ExactlyOne } from '../core/schema/exactlyOne.js'

/**
 * The conditions on whether a property has a value.
 *
 * @internal
 */
export interface ExistenceConditions {
  /** Only `true`: use `is_not_empty` for the opposite. */
  readonly is_empty: true
  /** Only `true`: use `is_empty` for the opposite. */
  readonly is_not_empty: true
}

/** Whether a property has a value. */
export type ExistenceCondition = ExactlyOne<ExistenceConditions, AbsentBesideAnotherCondition>

interface TextConditions extends ExistenceConditions {
  /** The whole text. */
  readonly equals: string
  /** The whole text. */
  readonly does_not_equal: string
  /** A substring of the text. */
  readonly contains: string
  /** A substring of the text. */
  readonly does_not_contain: string
  readonly starts_with: string
  readonly ends_with: string
}

/** A condition on a title, rich text, URL, email address or phone number. */
export type TextCondition = ExactlyOne<TextConditions, AbsentBesideAnotherCondition>
