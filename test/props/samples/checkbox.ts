import { CheckboxPropertyValue, checkbox } from '../../../src/props/checkbox.js'
import type { PropertySample } from './sample.js'

export const checkboxSample: PropertySample<'checkbox'> = {
  type: 'checkbox',
  values: [
    { id: 'c', type: 'checkbox', checkbox: true },
    { id: 'c', type: 'checkbox', checkbox: false },
  ],
  reads: [true, false],
  config: {},
  prop: checkbox,
  codec: CheckboxPropertyValue,
}
