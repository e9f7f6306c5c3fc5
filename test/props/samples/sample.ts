/** What the tests that hold for all property types are run with. */
import type { ReadOnlyProp } from '../../../src/props/prop.js'
import type { ConfigPayloads, ConfigType, PropertyType } from '../../../src/props/propertyTables.js'
import type { PropertyValueOf } from '../../../src/props/propertyValueOf.js'

/** A property type that can be configured. */
export interface ConfigSample<Known extends ConfigType> {
  readonly type: Known
  /** The payload of a configuration. */
  readonly config: ConfigPayloads[Known]
}

/** A property type that pages have values of. */
export interface PropertySample<Known extends PropertyType & ConfigType> extends ConfigSample<Known> {
  /** Values in all their forms; the last one is empty, if the type can be empty. */
  readonly values: ReadonlyArray<PropertyValueOf<Known>>
  /** The plain values that the values are read as, in the same order. */
  readonly reads: ReadonlyArray<unknown>
  readonly prop: ReadOnlyProp<Known, unknown>
  readonly codec: { readonly is: (value: unknown) => boolean }
}
