/** When somebody visited a page last, as a property: it can be created, and has no value that the API gives. */
import type { EmptyRequest } from '../core/schema/exactlyOne.js'
import type { EmptyConfig } from './emptyConfig.js'

declare module './propertyTables.js' {
  interface ConfigPayloads {
    /** Notion takes it in requests to create a property; answers may lack it. */
    readonly last_visited_time: EmptyConfig
  }
  interface ConfigRequests {
    /** Can be created, but not changed afterwards. */
    readonly last_visited_time: EmptyRequest
  }
}

export { emptyConfig as lastVisitedTimeConfig } from './emptyConfig.js'
