/** Links between files, as paths with slashes on every system. */
import { posix } from 'node:path'

/** A path as it is written in a link: characters that have a meaning in a URL are encoded. */
export const encodePath = (path: string): string => path.replace(/[%#?]/g, encodeURIComponent)

/** The path of a link, decoded. What follows `#` or `?` is left out. */
export const decodePath = (href: string): string => {
  const path = href.replace(/[?#].*$/s, '')
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** The path from one file to another, both given from the same folder with slashes. */
export const relativePath = (from: string, to: string): string => {
  const path = posix.relative(posix.dirname(from), to)
  // Without `./`, a name with a colon would be read as the scheme of a URL.
  return /^[^/]*:/.test(path) ? `./${path}` : path
}

/** The path that a link in a file leads to, from the same folder; `undefined` if it leads out of the folder, or is not a path. */
export const resolveLink = (from: string, href: string): string | undefined => {
  if (/^[a-z][a-z\d+.-]*:|^[/\\#]|^$/i.test(href)) return undefined
  const path = posix.normalize(posix.join(posix.dirname(from), decodePath(href).replaceAll('\\', '/')))
  return path === '..' || path.startsWith('../') || path === '.' ? undefined : path
}
