/**
 * The check of the id of a block or page, for the jobs that write blocks.
 *
 * @internal
 */
import { parseBlockId } from '../../core/input/idKinds.js'

/** Whether a value is the id of a block or page, or a URL that contains one. */
export const isBlockId = (given: unknown): boolean => typeof given === 'string' && parseBlockId(given) !== undefined
