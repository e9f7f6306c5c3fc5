import { FilesPropertyValue, files } from '../../../src/props/files.js'
import type { PropertyValueOf } from '../../../src/props/propertyValueOf.js'
import type { PropertySample } from './sample.js'

const values: ReadonlyArray<PropertyValueOf<'files'>> = [
  {
    id: 'f',
    type: 'files',
    files: [
      { name: 'a.pdf', type: 'external', external: { url: 'https://example.com/a.pdf' } },
      {
        name: 'b.pdf',
        type: 'file',
        file: { url: 'https://files.example.com/b.pdf?signed', expiry_time: '2026-01-02T04:04:00.000Z' },
      },
    ],
  },
  { id: 'f', type: 'files', files: [] },
]

export const filesSample: PropertySample<'files'> = {
  type: 'files',
  values,
  reads: values.map(({ files }) => files),
  config: {},
  prop: files,
  codec: FilesPropertyValue,
}
