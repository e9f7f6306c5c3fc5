/** Last visited time properties: they can be created, but the API does not return their values. */
import type { EmptyRequest } from '../core/schema/exactlyOne.js'
import type { EmptyConfig } from './emptyConfig.js'

declare module './propertyTables.js' {
  interface ConfigPayloads {
    /** Notion accepts it in requests that create a property; responses may omit it. */
    readonly last_visited_time: EmptyConfig
  }
  interface ConfigRequests {
    /** Can be created, but not changed afterwards. */
    readonly last_visited_time: EmptyRequest
  }
}

export { emptyConfig as lastVisitedTimeConfig } from './emptyConfig.js'
