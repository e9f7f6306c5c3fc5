/** Unique ids as Notion shows them. */
import type { UniqueId } from '../core/codec/propertyValue.js'
import { readOr } from './readOr.js'

/**
 * A unique id as Notion shows it: `TASK-12`, or `12` where the data source has no prefix; empty where the row has no number.
 *
 * @example
 * import { formatUniqueId } from 'notion-fp/props'
 *
 * const shown = formatUniqueId({ prefix: 'TASK', number: 12 }) // TASK-12
 */
export const formatUniqueId = (id: UniqueId): string =>
  readOr('', () => {
    const { prefix, number } = id
    return number === null ? '' : prefix ? `${prefix}-${number}` : `${number}`
  })
