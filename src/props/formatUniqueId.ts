/** Unique ids as Notion displays them. */
import { tryTo } from '../core/internal/orUndefined.js'
import type { UniqueId } from './uniqueId.js'

/**
 * A unique id as Notion displays it: `TASK-12`, or `12` without a prefix; the empty string if the row has no number.
 *
 * @example
 * import { formatUniqueId } from 'notion-fp/props'
 *
 * const shown = formatUniqueId({ prefix: 'TASK', number: 12 }) // TASK-12
 */
export const formatUniqueId = (id: UniqueId): string =>
  tryTo(() => {
    const { prefix, number } = id
    return number === null ? '' : prefix ? `${prefix}-${number}` : `${number}`
  }, '')
