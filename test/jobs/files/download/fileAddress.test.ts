import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addressOf,
  keyOf,
  linkOf,
  nameOfAddress,
  stableAddress,
} from '../../../../src/jobs/files/download/fileAddress.js'

const SIGNED =
  'https://prod-files-secure.s3.us-west-2.amazonaws.com/00000000-0000-4000-8000-000000000001/00000000-0000-4000-8000-000000000002/a%20plan.pdf?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20260101T000000Z&X-Amz-Expires=3600&X-Amz-Signature=abc'
const HOUR = Date.UTC(2026, 0, 1, 1)

describe('behavior: the address of a file', () => {
  test.each<[string, unknown, object | undefined]>([
    [
      'hosted',
      { type: 'file', file: { url: SIGNED, expiry_time: '2026-01-01T01:00:00.000Z' } },
      { hosted: true, expires: HOUR },
    ],
    ['hosted, by its signature', { type: 'file', file: { url: SIGNED } }, { hosted: true, expires: HOUR }],
    [
      'hosted, the earlier of two times',
      { file: { url: SIGNED, expiry_time: '2026-01-01T00:30:00Z' } },
      { expires: HOUR - 1_800_000 },
    ],
    ['hosted, without any time', { file: { url: 'https://a.b/c' } }, { url: 'https://a.b/c', hosted: true }],
    ['external', { type: 'external', external: { url: 'https://a.b/c' } }, { url: 'https://a.b/c', hosted: false }],
    ['of an emoji', { type: 'emoji', emoji: '🚀' }, undefined],
    ['of a file that is missing', { type: 'file', caption: [] }, undefined],
    ['of nothing', null, undefined],
  ])('%s', (_, file, address) => {
    const found = addressOf(file)
    if (address === undefined) expect(found).toBeUndefined()
    else expect(found).toMatchObject(address)
  })

  test('what stays the same: the path of a hosted file, all but the signature of any other', () => {
    const again = SIGNED.replace('T000000Z', 'T010000Z').replace('abc', 'def')
    expect(stableAddress({ url: again, hosted: true })).toBe(stableAddress({ url: SIGNED, hosted: true }))
    expect(stableAddress({ url: 'https://a.b/c?id=1&Expires=5&Signature=x#top', hosted: false })).toBe('a.b/c?id=1')
    expect(stableAddress({ url: 'https://a.b/c?id=2', hosted: false })).toBe('a.b/c?id=2')
    const data = (text: string) => stableAddress({ url: `data:,${text}`, hosted: false })
    expect(data('a')).not.toBe(data('b'))
    expect(stableAddress({ url: 'no address', hosted: false })).toBe('no address')
  })

  test('a link shows no signature, a name is readable', () => {
    expect(linkOf({ url: SIGNED, hosted: true })).not.toContain('X-Amz')
    expect(linkOf({ url: 'https://a.b/c?id=1', hosted: false })).toBe('https://a.b/c?id=1')
    expect(nameOfAddress(SIGNED)).toBe('a plan.pdf')
    expect(nameOfAddress('https://a.b/')).toBe('a.b')
    expect(nameOfAddress('https://a.b/%E0%A4%A')).toBe('%E0%A4%A')
    expect(nameOfAddress('nonsense')).toBe('file')
  })

  test('a key is a relative path that every file system accepts, whatever it is made of', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '..',
        '.',
        '../..',
        'a/../b',
        '%2e%2e',
        'CON:',
        'x '.repeat(200),
        '漢'.repeat(99),
        '𝒳'.repeat(99),
      ),
    )
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 3 }), texts, (place, name) => {
        const key = keyOf(place, { url: `https://a.b/${name}`, hosted: false })
        expect(key).not.toMatch(/^\/|[\\:*?"<>|]|\p{Cc}/u)
        expect(key).not.toMatch(/\p{Surrogate}/u)
        for (const segment of key.split('/')) {
          expect(segment).not.toMatch(/^\.|[. ]$/)
          expect(new TextEncoder().encode(segment).length).toBeLessThanOrEqual(130)
        }
      }),
    )
    expect(keyOf(['a', 'b%3A'], { url: 'https://a.b/c/d%20e.pdf', hosted: false })).toMatch(
      /^a\/b%3A\/[0-9a-z]+-d e.pdf$/,
    )
  })
})
