/**
 * The tags in the Markdown of the API that refer to pages, databases and blocks.
 *
 * @internal
 */

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
export const compactIdIn = (url: string): string | undefined =>
  /([\da-f]{32})$/i.exec(url.replaceAll('-', '').replace(/[?&][^#]*(?=#|$)/, ''))?.[1]?.toLowerCase()

/** The tags in Markdown that refer to something, in order. */
export const referencesIn = (markdown: string): ReadonlyArray<Reference> =>
  [...markdown.matchAll(REFERENCE)].flatMap(([text, tag = '', attributes = '']) => {
    const id = compactIdIn(/ url="([^"]*)"/.exec(attributes)?.[1] ?? '')
    return id === undefined ? [] : [{ tag, id, text }]
  })
