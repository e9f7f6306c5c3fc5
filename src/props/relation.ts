/** Relation properties. */
import type { Type } from 'io-ts'
import type { AbsentBesideAnotherCondition, AbsentBesideAnotherType } from '../core/schema/absent.js'
import { anyObject, list, string, struct } from '../core/schema/combinators.js'
import type { EmptyRequest, ExactlyOne, Without } from '../core/schema/exactlyOne.js'
import type { Word } from '../core/schema/variants.js'
import type { ExistenceConditions } from './condition.js'
import { type Prop, prop } from './prop.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'

/** A reference to another page. */
export interface PageReference {
  /** The id of the page, a UUID with dashes. */
  readonly id: string
}

/** A reference to another page. */
export const PageReference: Type<PageReference> = struct<PageReference>({ id: string })

/** Which pages a relation property refers to. */
export interface RelationConfig {
  /** The database of the pages that it refers to. */
  readonly database_id: string
  /** The data source of these pages; absent in versions before 2025-09-03. */
  readonly data_source_id?: string
  /** Notion leaves it out at times; `dual_property` tells all the same. */
  readonly type?: Word<'single_property' | 'dual_property'>
  /** Empty; there where the relation shows at this end only. */
  readonly single_property?: { readonly [name: string]: unknown }
  /** The property at the other end; absent where the relation shows at this end only. */
  readonly dual_property?: SyncedProperty
}

/** The property at the other end of a relation that both ends show. */
export interface SyncedProperty {
  /** Its id in the other data source. */
  readonly synced_property_id: string
  /** Its name in the other data source. */
  readonly synced_property_name: string
}

/** A page to point at. */
export interface PageReferenceRequest {
  /** Its id, with dashes or without, or its address. */
  readonly id: string
}

interface RelationTarget {
  /** The data source whose pages the property refers to. */
  readonly data_source_id: string
}

/** A relation to the pages of a data source, which shows at this end, or at both. */
export type RelationConfigRequest = RelationTarget &
  (
    | ({ readonly type?: 'single_property' | undefined; readonly single_property: EmptyRequest } & Without<
        'dual_property',
        AbsentBesideAnotherType
      >)
    | ({
        readonly type?: 'dual_property' | undefined
        /** The property at the other end; Notion creates and names it where none is given. */
        readonly dual_property: {
          readonly synced_property_id?: string | undefined
          readonly synced_property_name?: string | undefined
        }
      } & Without<'single_property', AbsentBesideAnotherType>)
  )

interface RelationConditions extends ExistenceConditions {
  /** The id of a page. */
  readonly contains: string
  /** The id of a page. */
  readonly does_not_contain: string
}

/** A condition on the pages of a relation. */
export type RelationCondition = ExactlyOne<RelationConditions, AbsentBesideAnotherCondition>

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** The first 25 at most; `getPageProperty` reaches the rest. */
    readonly relation: ReadonlyArray<PageReference>
  }
  interface ConfigPayloads {
    /** Which pages it refers to. */
    readonly relation: RelationConfig
  }
  interface PropertyValueRequests {
    /** At most 100; takes the place of all that were there. */
    readonly relation: ReadonlyArray<PageReferenceRequest>
  }
  interface SharedConfigs {
    readonly relation: RelationConfigRequest
  }
  interface PropertyConditions {
    readonly relation: RelationCondition
  }
}

/**
 * The codec of the payload.
 *
 * @internal
 */
export const relationPayload: Type<ReadonlyArray<PageReference>> = list(PageReference)

/**
 * The codec of the configuration.
 *
 * @internal
 */
export const relationConfig: Type<RelationConfig> = struct<RelationConfig>(
  { database_id: string },
  {
    data_source_id: string,
    type: string,
    single_property: anyObject,
    dual_property: struct<SyncedProperty>({ synced_property_id: string, synced_property_name: string }),
  },
)

/**
 * The most elements of a value that is sent.
 *
 * @internal
 */
export const relationMost = 100

/** The value of a relation property. */
export type RelationPropertyValue = PropertyValueOf<'relation'>

/** The value of a relation property. */
export const RelationPropertyValue: Type<RelationPropertyValue> = propertyValueOf('relation', relationPayload)

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
