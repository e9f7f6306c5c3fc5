/** The parameters and results of the jobs that change relations. */
import type { Either } from 'fp-ts/Either'
import type { InvalidInputError, NotionError } from '../../core/call/error.js'
import { ID_EXPECTED } from '../../core/input/check.js'
import { idIn } from '../../core/input/id.js'
import { PLACES } from '../../core/input/idKinds.js'
import type { OptionRule } from '../../core/internal/options.js'
import { field } from '../../core/internal/orUndefined.js'
import type { RelationInput } from '../../props/relation.js'
import { JOB_OPTIONS, type JobOptions } from '../shared/jobOptions.js'
import { checkJobParams } from '../shared/jobParams.js'

/** Parameters of the jobs that change relations. */
export interface ChangeRelationParams extends JobOptions {
  /** The id of the page, with or without dashes, or its URL. */
  readonly page_id: string
  /** The name or id of the relation. */
  readonly property: string
  /** The pages to add or remove: ids, URLs or pages. */
  readonly ids: ReadonlyArray<RelationInput>
  /**
   * Whether to write the other side of a two-way relation if this side cannot be written, which takes two requests for each page.
   * Default `false`: the job fails with `RelationRefusedError`.
   */
  readonly other_side?: boolean | undefined
}

/** A relation after a change. */
export interface RelationChange {
  /** The ids of all related pages, with dashes, in order. */
  readonly ids: ReadonlyArray<string>
  /** The ids that the job added or removed; empty if no change was necessary. */
  readonly changed: ReadonlyArray<string>
  /** The requests, without their retries. */
  readonly requests: number
}

/** The other side of a two-way relation. */
export interface OtherSide {
  /** The data source of the related pages. */
  readonly data_source_id: string
  readonly property_id: string
  readonly property_name: string
}

/**
 * A relation was not changed, since writing it would lose related pages. A write replaces the list, and takes at most 100 pages.
 *
 * - `too_many`: the list would have more than 100 pages.
 * - `not_visible`: the connection cannot see all related pages.
 * - `changing`: the list changed each time it was read.
 */
export interface RelationRefusedError {
  readonly _tag: 'RelationRefusedError'
  /** The problem, and what to do about it. */
  readonly message: string
  readonly reason: 'too_many' | 'not_visible' | 'changing'
  /** The number of pages that would have to be written, as far as known. */
  readonly count: number
  /** The property that can be written instead with `other_side`; absent for a one-way relation. */
  readonly other_side?: OtherSide
}

/** A change of the other side of a relation stopped before its end. */
export interface PartialRelationError {
  readonly _tag: 'PartialRelationError'
  /** What was done, what is left, and how to continue. */
  readonly message: string
  /** The reason why it stopped. */
  readonly cause: NotionError | RelationRefusedError
  /** The ids that were added or removed. */
  readonly done: ReadonlyArray<string>
  /** The parameters of a call that completes the change, as JSON. */
  readonly resume: Pick<ChangeRelationParams, 'page_id' | 'property' | 'ids' | 'other_side'>
}

/** The errors of the jobs that change relations. */
export type RelationError = NotionError | RelationRefusedError | PartialRelationError

const idOf = (given: unknown): string | undefined =>
  idIn(typeof given === 'string' ? given : field(given, 'id'), PLACES.page)

const CHECKS: { readonly [name in keyof ChangeRelationParams]-?: OptionRule } = {
  page_id: [(given) => idOf(given) !== undefined && typeof given === 'string', ID_EXPECTED],
  property: [(given) => typeof given === 'string' && given !== '', 'the name or id of a relation'],
  ids: [
    (given) => Array.isArray(given) && Array.from<unknown>(given).every((one) => idOf(one) !== undefined),
    'a list of ids, URLs or pages',
  ],
  other_side: [(given) => typeof given === 'boolean', 'true or false'],
  ...JOB_OPTIONS,
}

/**
 * Checks the parameters.
 *
 * @internal
 */
export const checkRelationParams = (
  op: string,
  params: ChangeRelationParams,
): Either<InvalidInputError, ChangeRelationParams> => checkJobParams(op, params, CHECKS, ['page_id', 'property', 'ids'])

/**
 * The ids in Notion's format, each once.
 *
 * @internal
 */
export const idsOf = (ids: ReadonlyArray<RelationInput>): ReadonlyArray<string> => [
  ...new Set(ids.map((one) => `${idOf(one)}`)),
]
