import { ButtonPropertyValue, button } from '../../../src/props/button.js'
import type { PropertySample } from './sample.js'

export const buttonSample: PropertySample<'button'> = {
  type: 'button',
  values: [{ id: 'KJOc', type: 'button', button: {} }],
  reads: [{}],
  config: {},
  prop: button,
  codec: ButtonPropertyValue,
}
