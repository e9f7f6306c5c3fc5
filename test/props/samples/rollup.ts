import { RollupPropertyValue, rollup } from '../../../src/props/rollup.js'
import type { PropertySample } from './sample.js'

const day = { start: '2026-03-11', end: null, time_zone: null } as const

export const rollupSample: PropertySample<'rollup'> = {
  type: 'rollup',
  values: [
    { id: 'u', type: 'rollup', rollup: { function: 'sum', type: 'number', number: 12 } },
    { id: 'u', type: 'rollup', rollup: { function: 'latest_date', type: 'date', date: day } },
    {
      id: 'u',
      type: 'rollup',
      rollup: { function: 'show_original', type: 'array', array: [{ type: 'number', number: 4 }] },
    },
    { id: 'u', type: 'rollup', rollup: { function: 'sum', type: 'incomplete', incomplete: {} } },
    { id: 'u', type: 'rollup', rollup: { function: 'sum', type: 'unsupported', unsupported: {} } },
    { id: 'u', type: 'rollup', rollup: { function: 'sum', type: 'number', number: null } },
  ],
  reads: [
    12,
    day,
    [{ type: 'number', number: 4 }],
    { unavailable: 'incomplete' },
    { unavailable: 'unsupported' },
    null,
  ],
  config: {
    function: 'sum',
    relation_property_id: 'r1',
    relation_property_name: 'Parts',
    rollup_property_id: 'n1',
    rollup_property_name: 'Estimate',
  },
  prop: rollup,
  codec: RollupPropertyValue,
}
