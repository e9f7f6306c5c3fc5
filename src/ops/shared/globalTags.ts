/**
 * Tags for changes whose affected objects are unknown: every read of a kind depends on them.
 *
 * @internal
 */

import { relatedTag, type Tag, treeTag } from '../../core/call/tag.js'

/** Everything, if any of the values is given. */
export const treeTags = (...values: ReadonlyArray<unknown>): ReadonlyArray<Tag> =>
  values.some((value) => value !== undefined) ? [treeTag] : []

/** A list, which is searched for each value of each page: several times as fast as a pattern. */
const OF_OTHER_ROWS: ReadonlyArray<string> = ['relation', 'rollup', 'unknown:relation', 'unknown:rollup']

/**
 * Whether a value of this type shows data of other rows. A formula can show data of the pages that a relation of the
 * same page refers to.
 */
const dependsOnOtherRows = (type: string, isFiltered: boolean): boolean =>
  OF_OTHER_ROWS.includes(type) || (isFiltered && /^(unknown:)?formula$/.test(type))

/**
 * The tags of the values of a page: everything above it, and other rows if a value shows their data.
 *
 * @param filter_properties The properties that were requested. Default all.
 */
export const valueTags = (
  properties: { readonly [name: string]: { readonly type: string } },
  filter_properties?: unknown,
): ReadonlyArray<Tag> =>
  Object.values(properties).some(({ type }) => dependsOnOtherRows(type, filter_properties !== undefined))
    ? [treeTag, relatedTag]
    : [treeTag]
