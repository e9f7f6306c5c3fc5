import { StatusPropertyValue, status } from '../../../src/props/status.js'
import type { PropertySample } from './sample.js'

const configOption = { id: 'o1', name: 'Doing', color: 'blue', description: null }

export const statusSample: PropertySample<'status'> = {
  type: 'status',
  values: [
    { id: 'a', type: 'status', status: { id: '1', name: 'Not started', color: 'default' } },
    { id: 'a', type: 'status', status: null },
  ],
  reads: [{ id: '1', name: 'Not started', color: 'default' }, null],
  config: {
    options: [configOption],
    groups: [{ id: 'g1', name: 'In progress', color: 'blue', option_ids: ['o1'] }],
  },
  prop: status,
  codec: StatusPropertyValue,
}
