/** The ids of Notion: 32 hexadecimal digits, with dashes or without, or the address of the page that bears them. */

/** An id at the end of a part of an address: `Title-of-the-page-0123…` or the id alone. */
const AT_END = /(?:^|[-/])([0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12})$/i

/** An address that Notion itself serves; custom domains of published sites bear no ids. */
const ADDRESS = /^(notion:\/\/|https?:\/\/([\w-]+\.)*notion\.(so|site|com)[/?#:])/i

/** An id without dashes, in lower case: the form in which two spellings of one id are equal. */
export const compactId = (id: string): string => id.replaceAll('-', '').toLowerCase()

/** An id with dashes, in lower case, as Notion writes it. */
export const dashedId = (id: string): string =>
  id.length === 36 ? id.toLowerCase() : compactId(id).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

const atEnd = (text: string | undefined | null): string | undefined => (text ? AT_END.exec(text)?.[1] : undefined)

const idAtEnd = (text: string | undefined | null): string | undefined => {
  const found = atEnd(text)
  return found && dashedId(found)
}

const urlOf = (text: string): URL | undefined => (ADDRESS.test(text) && URL.canParse(text) ? new URL(text) : undefined)

/**
 * The id in a text: an id in any spelling, or the address of a page or database on notion.so, notion.com or
 * notion.site. An address that opens a page on top of another (`?p=`) means the one on top.
 */
export const parseId = (text: string): string | undefined => {
  const trimmed = text.trim()
  if (atEnd(trimmed) === trimmed) return dashedId(trimmed)
  const url = urlOf(trimmed)
  return url && (idAtEnd(url.searchParams.get('p')) ?? idAtEnd(url.pathname.replace(/\/+$/, '')))
}

/** The id of the block that an address points at (`#…`). */
export const parseBlockId = (text: string): string | undefined => {
  const hash = urlOf(text.trim())?.hash.replace(/^#(?:block-)?/, '')
  return idAtEnd(hash) ?? parseId(text)
}

/** The id of the view that the address of a database shows (`?v=…`). */
export const parseViewId = (text: string): string | undefined => {
  const url = urlOf(text.trim())
  return url ? idAtEnd(url.searchParams.get('v')) : parseId(text)
}
