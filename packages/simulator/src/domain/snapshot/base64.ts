/** Base64 without Node's `Buffer`, so that snapshots also work in a browser. */

/** The number of bytes that fit into the arguments of one call. */
const CHUNK = 0x8000

/** Encodes bytes as base64. */
export const toBase64 = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  return btoa(text)
}

/** Decodes base64. Throws when it is invalid. */
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
