/**
 * What becomes stale where nobody can say which objects do: names that every read of a kind depends on.
 *
 * @internal
 */

import { relatedTag, type Tag, treeTag } from '../../core/call/tag.js'

/** Everything, where one of these was given. */
export const treeTags = (...given: ReadonlyArray<unknown>): ReadonlyArray<Tag> =>
  given.some((one) => one !== undefined) ? [treeTag] : []

/** Whether a value of this type shows something of other rows. A formula shows what the relations beside it lead to. */
const showsOthers = (type: string, isAlone: boolean): boolean =>
  /^(unknown:)?(relation|rollup)$/.test(type) || (isAlone && /^(unknown:)?formula$/.test(type))

/**
 * What the values of a page depend on: everything above it, and other rows where one of them shows something of these.
 *
 * @param filter_properties Which of them were asked for; all, where it is left out.
 */
export const valueTags = (
  properties: { readonly [name: string]: { readonly type: string } },
  filter_properties?: unknown,
): ReadonlyArray<Tag> =>
  Object.values(properties).some(({ type }) => showsOthers(type, filter_properties !== undefined))
    ? [treeTag, relatedTag]
    : [treeTag]
