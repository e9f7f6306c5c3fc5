import { inspect } from 'node:util'
import { signWebhookPayload } from '@notionhq/client'
import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { afterEach, expect, test, vi } from 'vitest'
import { unsafeCast } from '../../src/core/internal/unsafeCast.js'
import { type ParseWebhookParams, parseWebhook, webhookStatus } from '../../src/webhooks/parseWebhook.js'
import { type SignWebhookParams, signWebhook } from '../../src/webhooks/signWebhook.js'
import { type VerifyWebhookParams, verifyWebhook } from '../../src/webhooks/verifyWebhook.js'
import { anEvent } from '../support/webhooks.js'

const verification_token = 'secret_of_the_subscription'

afterEach(() => {
  vi.unstubAllGlobals()
})

/** A body with its signature. */
const signed = async (body: SignWebhookParams['body'], token = verification_token) => {
  const signature = E.getOrElse(() => 'none')(await signWebhook({ body, verification_token: token })())
  return { body, signature, verification_token: token }
}

/** Spaces and line breaks that JSON written anew would not have. */
const raw = (json: object): string => JSON.stringify(json, undefined, 1)
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

test('default: a signature equals that of another implementation of HMAC SHA-256', async () => {
  // Computed with another tool: openssl dgst -sha256 -hmac key.
  const quick = { body: 'The quick brown fox jumps over the lazy dog', verification_token: 'key' }
  const signature = 'sha256=f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8'
  expect(await signWebhook(quick)()).toEqual(E.right(signature))
  expect(await verifyWebhook({ ...quick, signature })()).toBe(true)
})

test('default: a signed event is returned', async () => {
  expect(await parseWebhook(await signed(raw(anEvent())))()).toEqual(E.right(anEvent()))
})

test.each<readonly [string, SignWebhookParams['body']]>([
  ['is not JSON', 'x'.repeat(1_000_000)],
  ['is not text', new Uint8Array(1_000_000)],
  ['is not an event', JSON.stringify(Array(100_000).fill({ a: 1 }))],
  ['has no type', JSON.stringify({ type: Array(100_000).fill('words') })],
  ['is deeply nested', '['.repeat(9_000) + ']'.repeat(9_000)],
])('error: the log output of a delivery that %s is short, and the value is complete', async (_what, body) => {
  const result = await parseWebhook(await signed(body))()
  if (E.isRight(result) || result.left._tag !== 'WebhookDecodeError') throw new Error('no such failure')
  const { left } = result
  for (const shown of [JSON.stringify(left), JSON.stringify(result), inspect(left), inspect(result)]) {
    expect(shown.length).toBeLessThan(4_096)
    expect(shown).toContain('WebhookDecodeError')
  }
  expect(left.mismatches).not.toEqual([])
  if (typeof body === 'string' && body.startsWith('x')) expect(left.body).toBe(body)
})

test('default: agrees with the official client on any body and token', async () => {
  const token = fc.string({ minLength: 1, unit: 'grapheme' })
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array()),
      token,
      async (body, verificationToken) => {
        const theirs = await signWebhookPayload({ body, verificationToken })
        expect(await signWebhook({ body, verification_token: verificationToken })()).toEqual(E.right(theirs))
      },
    ),
    { numRuns: 50 },
  )
})

test('params: body can be bytes, a view of a larger buffer, or a buffer', async () => {
  const text = raw(anEvent({ workspace_name: 'Ærøskøbing 🧭' }))
  const { signature } = await signed(text)
  const larger = bytes(`..${text}...`)
  const part = larger.subarray(2, larger.length - 3)
  const shared = new Uint8Array(new SharedArrayBuffer(bytes(text).length))
  shared.set(bytes(text))
  for (const body of [bytes(text), bytes(text).buffer, part, Buffer.from(text), shared]) {
    expect(await parseWebhook({ body, signature, verification_token })()).toEqual(E.right(JSON.parse(text)))
  }
})

test('params: signature can be an array of one, have whitespace around it, or be in upper case', async () => {
  const { body, signature } = await signed(raw(anEvent()))
  const capitals = signature.replace(/[a-f\d]+$/, (hex) => hex.toUpperCase())
  for (const given of [[signature], ` ${signature}\n`, capitals]) {
    expect(await verifyWebhook({ body, signature: given, verification_token })()).toBe(true)
  }
})

