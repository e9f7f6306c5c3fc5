/**
 * Which addresses a page may link to.
 *
 * @internal
 */

/** The schemes that are allowed by default. */
export const SCHEMES: ReadonlyArray<string> = ['http', 'https', 'mailto', 'tel']

/** Whether an address is relative, or has one of the schemes. Browsers ignore control characters and spaces in a scheme. */
export const isAllowedUrl = (url: string, schemes: ReadonlyArray<string>): boolean => {
  const bare = [...url].filter((sign) => sign > ' ' && sign !== '\u007f').join('')
  const scheme = /^([^/?#:]*):/.exec(bare)?.[1]
  return scheme === undefined || schemes.includes(scheme.toLowerCase())
}
