/**
 * What is in the Markdown of the API.
 *
 * @internal
 */

/** Recognizes a text: a hash of 53 bits, which is not secure. */
export const hashOf = (markdown: string): string => {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let at = 0; at < markdown.length; at++) {
    const unit = markdown.charCodeAt(at)
    high = Math.imul(high ^ unit, 2_654_435_761)
    low = Math.imul(low ^ unit, 1_597_334_677)
    high ^= high >>> 15
  }
  return (2 ** 21 * (high >>> 0) + ((low ^ (low >>> 13)) >>> 11)).toString(36)
}

/** A page, a database or a block that Markdown refers to by a tag. */
export interface Reference {
  readonly tag: string
  /** Without dashes. */
  readonly id: string
  /** The tag as it is written. */
  readonly text: string
}

const REFERENCE = /<(page|database|unknown|synced_block|synced_block_reference)((?: [\w-]+="[^"]*")*)\s*\/?>/g

/** The id at the end of an address, without dashes; of an address of a block in a page, that of the block. */
export const idIn = (url: string): string | undefined =>
  /([\da-f]{32})$/i.exec(url.replaceAll('-', '').replace(/[?&][^#]*(?=#|$)/, ''))?.[1]?.toLowerCase()

/** The tags in Markdown that refer to something, in order. */
export const referencesIn = (markdown: string): ReadonlyArray<Reference> =>
  [...markdown.matchAll(REFERENCE)].flatMap(([text, tag = '', attributes = '']) => {
    const id = idIn(/ url="([^"]*)"/.exec(attributes)?.[1] ?? '')
    return id === undefined ? [] : [{ tag, id, text }]
  })