test('params: without verification_token only the handshake is accepted', async () => {
  const handshake = { verification_token: 'secret_new' }
  const sent = await signed(raw(handshake), 'secret_new')
  expect(await parseWebhook({ ...sent, verification_token: undefined })()).toEqual(E.right(handshake))
  expect(await parseWebhook({ body: raw(handshake), signature: null, verification_token: '' })()).toEqual(
    E.right(handshake),
  )
  for (const body of [raw(anEvent()), raw(anEvent(handshake)), '{"verification_token":1}', 'null', '']) {
    expect(await parseWebhook({ body, signature: sent.signature })()).toMatchObject({
      left: { _tag: 'WebhookSignatureError', reason: 'no_token' },
    })
  }
})

test('behavior: a handshake signed with the known token is accepted, and any other is rejected', async () => {
  const known = { verification_token }
  expect(await parseWebhook(await signed(raw(known)))()).toEqual(E.right(known))
  const other = await signed(raw({ verification_token: 'secret_of_another' }), 'secret_of_another')
  expect(await parseWebhook({ ...other, verification_token })()).toMatchObject({ left: { reason: 'different' } })
})

test('behavior: JSON that was serialized again does not match the signature', async () => {
  const { body, signature } = await signed(raw(anEvent()))
  const anew = JSON.stringify(JSON.parse(String(body)))
  expect(await verifyWebhook({ body: anew, signature, verification_token })()).toBe(false)
})

test('behavior: any changed bit invalidates the signature', async () => {
  const text = raw(anEvent())
  const { signature } = await signed(text)
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes(text).length - 1), fc.nat(7), async (index, bit) => {
      const body = bytes(text)
      body[index] = (body[index] ?? 0) ^ (1 << bit)
      expect(await verifyWebhook({ body, signature, verification_token })()).toBe(false)
    }),
    { numRuns: 50 },
  )
})

test.each([
  ['none', undefined, 'missing'],
  ['null', null, 'missing'],
  ['empty', '', 'missing'],
  ['an empty list', [], 'missing'],
  ['without its prefix', 'a'.repeat(64), 'malformed'],
  ['too short', `sha256=${'a'.repeat(63)}`, 'malformed'],
  ['too long', `sha256=${'a'.repeat(65)}`, 'malformed'],
  ['no hexadecimal', `sha256=${'g'.repeat(64)}`, 'malformed'],
  ['another algorithm', `sha1=${'a'.repeat(64)}`, 'malformed'],
  ['two', [`sha256=${'a'.repeat(64)}`, `sha256=${'a'.repeat(64)}`], 'malformed'],
  ['another', `sha256=${'a'.repeat(64)}`, 'different'],
])('error: a signature that is %s is rejected', async (_what, signature, reason) => {
  const delivery = { body: raw(anEvent()), signature, verification_token }
  expect(await verifyWebhook(delivery)()).toBe(false)
  expect(await parseWebhook(delivery)()).toMatchObject({ left: { _tag: 'WebhookSignatureError', reason } })
})

test('error: the signature of another token is rejected', async () => {
  const delivery = { ...(await signed(raw(anEvent()), 'another')), verification_token }
  expect(await parseWebhook(delivery)()).toMatchObject({ left: { reason: 'different' } })
})

test.each([
  ['an already parsed object', anEvent()],
  ['undefined', undefined],
  ['null', null],
  ['a number, not a buffer of that length', 5],
])('error: a body that is %s is rejected', async (_what, given) => {
  const body = unsafeCast<string>(given)
  const { signature } = await signed(raw(anEvent()))
  expect(await verifyWebhook({ body, signature, verification_token })()).toBe(false)
  expect(await parseWebhook({ body, signature, verification_token })()).toMatchObject({
    left: { reason: 'no_raw_body' },
  })
  expect(await signWebhook({ body, verification_token })()).toEqual(E.left('no_raw_body'))
})

test('error: an empty token is rejected', async () => {
  const { body, signature } = await signed(raw(anEvent()))
  expect(await signWebhook({ body, verification_token: '' })()).toEqual(E.left('no_token'))
  expect(await verifyWebhook({ body, signature, verification_token: '' })()).toBe(false)
})

test('error: a body that is not JSON is kept unchanged', async () => {
  expect(await parseWebhook(await signed('<html>'))()).toMatchObject({
    left: { _tag: 'WebhookDecodeError', body: '<html>' },
  })
})

test('behavior: an event of another shape is an unknown event, with the status 200', async () => {
  const event = anEvent({ attempt_number: 'first' })
  const parsed = await parseWebhook(await signed(raw(event)))()
  expect(parsed).toEqual(E.right({ ...event, type: 'unknown:page.created' }))
  expect(webhookStatus(parsed)).toBe(200)
})

test.each(['[]', '{}', '"words"', '7', 'null', '{"type":7}', '<html>', ''])(
  'error: %s is rejected, since it is not an event',
  async (body) => {
    const parsed = await parseWebhook(await signed(body))()
    expect(parsed).toMatchObject({ left: { _tag: 'WebhookDecodeError', status: 400 } })
    expect(webhookStatus(parsed)).toBe(400)
  },
)

