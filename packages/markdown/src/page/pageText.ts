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

/** The kinds of lines that stand for a block, by what they begin with. */
const KINDS: ReadonlyArray<readonly [string, RegExp]> = [
  ['divider', /^(---|\*\*\*)$/],
  ['heading', /^#{1,4}( |$)/],
  ['to_do', /^- \[[ x]\]( |$)/],
  ['bulleted_list_item', /^-( |$)/],
  ['numbered_list_item', /^\d+\.( |$)/],
  ['quote', /^>( |$)/],
  ['image', /^!\[/],
  ['toggle', /^<details[ >]/],
  ['callout', /^<callout[ >]/],
  ['column', /^<column[ >]/],
  ['table', /^<table[ >]/],
  ['table_row', /^<tr[ >]/],
  ['synced_block', /^<synced_block(_reference)?[ >]/],
  ['media', /^<(audio|video|pdf|file)[ >]/],
  ['child', /^<(page|database)[ >]/],
  ['table_of_contents', /^<table_of_contents[ />]/],
]

/** Lines that belong to the block above them. */
const NO_BLOCK = /^(<\/|<(columns|summary|tr|td|meeting-notes|notes|unknown)[ >/]|$)/

/** The number of blocks of each kind in Markdown, code left out. */
export const inventoryOf = (markdown: string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  let fence = ''
  for (const raw of markdown.split('\n')) {
    const line = raw.replace(/^\t+/, '').trimEnd()
    const [, ticks] = /^(`{3,}|\$\$$)/.exec(line) ?? []
    if (fence !== '') {
      if (line === fence) fence = ''
      continue
    }
    if (ticks !== undefined) fence = ticks
    const kind =
      ticks === undefined ? KINDS.find(([, pattern]) => pattern.test(line))?.[0] : ticks === '$$' ? 'equation' : 'code'
    const counted = kind ?? (NO_BLOCK.test(line) ? undefined : 'paragraph')
    if (counted !== undefined) counts.set(counted, (counts.get(counted) ?? 0) + 1)
  }
  return counts
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

/** The id at the end of an address; of an address of a block in a page, that of the block. */
const idIn = (url: string): string | undefined =>
  /([\da-f]{32})$/i.exec(url.replaceAll('-', '').replace(/[?&][^#]*(?=#|$)/, ''))?.[1]?.toLowerCase()

/** The tags in Markdown that refer to something, in order. */
export const referencesIn = (markdown: string): ReadonlyArray<Reference> =>
  [...markdown.matchAll(REFERENCE)].flatMap(([text, tag = '', attributes = '']) => {
    const id = idIn(/ url="([^"]*)"/.exec(attributes)?.[1] ?? '')
    return id === undefined ? [] : [{ tag, id, text }]
  })
