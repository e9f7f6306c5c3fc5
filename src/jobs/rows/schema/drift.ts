/** The differences between a declaration and a data source. */

/** The kinds of differences. */
export type DriftKind =
  /** The declaration itself is invalid. */
  | 'invalid'
  /** A declared property that the data source does not have. */
  | 'missing'
  /** A property of the data source that is not declared. */
  | 'additional'
  /** A property with a different name. */
  | 'renamed'
  /** A property with a different type. */
  | 'retyped'
  | 'option_missing'
  | 'option_additional'
  | 'option_renamed'
  /** An option with a different color or description. */
  | 'option_changed'
  /** A relation to a different data source, or a one-way instead of a two-way relation or the reverse. */
  | 'relation_changed'
  | 'rollup_changed'
  | 'formula_changed'
  | 'number_format_changed'
  /** The prefix of a unique id. */
  | 'prefix_changed'
  | 'description_changed'

/** One difference between a declaration and a data source. */
export interface Drift {
  readonly kind: DriftKind
  /** The name of the property in the data source; the declared one if it does not have the property. */
  readonly property: string
  /** The key of the property in the declaration; absent if it is not declared. */
  readonly key?: string
  /** The declared value, as text. */
  readonly declared?: string
  /** The value in the data source, as text. */
  readonly live?: string
  /** A human-readable description of the difference. */
  readonly message: string
}

/** Which differences to report. */
export interface SchemaScope {
  /** `keep` if the declaration has only some of the properties, so that others may exist. Default `remove`. */
  readonly additional_properties?: 'remove' | 'keep' | undefined
  /** `keep` if options that are not declared may exist. Default `remove`. */
  readonly additional_options?: 'remove' | 'keep' | undefined
}
