import { UniqueIdPropertyValue, uniqueId } from '../../../src/props/uniqueId.js'
import type { PropertySample } from './sample.js'

export const uniqueIdSample: PropertySample<'unique_id'> = {
  type: 'unique_id',
  values: [
    { id: 'i', type: 'unique_id', unique_id: { prefix: 'TASK', number: 12 } },
    { id: 'i', type: 'unique_id', unique_id: { prefix: null, number: null } },
  ],
  reads: [
    { prefix: 'TASK', number: 12 },
    { prefix: null, number: null },
  ],
  config: { prefix: 'TASK' },
  prop: uniqueId,
  codec: UniqueIdPropertyValue,
}
