/** Unique id properties. */
import type { Type } from 'io-ts'
import { struct } from '../core/schema/combinators.js'
import type { ConfiguredDeclaration } from './declaration.js'
import { type NumberCondition, numberPayload } from './number.js'
import { optionalText } from './optionalText.js'
import { identity, type ReadOnlyProp, readOnlyProp } from './prop.js'
import type { ConfigPayloads } from './propertyTables.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'

/** A number that Notion assigns to each page in sequence. */
export interface UniqueId {
  /** The prefix of the property; `null` without a prefix. */
  readonly prefix: string | null
  /** Unique in the data source. */
  readonly number: number | null
}

/** A number that Notion assigns to each page in sequence. */
export const UniqueId: Type<UniqueId> = struct<UniqueId>({ prefix: optionalText, number: numberPayload })

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** Assigned by Notion. Read-only. */
    readonly unique_id: UniqueId
  }
  interface ConfigPayloads {
    /** `null` or absent without a prefix. */
    readonly unique_id: { readonly prefix?: string | null }
  }
  interface SharedConfigs {
    /** The prefix precedes each number, as in `TASK-12`. Default: none. */
    readonly unique_id: { readonly prefix?: string | null | undefined }
  }
  interface PropertyConditions {
    /** Compares the number without the prefix. */
    readonly unique_id: NumberCondition
  }
}

export { UniqueId as uniqueIdPayload }

/**
 * The codec of the configuration.
 *
 * @internal
 */
export const uniqueIdConfig: Type<ConfigPayloads['unique_id']> = struct<ConfigPayloads['unique_id']>(
  {},
  { prefix: optionalText },
)

/** The value of a unique id property. */
export type UniqueIdPropertyValue = PropertyValueOf<'unique_id'>

/** The value of a unique id property. */
export const UniqueIdPropertyValue: Type<UniqueIdPropertyValue> = propertyValueOf('unique_id', UniqueId)

/** A unique id property with its prefix. */
export interface UniqueIdDeclaration extends ConfiguredDeclaration<'unique_id', string, UniqueId> {}

/** A unique id property: its reader; `of` declares its prefix. */
export type UniqueIdProp = ReadOnlyProp<'unique_id', UniqueId> & {
  /** Declares the prefix of the numbers: `uniqueId.of('TASK')`. */
  readonly of: (prefix: string) => UniqueIdDeclaration
}

const base: ReadOnlyProp<'unique_id', UniqueId> = readOnlyProp('unique_id', identity)

/**
 * The number of a row and the prefix of its data source. `formatUniqueId` formats them as Notion does.
 *
 * @see https://developers.notion.com/reference/page-property-values#unique-id
 * @example
 * import type { Page } from 'notion-fp'
 * import { readProps, uniqueId } from 'notion-fp/props'
 *
 * const idOf = (page: Page) => readProps({ ID: uniqueId })(page)
 */
export const uniqueId: UniqueIdProp = Object.assign(base, { of: (of: string) => ({ ...base, of }) })
