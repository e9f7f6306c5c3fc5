import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dataContent } from '../../../../src/jobs/files/download/dataAddress.js'

test('behavior: any bytes, as base64 and percent-encoded, are as fetch decodes them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array(),
      fc.constantFrom('', 'image/png', 'text/plain;charset=utf-8'),
      async (bytes, type) => {
        const base64 = `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
        const percent = `data:${type},${[...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}`
        for (const url of [base64, percent]) {
          const theirs = new Uint8Array(await (await fetch(url)).arrayBuffer())
          expect([...(dataContent(url)?.bytes ?? [])]).toEqual([...theirs])
        }
      },
    ),
  )
})

test.each([
  ['data:,a%20b', 'text/plain;charset=US-ASCII', 'a b'],
  ['data:;charset=utf-8,ä', 'text/plain;charset=utf-8', 'ä'],
  ['DATA:image/svg+xml;base64,PHN2Zz4=', 'image/svg+xml', '<svg>'],
  ['data:text/csv,100%,%zz', 'text/csv', '100%,%zz'],
  ['data:,%4', 'text/plain;charset=US-ASCII', '%4'],
  ['data:,%', 'text/plain;charset=US-ASCII', '%'],
  ['data:,', 'text/plain;charset=US-ASCII', ''],
])('behavior: %s', (url, type, words) => {
  const content = dataContent(url)
  expect([content?.content_type, new TextDecoder().decode(content?.bytes)]).toEqual([type, words])
})

test.each(['https://example.com/,', 'data:image/png', 'data:image/png;base64,#'])('error: %s', (url) => {
  expect(dataContent(url)).toBeUndefined()
})
