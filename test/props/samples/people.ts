import { PeoplePropertyValue, people } from '../../../src/props/people.js'
import { anId, aUser } from '../../support/fixtures.js'
import type { PropertySample } from './sample.js'

export const peopleSample: PropertySample<'people'> = {
  type: 'people',
  values: [
    {
      id: 'p',
      type: 'people',
      people: [aUser(), { object: 'user', id: anId(5) }, { object: 'group', id: anId(6), name: 'Everyone' }],
    },
    { id: 'p', type: 'people', people: [] },
  ],
  reads: [[aUser(), { object: 'user', id: anId(5) }, { object: 'group', id: anId(6), name: 'Everyone' }], []],
  config: {},
  prop: people,
  codec: PeoplePropertyValue,
}
