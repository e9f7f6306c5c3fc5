import { UrlPropertyValue, url } from '../../../src/props/url.js'
import type { PropertySample } from './sample.js'

export const urlSample: PropertySample<'url'> = {
  type: 'url',
  values: [
    { id: 'h', type: 'url', url: 'https://example.com' },
    { id: 'h', type: 'url', url: null },
  ],
  reads: ['https://example.com', null],
  config: {},
  prop: url,
  codec: UrlPropertyValue,
}
