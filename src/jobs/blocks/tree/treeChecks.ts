/**
 * The checks of the parameters of the jobs that read trees.
 *
 * @internal
 */
import { type Either, isRight } from 'fp-ts/Either'
import type { InvalidInputError } from '../../../core/call/error.js'
import { ID_EXPECTED } from '../../../core/input/check.js'
import { idIn } from '../../../core/input/id.js'
import { PLACES } from '../../../core/input/idKinds.js'
import { COUNT, type OptionRule, oneOf } from '../../../core/internal/options.js'
import { JOB_OPTIONS } from '../../shared/jobOptions.js'
import { checkJobParams } from '../../shared/jobParams.js'
import type { BlockTreeParams, EnterOptions } from './treeOptions.js'

const ENTER: { readonly [name in keyof EnterOptions]-?: OptionRule } = {
  child_page: [(given) => typeof given === 'boolean', 'true or false'],
  synced_copy: oneOf(['follow', 'leave', 'inline']),
}

const CHECKS: { readonly [name in keyof BlockTreeParams]-?: OptionRule } = {
  ...JOB_OPTIONS,
  block_id: [(given) => !!rootOf(given), ID_EXPECTED],
  depth: COUNT,
  concurrency: COUNT,
  enter: [
    (given) => isRight(checkJobParams('', given, ENTER)),
    'child_page: true or false, synced_copy: follow, leave or inline',
  ],
  on_missing: oneOf(['fail', 'keep']),
}

/** The id of the root, with dashes; empty if it is invalid. */
export const rootOf = (block_id: unknown): string => idIn(block_id, PLACES.block) ?? ''

/** Checks the parameters. */
export const checkTreeParams = (op: string, params: BlockTreeParams): Either<InvalidInputError, BlockTreeParams> =>
  checkJobParams(op, params, CHECKS, ['block_id'])
