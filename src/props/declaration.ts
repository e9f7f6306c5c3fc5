/** Property types with their configuration, as declarations of the properties of a data source. */
import type { SelectColor } from './option.js'
import type { ReadOnlyProp } from './prop.js'
import type { PropertyType } from './propertyTables.js'

/** An option of a declared property. */
export interface OptionDeclaration<Name extends string = string> {
  readonly name: Name
  /** The id in Notion. With an id, the option is still found after it was renamed in Notion. */
  readonly id?: string | undefined
  readonly color?: SelectColor | undefined
  readonly description?: string | null | undefined
}

/** A select, multi-select or status property with its options. */
export interface OptionsDeclaration<Known extends PropertyType, Name extends string, Output>
  extends ReadOnlyProp<Known, Output> {
  /** The options, in order: their names, or their names with more. */
  readonly of: ReadonlyArray<Name | OptionDeclaration<Name>>
}

/** A property type whose options can be declared. */
export interface WithOptions<Known extends PropertyType, Output> {
  /**
   * Declares the options of a property of a data source.
   *
   * @example
   * import { select } from 'notion-fp/props'
   *
   * const Stage = select.of('Todo', { name: 'Done', color: 'green' })
   */
  readonly of: <Name extends string>(
    ...options: ReadonlyArray<Name | OptionDeclaration<Name>>
  ) => OptionsDeclaration<Known, Name, Output>
}

/** A property type with one configuration, which `of` set. */
export interface ConfiguredDeclaration<Known extends PropertyType, Config, Output> extends ReadOnlyProp<Known, Output> {
  readonly of: Config
}
