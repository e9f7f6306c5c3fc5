/** Unique id properties. */
import type { Type } from 'io-ts'
import { struct } from '../core/schema/combinators.js'
import { type NumberCondition, numberPayload } from './number.js'
import { optionalText } from './optionalText.js'
import { identity, type ReadOnlyProp, readOnlyProp } from './prop.js'
import type { ConfigPayloads } from './propertyTables.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'

/** A number that Notion counts up. */
export interface UniqueId {
  /** What stands before the number, as the property has it; `null` where nothing does. */
  readonly prefix: string | null
  /** Given out by Notion; no other page of the data source has the same one. */
  readonly number: number | null
}

/** A number that Notion counts up. */
export const UniqueId: Type<UniqueId> = struct<UniqueId>({ prefix: optionalText, number: numberPayload })

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** Counted up by Notion. */
    readonly unique_id: UniqueId
  }
  interface ConfigPayloads {
    /** What stands before the number; `null` or absent where nothing does. */
    readonly unique_id: { readonly prefix?: string | null }
  }
  interface SharedConfigs {
    /** The prefix stands before each number, as in `TASK-12`. Default none. */
    readonly unique_id: { readonly prefix?: string | null | undefined }
  }
  interface PropertyConditions {
    /** On the number alone, without its prefix. */
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

/**
 * The number that Notion gave a row, and the prefix of its data source. `formatUniqueId` writes them as Notion does.
 *
 * @see https://developers.notion.com/reference/page-property-values#unique-id
 * @example
 * import type { Page } from 'notion-fp'
 * import { readProps, uniqueId } from 'notion-fp/props'
 *
 * const idOf = (page: Page) => readProps({ ID: uniqueId })(page)
 */
export const uniqueId: ReadOnlyProp<'unique_id', UniqueId> = readOnlyProp('unique_id', identity)
