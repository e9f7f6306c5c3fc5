import { TitlePropertyValue, title } from '../../../src/props/title.js'
import { aText } from '../../support/fixtures.js'
import type { PropertySample } from './sample.js'

export const titleSample: PropertySample<'title'> = {
  type: 'title',
  values: [
    { id: 'title', type: 'title', title: [aText('Write '), aText('the report')] },
    { id: 'title', type: 'title', title: [] },
  ],
  reads: ['Write the report', ''],
  config: {},
  prop: title,
  codec: TitlePropertyValue,
}
