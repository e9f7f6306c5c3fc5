import { LastEditedByPropertyValue, lastEditedBy } from '../../../src/props/lastEditedBy.js'
import { anId } from '../../support/fixtures.js'
import type { PropertySample } from './sample.js'

export const lastEditedBySample: PropertySample<'last_edited_by'> = {
  type: 'last_edited_by',
  values: [{ id: 'b', type: 'last_edited_by', last_edited_by: { object: 'user', id: anId(2) } }],
  reads: [{ object: 'user', id: anId(2) }],
  config: {},
  prop: lastEditedBy,
  codec: LastEditedByPropertyValue,
}
