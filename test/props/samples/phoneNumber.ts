import { PhoneNumberPropertyValue, phoneNumber } from '../../../src/props/phoneNumber.js'
import type { PropertySample } from './sample.js'

export const phoneNumberSample: PropertySample<'phone_number'> = {
  type: 'phone_number',
  values: [
    { id: 'o', type: 'phone_number', phone_number: '+33 1 23 45 67 89' },
    { id: 'o', type: 'phone_number', phone_number: null },
  ],
  reads: ['+33 1 23 45 67 89', null],
  config: {},
  prop: phoneNumber,
  codec: PhoneNumberPropertyValue,
}
