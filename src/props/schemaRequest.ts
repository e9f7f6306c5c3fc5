/** Property configurations in requests that create or update a schema. */
import type { AbsentBesideAnotherType } from '../core/schema/absent.js'
import type { OneType, Without } from '../core/schema/exactlyOne.js'
import type { ConfigRequests, ConfigUpdates } from './propertyTables.js'
import './propertyTypes.js'

/** The configuration of exactly one property type. */
type OneConfig<Configs> = OneType<Configs, AbsentBesideAnotherType> & {
  /** `null` removes the description. */
  readonly description?: string | null | undefined
}

/** A property to create. */
export type PropertyConfigRequest = OneConfig<ConfigRequests>

/** A new name for a property. */
export type PropertyRename = { readonly name: string } & Without<keyof ConfigUpdates, AbsentBesideAnotherType>

/** A property to create or update, optionally with a new name. */
export type PropertyConfigUpdate = OneConfig<ConfigUpdates> & { readonly name?: string | undefined }

/** The properties to create, by name. Exactly one must be a `title`. */
export interface SchemaRequest {
  readonly [name: string]: PropertyConfigRequest | undefined
}

/** Changes by the names or ids of properties: a configuration creates or updates a property, a name renames it, `null` removes it. */
export interface SchemaUpdate {
  readonly [nameOrId: string]: PropertyConfigUpdate | PropertyRename | null | undefined
}