test('default: webhookStatus is 200 for an event and the handshake, 401 for an invalid signature, and 500 for a delivery that cannot be verified', async () => {
  const delivery = await signed(raw(anEvent()))
  const statusOf = async (params: ParseWebhookParams) => webhookStatus(await parseWebhook(params)())
  expect(await statusOf(delivery)).toBe(200)
  expect(await statusOf({ body: '{"verification_token":"a","type":null}', signature: undefined })).toBe(200)
  expect(await statusOf({ ...delivery, signature: null })).toBe(401)
  expect(await statusOf({ ...delivery, signature: 'sha256=' })).toBe(401)
  expect(await statusOf({ ...delivery, body: `${String(delivery.body)} ` })).toBe(401)
  expect(await statusOf({ ...delivery, verification_token: undefined })).toBe(500)
  expect(await statusOf({ ...delivery, body: unsafeCast<string>(anEvent()) })).toBe(500)
})

test.each([undefined, null, 5, 'Right', {}, { _tag: 'Left' }, { _tag: 'Left', left: {} }, Promise.resolve()])(
  'behavior: webhookStatus is 500 for a value that is not a parsed delivery: %#',
  (thing) => {
    expect(webhookStatus(unsafeCast(thing))).toBe(500)
  },
)

test('behavior: a body is parsed only after its signature is verified, or if it is short enough to be the handshake', async () => {
  const parse = vi.spyOn(JSON, 'parse')
  const large = JSON.stringify({ verification_token: 'a', padding: 'x'.repeat(100_000) })
  const delivery = await signed(raw(anEvent()))
  for (const signature of [undefined, 'sha256=', delivery.signature]) {
    for (const token of [verification_token, undefined]) {
      expect((await parseWebhook({ body: large, signature, verification_token: token })())._tag).toBe('Left')
      expect((await parseWebhook({ body: bytes(large), signature, verification_token: token })())._tag).toBe('Left')
    }
    expect((await parseWebhook({ body: '{"verification_token":"a"}', signature, verification_token })())._tag).toBe(
      'Left',
    )
  }
  expect(parse).not.toHaveBeenCalled()
  parse.mockRestore()
})

test('behavior: a deeply nested event is returned', async () => {
  const body = `{"type":"new","data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
  expect(await parseWebhook(await signed(body))()).toMatchObject({ right: { type: 'new' } })
})

test('behavior: unreadable parameters and detached buffers are rejected like any other invalid value', async () => {
  const unreadable = {
    get body(): string {
      throw new Error('not yours')
    },
  }
  const { buffer } = bytes(raw(anEvent()))
  structuredClone(buffer, { transfer: [buffer] })
  for (const given of [
    undefined,
    null,
    'words',
    Symbol('s'),
    unreadable,
    { body: Symbol('s'), signature: Symbol('s') },
  ]) {
    const params = unsafeCast<ParseWebhookParams & SignWebhookParams>(given)
    expect(await parseWebhook(params)()).toMatchObject({
      left: { _tag: 'WebhookSignatureError', reason: expect.any(String) },
    })
    expect(await verifyWebhook(unsafeCast<VerifyWebhookParams>(given))()).toBe(false)
    expect(E.isLeft(await signWebhook(params)())).toBe(true)
  }
  expect(await signWebhook({ body: buffer, verification_token })()).toEqual(expect.anything())
})

test('error: a platform without Web Crypto is reported', async () => {
  const { body, signature } = await signed(raw(anEvent()))
  vi.stubGlobal('crypto', {})
  expect(await parseWebhook({ body, signature, verification_token })()).toMatchObject({
    left: { reason: 'no_web_crypto' },
  })
  expect(await signWebhook({ body, verification_token })()).toEqual(E.left('no_web_crypto'))
})

test('behavior: no error reveals the token', async () => {
  const wrong = await signed(raw(anEvent()), 'another')
  expect(JSON.stringify(await parseWebhook({ ...wrong, verification_token })())).not.toContain(verification_token)
})

test('behavior: never throws, and never accepts an unsigned delivery', async () => {
  const given = fc.record({ body: fc.anything(), signature: fc.anything(), verification_token: fc.anything() })
  await fc.assert(
    fc.asyncProperty(given, async (params) => {
      const handed = unsafeCast<ParseWebhookParams>(params)
      expect((await parseWebhook({ ...handed, verification_token })())._tag).toBe('Left')
      expect(['Left', 'Right']).toContain((await parseWebhook(handed)())._tag)
      expect(await verifyWebhook({ ...handed, verification_token })()).toBe(false)
    }),
  )
})
