/** The configuration of property types without settings. */

/** An empty configuration. */
export interface EmptyConfig {
  readonly [name: string]: unknown
}

export { anyObject as emptyConfig } from '../core/schema/combinators.js'
