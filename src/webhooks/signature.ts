/** The signature of a delivery: an HMAC-SHA256 of its bytes with the verification token of the subscription as the key. */
import { type Either, left, right } from 'fp-ts/Either'
import { unsafeCast } from '../core/internal/unsafeCast.js'

/** A body, and the secret to sign it with. */
export interface SignedBody {
  /** The raw body, before any parser. JSON that was parsed and serialized again may have other bytes. */
  readonly body: string | Uint8Array | ArrayBuffer
  /** The `verification_token` of the subscription. */
  readonly verification_token: string
}

/**
 * Why a signature is not valid: it is missing; malformed; of another body or token; there is no token to verify it
 * with; the body is not raw; or the platform has no Web Crypto.
 */
export type SignatureProblem = 'missing' | 'malformed' | 'different' | 'no_token' | 'no_raw_body' | 'no_web_crypto'

const ALGORITHM = { name: 'HMAC', hash: 'SHA-256' }

/**
 * The bytes of a raw body; `undefined` for anything else, such as a detached buffer.
 *
 * @internal
 */
export const bytesOf = (body: unknown): Uint8Array<ArrayBuffer> | undefined => {
  try {
    if (typeof body === 'string') return new TextEncoder().encode(body)
    // A copy, because shared memory cannot be signed.
    if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength).slice()
    return body instanceof ArrayBuffer ? new Uint8Array(body) : undefined
  } catch {
    return undefined
  }
}

/**
 * The parameters of a verification, unchecked.
 *
 * @internal
 */
export interface Given {
  readonly body?: unknown
  readonly signature?: unknown
  readonly verification_token?: unknown
}

/**
 * Reads the parameters; those that cannot be read are treated as missing.
 *
 * @internal
 */
export const givenIn = (params: unknown): Given => {
  try {
    // Any object has these fields, of unknown values.
    const { body, signature, verification_token } = unsafeCast<Given>(Object(params))
    return { body, signature, verification_token }
  } catch {
    return {}
  }
}

/** The bytes of a valid hexadecimal string. */
const bytesOfHex = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: hex.length / 2 }, (_, index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16))

const hexOf = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Imports the key and applies a function to it and the bytes. */
const withKey = async <A>(
  { body, verification_token }: Given,
  usage: 'sign' | 'verify',
  run: (key: CryptoKey, bytes: Uint8Array<ArrayBuffer>) => Promise<A>,
): Promise<Either<SignatureProblem, A>> => {
  if (typeof verification_token !== 'string' || verification_token === '') return left('no_token')
  const bytes = bytesOf(body)
  if (!bytes) return left('no_raw_body')
  try {
    const secret = new TextEncoder().encode(verification_token)
    return right(await run(await crypto.subtle.importKey('raw', secret, ALGORITHM, false, [usage]), bytes))
  } catch {
    return left('no_web_crypto')
  }
}

/**
 * The signature of a body, for the header `X-Notion-Signature`.
 *
 * @internal
 */
export const sign = (params: SignedBody): Promise<Either<SignatureProblem, string>> =>
  withKey(
    givenIn(params),
    'sign',
    async (key, bytes) => `sha256=${hexOf(await crypto.subtle.sign('HMAC', key, bytes))}`,
  )

/**
 * What is wrong with a signature; `undefined` if it is valid. The body is read last.
 *
 * @internal
 */
export const signatureProblem = async (given: Given): Promise<SignatureProblem | undefined> => {
  const { signature } = given
  // Some platforms return every header as an array.
  const header: unknown = Array.isArray(signature) && signature.length < 2 ? signature[0] : signature
  if ((header ?? '') === '') return 'missing'
  const [, hex] = (typeof header === 'string' && /^\s*sha256=([0-9a-f]{64})\s*$/i.exec(header)) || []
  if (hex === undefined) return 'malformed'
  // `verify` compares in constant time.
  const result = await withKey(given, 'verify', (key, bytes) =>
    crypto.subtle.verify('HMAC', key, bytesOfHex(hex), bytes),
  )
  if (result._tag === 'Left') return result.left
  return result.right ? undefined : 'different'
}
