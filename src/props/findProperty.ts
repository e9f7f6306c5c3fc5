/**
 * Finds a property of a page by its name or id.
 *
 * @internal
 */
import { decoded } from '../core/call/url.js'
import { tryTo } from '../core/internal/orUndefined.js'
import type { Properties } from './incompleteProps.js'

/**
 * The name of a property that is given by its name, or by its id, URL-encoded or not; `undefined` if there is none.
 *
 * @internal
 */
export const findProperty = (properties: Properties, given: string): string | undefined =>
  // A property can have the name of an inherited one, such as `constructor`.
  Object.hasOwn(properties, given)
    ? given
    : Object.entries(properties).find(([, value]) =>
        tryTo(() => typeof value.id === 'string' && decoded(value.id) === decoded(given), false),
      )?.[0]
