/**
 * Hashes of content, to recognize it.
 *
 * @internal
 */

/**
 * A hash of a text, of 53 bits. Not secure: it recognizes content. It is the hash that `notion-fp` uses for its own jobs, written once more
 * because that one is not public.
 */
export const contentHash = (text: string): string => {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    high = Math.imul(high ^ unit, 2_654_435_761)
    low = Math.imul(low ^ unit, 1_597_334_677)
    high ^= high >>> 15
  }
  return (2 ** 21 * (high >>> 0) + ((low ^ (low >>> 13)) >>> 11)).toString(36)
}
