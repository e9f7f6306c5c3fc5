import { DatePropertyValue, date } from '../../../src/props/date.js'
import type { PropertySample } from './sample.js'

const day = { start: '2026-03-11', end: null, time_zone: null } as const

export const dateSample: PropertySample<'date'> = {
  type: 'date',
  values: [
    { id: 'd', type: 'date', date: day },
    { id: 'd', type: 'date', date: { ...day, end: '2026-03-12' } },
    { id: 'd', type: 'date', date: null },
  ],
  reads: [day, { ...day, end: '2026-03-12' }, null],
  config: {},
  prop: date,
  codec: DatePropertyValue,
}
