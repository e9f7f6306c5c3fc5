/** Fingerprints: what they leave out, and what they do not. */
import { expect, test } from 'vitest'
import { printOfJson } from '../../../src/jobs/changes/rowPrint.js'

test.each(['expiry_time', 'request_id', 'requests', 'maybe_edited_while_read', '__proto__', 'url', 'toJSON'])(
  'behavior: a property named %s is a property',
  (name) => {
    const rowWith = (number: number) => ({
      properties: Object.fromEntries([[name, { id: 'a', type: 'number', number }]]),
    })
    expect(printOfJson(rowWith(1))).not.toBe(printOfJson(rowWith(2)))
    expect(printOfJson(rowWith(1))).toBe(printOfJson(rowWith(1)))
  },
)

test('behavior: the order of fields, signatures of files and counts of a read make no difference', () => {
  const fileOf = (signature: string, expiry_time: string) => ({
    name: 'a',
    file: { url: `https://files.example.com/a.png?signature=${signature}`, expiry_time },
  })
  const one = {
    id: 'a',
    request_id: 'x',
    requests: 3,
    maybe_edited_while_read: true,
    files: [fileOf('1', '2026-01-01')],
  }
  const other = { files: [fileOf('2', '2026-01-02')], maybe_edited_while_read: false, requests: 4, id: 'a' }
  expect(printOfJson(one)).toBe(printOfJson(other))
  const external = (url: string) => printOfJson({ files: [{ external: { url } }] })
  expect(external('https://example.com/a?v=1')).not.toBe(external('https://example.com/a?v=2'))
})
