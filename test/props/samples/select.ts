import { SelectPropertyValue, select } from '../../../src/props/select.js'
import type { PropertySample } from './sample.js'

const option = { id: 'x@Yz', name: 'High', color: 'red' } as const
const configOption = { id: 'o1', name: 'Doing', color: 'blue', description: null }

export const selectSample: PropertySample<'select'> = {
  type: 'select',
  values: [
    { id: 's', type: 'select', select: option },
    { id: 's', type: 'select', select: null },
  ],
  reads: [option, null],
  config: { options: [configOption, { id: 'o2', name: 'New', color: 'a new color' }] },
  prop: select,
  codec: SelectPropertyValue,
}
