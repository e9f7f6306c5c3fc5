/** What the types of text share: those of rich text, and those of a string with a limit. */
import { inline } from '../richText/markdown/parse.js'
import { plainText } from '../richText/plainText.js'
import { richText } from '../richText/richText.js'
import { serializeRichText } from '../richText/serializeRichText.js'
import { nullable, populated } from '../validate/check.js'
import { textConditions } from './conditions/text.js'
import { TEXT_GROUPS } from './groupings.js'
import { itemPerElement } from './itemPerElement.js'
import { kind, type PropertyKind } from './kind.js'
import { textSortKey } from './sortKeys.js'

/** Filters on any type of text accept the keys of all of these. */
const TEXT_FILTER_KEYS = ['title', 'rich_text', 'url', 'email', 'phone_number']

const filtersOf = (type: string): Partial<PropertyKind> => ({
  conditions: textConditions,
  filterKeys: TEXT_FILTER_KEYS.includes(type) ? TEXT_FILTER_KEYS : [...TEXT_FILTER_KEYS, type],
  elementFilterKey: 'rich_text',
})

/** A type whose value is rich text. */
export const richTextKind = (type: string, groupingType: string, own: Partial<PropertyKind>): PropertyKind =>
  kind({
    type,
    value: richText,
    acceptsBareArray: true,
    store: (workspace, _, request) => serializeRichText(workspace, request),
    empty: [],
    items: itemPerElement,
    ...filtersOf(type),
    sortKey: (value) => textSortKey(plainText(value)),
    grouping: { type: groupingType, checks: TEXT_GROUPS },
    formulaValue: plainText,
    text: plainText,
    declaredValue: (value) => (typeof value === 'string' ? inline(value) : value),
    ...own,
  })

/** A type whose value is a string of one to `limit` characters, or null. */
export const stringKind = (type: string, limit: number): PropertyKind =>
  kind({
    type,
    holdsString: true,
    convert: (stored, to) => (to.holdsString === true ? stored : undefined),
    value: nullable(populated(limit, ' or `null`')),
    moves: 'stored',
    ...filtersOf(type),
    grouping: { type, checks: TEXT_GROUPS },
  })
