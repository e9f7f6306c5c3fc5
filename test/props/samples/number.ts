import { NumberPropertyValue, number } from '../../../src/props/number.js'
import type { PropertySample } from './sample.js'

export const numberSample: PropertySample<'number'> = {
  type: 'number',
  values: [
    { id: 'n', type: 'number', number: -0.5 },
    { id: 'n', type: 'number', number: null },
  ],
  reads: [-0.5, null],
  config: { format: 'percent' },
  prop: number,
  codec: NumberPropertyValue,
}
