import { CreatedTimePropertyValue, createdTime } from '../../../src/props/createdTime.js'
import type { PropertySample } from './sample.js'

export const createdTimeSample: PropertySample<'created_time'> = {
  type: 'created_time',
  values: [{ id: 't', type: 'created_time', created_time: '2026-01-02T03:04:00.000Z' }],
  reads: ['2026-01-02T03:04:00.000Z'],
  config: {},
  prop: createdTime,
  codec: CreatedTimePropertyValue,
}
