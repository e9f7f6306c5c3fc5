/**
 * The representation of a text in a key: the first half of its SHA-256, as hex. The text itself may be too long for a key, or contain
 * characters that a key cannot have.
 */
export const keyHash = async (text: string): Promise<string> => {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(hash, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
