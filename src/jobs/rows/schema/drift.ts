/** Where a declaration and a data source differ. */

/** The kinds of differences. */
export type DriftKind =
  /** The declaration itself cannot be used. */
  | 'invalid'
  /** A declared property that the data source does not have. */
  | 'missing'
  /** A property of the data source that is not declared. */
  | 'additional'
  /** A property that has another name. */
  | 'renamed'
  /** A property that has another type. */
  | 'retyped'
  | 'option_missing'
  | 'option_additional'
  | 'option_renamed'
  /** An option with another color or description. */
  | 'option_changed'
  /** A relation to another data source, or to one side instead of two. */
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
  /** What is declared, as text. */
  readonly declared?: string
  /** What the data source has, as text. */
  readonly live?: string
  /** The difference in words. */
  readonly message: string
}

/** What counts as a difference. */
export interface SchemaScope {
  /** `keep` for a declaration of some properties only, beside which there may be others. Default `remove`. */
  readonly additional_properties?: 'remove' | 'keep' | undefined
  /** `keep` if the options that are not declared may stay. Default `remove`. */
  readonly additional_options?: 'remove' | 'keep' | undefined
}
