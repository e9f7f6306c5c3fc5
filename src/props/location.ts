/** Location properties: they can be created, but the API does not return their values. */
import type { EmptyRequest } from '../core/schema/exactlyOne.js'
import type { EmptyConfig } from './emptyConfig.js'

declare module './propertyTables.js' {
  interface ConfigPayloads {
    readonly location: EmptyConfig
  }
  interface ConfigRequests {
    /** Can be created, but not changed afterwards. */
    readonly location: EmptyRequest
  }
}

export { emptyConfig as locationConfig } from './emptyConfig.js'
