/**
 * Hashes of content, to recognize it.
 *
 * @internal
 */

/** A running hash of texts, of 53 bits. Not secure: it recognizes content. */
export const contentHash = () => {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  return {
    add: (text: string): void => {
      for (let at = 0; at < text.length; at++) {
        const unit = text.charCodeAt(at)
        high = Math.imul(high ^ unit, 2_654_435_761)
        low = Math.imul(low ^ unit, 1_597_334_677)
        high ^= high >>> 15
      }
    },
    value: (): string => (2 ** 21 * (high >>> 0) + ((low ^ (low >>> 13)) >>> 11)).toString(36),
  }
}
