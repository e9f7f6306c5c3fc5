/** Relation properties. */
import type { Type } from 'io-ts'
import type { AbsentBesideAnotherCondition, AbsentBesideAnotherType } from '../core/schema/absent.js'
import { anyObject, list, string, struct } from '../core/schema/combinators.js'
import type { EmptyRequest, ExactlyOne, Without } from '../core/schema/exactlyOne.js'
import type { Word } from '../core/schema/variants.js'
import type { ExistenceConditions } from './condition.js'
import type { ConfiguredDeclaration } from './declaration.js'
import { type Prop, prop } from './prop.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'

/** A reference to another page. */
export interface PageReference {
  /** The id of the page, a UUID with dashes. */
  readonly id: string
}

/** A reference to another page. */
export const PageReference: Type<PageReference> = struct<PageReference>({ id: string })

/** The configuration of a relation. */
export interface RelationConfig {
  /** The database of the related pages. */
  readonly database_id: string
  /** The data source of the related pages; absent in API versions before 2025-09-03. */
  readonly data_source_id?: string
  /** Notion sometimes omits it: check `dual_property` instead. */
  readonly type?: Word<'single_property' | 'dual_property'>
  /** An empty object if the relation is one-way; otherwise absent. */
  readonly single_property?: { readonly [name: string]: unknown }
  /** The property of the other data source if the relation is two-way; otherwise absent. */
  readonly dual_property?: SyncedProperty
}

/** The property of the other data source in a two-way relation. */
export interface SyncedProperty {
  /** Its id in the other data source. */
  readonly synced_property_id: string
  /** Its name in the other data source. */
  readonly synced_property_name: string
}

/** A page to refer to. */
export interface PageReferenceRequest {
  /** The id, with or without dashes, or the URL. */
  readonly id: string
}

interface RelationTarget {
  /** The data source of the related pages. */
  readonly data_source_id: string
}

/** A one-way (`single_property`) or two-way (`dual_property`) relation to the pages of a data source. */
export type RelationConfigRequest = RelationTarget &
  (
    | ({ readonly type?: 'single_property' | undefined; readonly single_property: EmptyRequest } & Without<
        'dual_property',
        AbsentBesideAnotherType
      >)
    | ({
        readonly type?: 'dual_property' | undefined
        /** The property of the other data source. Default: Notion creates and names one. */
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
    /** The first 25; `getPageProperty` reads all. */
    readonly relation: ReadonlyArray<PageReference>
  }
  interface ConfigPayloads {
    /** The related data source, and whether the relation is two-way. */
    readonly relation: RelationConfig
  }
  interface PropertyValueRequests {
    /** At most 100. Replaces all related pages. */
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
 * The maximum number of elements of a value in a request.
 *
 * @internal
 */
export const relationMax = 100

/** The value of a relation property. */
export type RelationPropertyValue = PropertyValueOf<'relation'>

/** The value of a relation property. */
export const RelationPropertyValue: Type<RelationPropertyValue> = propertyValueOf('relation', relationPayload)

/** The id or URL of a page, or an object with its id. */
export type RelationInput = string | { readonly id: string }

/** The data source of the related pages: its id, or its definition. */
export type RelatedDataSource = string | { readonly data_source_id?: string | undefined }

/** The target of a declared relation. */
export interface RelationDeclaration
  extends ConfiguredDeclaration<
    'relation',
    {
      readonly to: () => RelatedDataSource
      /**
       * Whether the relation is two-way: `true`, or the name of the property in the other data source. With `true`, Notion chooses the
       * name.
       */
      readonly two_way?: boolean | string | undefined
    },
    ReadonlyArray<string>
  > {}

/** A relation property: its builder and reader; `to` declares the related data source. */
export type RelationProp = Prop<'relation', ReadonlyArray<RelationInput>, ReadonlyArray<string>> & {
  /**
   * Declares the data source of the related pages. In a definition that refers to itself, write the return type, which the compiler cannot
   * infer: `relation.to((): RelatedDataSource => Tasks)`.
   *
   * @example
   * import { relation } from 'notion-fp/props'
   *
   * const Project = relation.to(() => '0123456789abcdef0123456789abcdef', 'Tasks')
   */
  readonly to: (to: () => RelatedDataSource, two_way?: boolean | string) => RelationDeclaration
}

const base: Prop<'relation', ReadonlyArray<RelationInput>, ReadonlyArray<string>> = prop(
  'relation',
  (value: ReadonlyArray<RelationInput>) => value.map((page) => ({ id: typeof page === 'string' ? page : page.id })),
  (payload) => payload.map(({ id }) => id),
)

/**
 * Related pages, at most 100 in a request. Reads their ids; builds from ids, URLs or pages, which replace all related pages.
 * A page has at most 25 of them: see `incompleteProps`.
 *
 * @see https://developers.notion.com/reference/page-property-values#relation
 * @example
 * import type { Page } from 'notion-fp'
 * import { relation } from 'notion-fp/props'
 *
 * const partOf = (project: Page) => ({ Project: relation([project]) })
 */
export const relation: RelationProp = Object.assign(base, {
  to: (to: () => RelatedDataSource, two_way?: boolean | string) => ({ ...base, of: { to, two_way } }),
})
