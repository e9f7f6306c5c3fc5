/** Signs webhooks as Notion does: with the verification token as the key, for the header `x-notion-signature`. */
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

/** The signature of a body, with its algorithm in front: `sha256=…`. */
export const signPayload = async (body: string, token: string): Promise<string> => {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', bytesOf(token), algorithm, false, ['sign'])
  const signed = await crypto.subtle.sign('HMAC', key, bytesOf(body))
  return `sha256=${[...new Uint8Array(signed)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
