/**
 * Files whose address contains their content: `data:` addresses.
 *
 * @internal
 */
import { tryTo } from '../../../core/internal/orUndefined.js'

/** The content of a `data:` address. */
export interface DataContent {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly content_type: string
}

/** The bytes of a percent-encoded text. */
const percentDecoded = (text: string): Uint8Array<ArrayBuffer> => {
  const bytes = new TextEncoder().encode(text)
  const decoded: Array<number> = []
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0
    const hex = byte === 0x25 ? String.fromCharCode(bytes[index + 1] ?? 0, bytes[index + 2] ?? 0) : ''
    const isEscape = /^[0-9a-f]{2}$/i.test(hex)
    decoded.push(isEscape ? Number.parseInt(hex, 16) : byte)
    if (isEscape) index += 2
  }
  return Uint8Array.from(decoded)
}

const latin1 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(text, (char) => char.charCodeAt(0))

/** The content of a `data:` address; `undefined` for any other address, and one that cannot be decoded. */
export const dataContent = (url: string): DataContent | undefined => {
  const [, type = '', base64, data = ''] = /^data:([^,]*?)(;\s*base64)?,([\s\S]*)$/i.exec(url) ?? []
  if (!/^data:[^,]*,/i.test(url)) return undefined
  const bytes = tryTo(() => {
    const plain = percentDecoded(data)
    return base64 ? latin1(atob(new TextDecoder().decode(plain).replace(/\s/g, ''))) : plain
  })
  const content_type = type === '' ? 'text/plain;charset=US-ASCII' : type.startsWith(';') ? `text/plain${type}` : type
  return bytes && { bytes, content_type }
}
