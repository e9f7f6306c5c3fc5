/**
 * The tables of the types of properties, by Notion's words for them. They are empty here: the file of each type adds its own
 * entries, in a block that starts with `declare module`, so that everything about a type is in one file. The union types that are
 * made of the tables can be used by every such file, since none of them is imported here; `propertyTypes.ts` lists the files.
 */

// biome-ignore-all lint/suspicious/noEmptyInterface: the entries are in the file of each type.

/** The payload of each type of property value. */
export interface PropertyPayloads {}

/** What is configured of each type of property. */
export interface ConfigPayloads {}

/** The payload of each type of property that can be written. */
export interface PropertyValueRequests {}

/**
 * What can be configured of a type of property when it is created and when it is changed.
 *
 * @internal
 */
export interface SharedConfigs {}

/** What can be configured of each type of property when it is created. */
export interface ConfigRequests extends SharedConfigs {}

/** What can be configured of each type of property when it is changed. */
export interface ConfigUpdates extends SharedConfigs {}

/** The condition that each type of property takes. */
export interface PropertyConditions {}

/** The types of properties that this library knows. */
export type PropertyType = keyof PropertyPayloads

/** The types of properties whose configuration this library knows. */
export type ConfigType = keyof ConfigPayloads

/** The types of properties that can be written. */
export type WritablePropertyType = keyof PropertyValueRequests

/** The types of properties that can be filtered by. */
export type FilterableType = keyof PropertyConditions
