import { LastEditedTimePropertyValue, lastEditedTime } from '../../../src/props/lastEditedTime.js'
import type { PropertySample } from './sample.js'

export const lastEditedTimeSample: PropertySample<'last_edited_time'> = {
  type: 'last_edited_time',
  values: [{ id: 't', type: 'last_edited_time', last_edited_time: '2026-01-02T03:05:00.000Z' }],
  reads: ['2026-01-02T03:05:00.000Z'],
  config: {},
  prop: lastEditedTime,
  codec: LastEditedTimePropertyValue,
}
