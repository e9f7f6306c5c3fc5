/** Values that Notion could not or would not work out. */

import { isObject } from '../core/internal/json.js'
import { tryTo } from '../core/internal/orUndefined.js'

/** A value that is not in the page. It stands where the value would, so that it is never taken for an empty one. */
export interface Unavailable {
  /**
   * Why: `unsupported` where it takes more to work out than Notion allows, so that asking again does not help; `incomplete` where
   * it has not gone through all pages yet, so that `getPageProperty` has it; or a type that this library does not know.
   */
  readonly unavailable: string
}

/** Whether a value that was read is one that Notion did not give. */
export const isUnavailable = (value: unknown): value is Unavailable =>
  tryTo(() => isObject(value) && 'unavailable' in value, false)
