import type { ConfigSample } from './sample.js'

export const locationSample: ConfigSample<'location'> = { type: 'location', config: {} }
