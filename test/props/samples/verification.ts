import type { PropertyValueOf } from '../../../src/props/propertyValueOf.js'
import { VerificationPropertyValue, verification } from '../../../src/props/verification.js'
import { anId } from '../../support/fixtures.js'
import type { PropertySample } from './sample.js'

const values: ReadonlyArray<PropertyValueOf<'verification'>> = [
  {
    id: 'verification',
    type: 'verification',
    verification: {
      state: 'verified',
      date: { start: '2026-02-10T15:00:00.000Z', end: '2026-02-17T15:00:00.000Z', time_zone: null },
      verified_by: { object: 'user', id: anId(2) },
    },
  },
  { id: 'verification', type: 'verification', verification: { state: 'unverified', date: null, verified_by: null } },
  { id: 'verification', type: 'verification', verification: null },
]

export const verificationSample: PropertySample<'verification'> = {
  type: 'verification',
  values,
  reads: values.map(({ verification }) => verification),
  config: {},
  prop: verification,
  codec: VerificationPropertyValue,
}
