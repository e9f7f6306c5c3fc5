/**
 * The tables of property types, by their names in the API. They are empty here: the file of each type adds its entries in a
 * `declare module` block, so that one file has everything about a type. No such file is imported here, so that all of them can use
 * the unions that are derived from the tables; `propertyTypes.ts` imports the files.
 */

// biome-ignore-all lint/suspicious/noEmptyInterface: the file of each type adds the entries.

/** The payload of each type of property value. */
export interface PropertyPayloads {}

/** The payload of each type of property configuration. */
export interface ConfigPayloads {}

/** The payload of each writable property type in requests. */
export interface PropertyValueRequests {}

/**
 * The configurations that a request can both create and update.
 *
 * @internal
 */
export interface SharedConfigs {}

/** The configuration of each property type in requests that create a property. */
export interface ConfigRequests extends SharedConfigs {}

/** The configuration of each property type in requests that update a property. */
export interface ConfigUpdates extends SharedConfigs {}

/** The filter condition of each property type. */
export interface PropertyConditions {}

/** The property types known to this library. */
export type PropertyType = keyof PropertyPayloads

/** The types of property configurations known to this library. */
export type ConfigType = keyof ConfigPayloads

/** The property types that can be written. */
export type WritablePropertyType = keyof PropertyValueRequests

/** The property types that filters support. */
export type FilterableType = keyof PropertyConditions
