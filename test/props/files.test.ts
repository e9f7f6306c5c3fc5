import { expect, test } from 'vitest'
import { type FileWithName, files } from '../../src/props/files.js'
import { anId } from '../support/fixtures.js'
import { rejectedFields, writeBack } from './cases.js'
import { filesSample } from './samples/files.js'

test('default: builds a file from its URL, and an empty array empties the property', () => {
  expect(files(['https://example.com/a.pdf'])).toEqual({
    files: [{ name: 'a.pdf', external: { url: 'https://example.com/a.pdf' } }],
  })
  expect(files([])).toEqual({ files: [] })
})

test('params: files are URLs, file uploads, or requests of the API', () => {
  const given = [
    { object: 'file_upload', id: anId(9), status: 'uploaded', filename: 'c.pdf' } as const,
    { name: 'd', external: { url: 'https://example.com/d' } },
    { file_upload: { id: anId(10) } },
  ]
  expect(files(given)).toEqual({ files: [{ file_upload: { id: anId(9) } }, given[1], given[2]] })
})

test.each([
  ['https://example.com/a/b.pdf', 'b.pdf'],
  ['https://example.com/a/b.pdf?download=a/b#c/d', 'b.pdf'],
  ['https://example.com/folder/', 'folder'],
  ['https://example.com', 'example.com'],
  [`https://example.com/${'x'.repeat(90)}-a-long-name.pdf`, `${'x'.repeat(84)}-a-long-name.pdf`],
  ['', ''],
])('behavior: the name of the file at %s is the last part of its URL', (url, name) => {
  expect(files([url])).toEqual({ files: [{ name, external: { url } }] })
})

test('behavior: a value that was read can be written back, with files of an unknown type', () => {
  const unknown = { name: 'e', type: 'unknown:gallery', gallery: 1 } as const
  for (const value of filesSample.values) {
    expect(writeBack(files, files.read(value))).toEqual({ files: value.files })
  }
  expect(files([unknown])).toEqual({ files: [unknown] })
})

test('behavior: does not change its argument', () => {
  const given: ReadonlyArray<FileWithName> = Object.freeze([...(filesSample.values[0]?.files ?? [])])
  expect(given).toHaveLength(2)
  expect(files(given)).toEqual({ files: given })
})

test('error: a malformed id of a file upload is rejected', () => {
  expect(rejectedFields(files([{ file_upload: { id: 'x' } }]))).toEqual(['files[0].file_upload.id'])
})

test('error: an external URL of more than 2000 characters is rejected', () => {
  expect(rejectedFields(files([`https://example.com/${'x'.repeat(2000)}`]))).toEqual(['files[0].external.url'])
})

test('behavior: the signed URL of a file hosted by Notion may be longer', () => {
  const signed = `https://files.example.com/${'x'.repeat(3000)}`
  expect(rejectedFields({ files: [{ name: 'a', file: { url: signed } }] })).toEqual([])
})
