/** Relation properties. */
import type { Type } from 'io-ts'
import { boolean, list, literal, string, struct } from '../core/schema/combinators.js'
import { type Prop, prop } from './prop.js'
import { PageReference } from './propertyParts.js'
import type { PropertyValueOf } from './propertyValue.js'

/** The value of a relation property. */
export type RelationPropertyValue = PropertyValueOf<'relation'>

/** The value of a relation property. */
export const RelationPropertyValue: Type<RelationPropertyValue> = struct<RelationPropertyValue>(
  { id: string, type: literal('relation'), relation: list(PageReference) },
  { has_more: boolean },
)

/** The id or the address of a page, or anything that has the id of one. */
export type RelationInput = string | { readonly id: string }

/**
 * Related pages, at most 100 in one request. Reads as their ids; builds from ids, addresses or pages, which take the place of
 * all that were there. A page tells no more than 25 of them: see `incompleteProps`.
 *
 * @see https://developers.notion.com/reference/page-property-values#relation
 * @example
 * import type { Page } from 'notion-fp'
 * import { relation } from 'notion-fp/props'
 *
 * const partOf = (project: Page) => ({ Project: relation([project]) })
 */
export const relation: Prop<'relation', ReadonlyArray<RelationInput>, ReadonlyArray<string>> = prop(
  'relation',
  (value: ReadonlyArray<RelationInput>) => value.map((page) => ({ id: typeof page === 'string' ? page : page.id })),
  (payload) => payload.map(({ id }) => id),
)
