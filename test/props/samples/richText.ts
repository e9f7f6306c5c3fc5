import { RichTextPropertyValue, richText } from '../../../src/props/richText.js'
import { aText } from '../../support/fixtures.js'
import type { PropertySample } from './sample.js'

export const richTextSample: PropertySample<'rich_text'> = {
  type: 'rich_text',
  values: [
    { id: 'w', type: 'rich_text', rich_text: [aText('Two '), aText('runs')] },
    { id: 'w', type: 'rich_text', rich_text: [] },
  ],
  reads: ['Two runs', ''],
  config: {},
  prop: richText,
  codec: RichTextPropertyValue,
}
