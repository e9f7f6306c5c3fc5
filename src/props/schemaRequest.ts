/** The configurations of properties, as requests create and change them. */
import type { AbsentBesideAnotherType } from '../core/schema/absent.js'
import type { OneType, Without } from '../core/schema/exactlyOne.js'
import type { ConfigRequests, ConfigUpdates } from './propertyTables.js'
import './propertyTypes.js'

/** One type of property with its configuration, and no other. */
type OneConfig<Configs> = OneType<Configs, AbsentBesideAnotherType> & {
  /** What the property is for; `null` takes the description away. */
  readonly description?: string | null | undefined
}

/** A property to create. */
export type PropertyConfigRequest = OneConfig<ConfigRequests>

/** A new name for a property, everything else as it is. */
export type PropertyRename = { readonly name: string } & Without<keyof ConfigUpdates, AbsentBesideAnotherType>

/** A property to create or to change, perhaps with a new name. */
export type PropertyConfigUpdate = OneConfig<ConfigUpdates> & { readonly name?: string | undefined }

/** The properties to create, by their names; exactly one is a `title`. */
export interface SchemaRequest {
  readonly [name: string]: PropertyConfigRequest | undefined
}

/** Changes by the names or ids of properties: a configuration creates or changes, a name renames, `null` removes. */
export interface SchemaUpdate {
  readonly [nameOrId: string]: PropertyConfigUpdate | PropertyRename | null | undefined
}
