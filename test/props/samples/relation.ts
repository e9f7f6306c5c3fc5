import { RelationPropertyValue, relation } from '../../../src/props/relation.js'
import { anId } from '../../support/fixtures.js'
import type { PropertySample } from './sample.js'

export const relationSample: PropertySample<'relation'> = {
  type: 'relation',
  values: [
    { id: 'r', type: 'relation', relation: [{ id: anId(7) }, { id: anId(8) }], has_more: false },
    { id: 'r', type: 'relation', relation: [] },
  ],
  reads: [[anId(7), anId(8)], []],
  config: { database_id: anId(4), data_source_id: anId(3), type: 'single_property', single_property: {} },
  prop: relation,
  codec: RelationPropertyValue,
}
