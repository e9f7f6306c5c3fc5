import type { ConfigSample } from './sample.js'

export const lastVisitedTimeSample: ConfigSample<'last_visited_time'> = { type: 'last_visited_time', config: {} }
