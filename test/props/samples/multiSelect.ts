import { MultiSelectPropertyValue, multiSelect } from '../../../src/props/multiSelect.js'
import type { PropertySample } from './sample.js'

const option = { id: 'x@Yz', name: 'High', color: 'red' } as const
const configOption = { id: 'o1', name: 'Doing', color: 'blue', description: null }

export const multiSelectSample: PropertySample<'multi_select'> = {
  type: 'multi_select',
  values: [
    { id: 'm', type: 'multi_select', multi_select: [option, { ...option, id: 'q', name: 'Low' }] },
    { id: 'm', type: 'multi_select', multi_select: [] },
  ],
  reads: [[option, { id: 'q', name: 'Low', color: 'red' }], []],
  config: { options: [configOption] },
  prop: multiSelect,
  codec: MultiSelectPropertyValue,
}
