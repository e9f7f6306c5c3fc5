import { CreatedByPropertyValue, createdBy } from '../../../src/props/createdBy.js'
import { anId, aUser } from '../../support/fixtures.js'
import type { PropertySample } from './sample.js'

export const createdBySample: PropertySample<'created_by'> = {
  type: 'created_by',
  values: [
    { id: 'b', type: 'created_by', created_by: aUser() },
    { id: 'b', type: 'created_by', created_by: { object: 'user', id: anId(2) } },
  ],
  reads: [aUser(), { object: 'user', id: anId(2) }],
  config: {},
  prop: createdBy,
  codec: CreatedByPropertyValue,
}
