import { EmailPropertyValue, email } from '../../../src/props/email.js'
import type { PropertySample } from './sample.js'

export const emailSample: PropertySample<'email'> = {
  type: 'email',
  values: [
    { id: 'e', type: 'email', email: 'ada@example.com' },
    { id: 'e', type: 'email', email: null },
  ],
  reads: ['ada@example.com', null],
  config: {},
  prop: email,
  codec: EmailPropertyValue,
}
