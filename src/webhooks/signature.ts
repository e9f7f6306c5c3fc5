/** What proves that a delivery came from Notion: an HMAC-SHA256 of its bytes, keyed by the token of the subscription. */
import { type Either, left, right } from 'fp-ts/Either'
import { unsafeCast } from '../core/internal/unsafeCast.js'

/** A body with the secret that it is signed with. */
export interface SignedBody {
  /** The body exactly as it came, before any parser touched it. JSON that was parsed and written again has other bytes. */
  readonly body: string | Uint8Array | ArrayBuffer
  /** The `verification_token` that Notion sent when the subscription was made. */
  readonly verification_token: string
}

/**
 * Why nothing is proved: there is no signature, it is none of Notion's form, it is that of another body or token; no token was
 * given to check it with; the body is no longer what came; or the platform has no Web Crypto.
 */
export type SignatureProblem = 'missing' | 'malformed' | 'different' | 'no_token' | 'no_raw_body' | 'no_web_crypto'

const ALGORITHM = { name: 'HMAC', hash: 'SHA-256' }

/**
 * The bytes of a body that is still as it came; nothing for anything else, such as a buffer that was given away.
 *
 * @internal
 */
export const bytesOf = (body: unknown): Uint8Array<ArrayBuffer> | undefined => {
  try {
    if (typeof body === 'string') return new TextEncoder().encode(body)
    // Copied: memory that threads share cannot be signed.
    if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength).slice()
    return body instanceof ArrayBuffer ? new Uint8Array(body) : undefined
  } catch {
    return undefined
  }
}

/**
 * What a program gives to check a delivery, whatever it is.
 *
 * @internal
 */
export interface Given {
  readonly body?: unknown
  readonly signature?: unknown
  readonly verification_token?: unknown
}

/**
 * The parameters of a call; those that cannot be read are missing.
 *
 * @internal
 */
export const givenIn = (params: unknown): Given => {
  try {
    const { body, signature, verification_token } = unsafeCast<Given>(Object(params))
    return { body, signature, verification_token }
  } catch {
    return {}
  }
}

/** The bytes of a hexadecimal number that was checked to be one. */
const bytesOfHex = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: hex.length / 2 }, (_, index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16))

const hexOf = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Does something with the key and the bytes, where there are both and a platform to do it. */
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
 * The signature of a body, as Notion puts it into the header `X-Notion-Signature`.
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
 * What is wrong with a signature; nothing, where it is that of the body. The body is touched last.
 *
 * @internal
 */
export const signatureProblem = async (given: Given): Promise<SignatureProblem | undefined> => {
  const { signature } = given
  // Some platforms give every header as a list.
  const header: unknown = Array.isArray(signature) && signature.length < 2 ? signature[0] : signature
  if ((header ?? '') === '') return 'missing'
  const [, hex] = (typeof header === 'string' && /^\s*sha256=([0-9a-f]{64})\s*$/i.exec(header)) || []
  if (hex === undefined) return 'malformed'
  // The platform compares in constant time.
  const result = await withKey(given, 'verify', (key, bytes) =>
    crypto.subtle.verify('HMAC', key, bytesOfHex(hex), bytes),
  )
  if (result._tag === 'Left') return result.left
  return result.right ? undefined : 'different'
}
