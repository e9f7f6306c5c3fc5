/** The configuration of the types of properties that have nothing to configure. */

/** A configuration with nothing in it. */
export interface EmptyConfig {
  readonly [name: string]: unknown
}

export { anyObject as emptyConfig } from '../core/schema/combinators.js'
