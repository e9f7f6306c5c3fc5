/**
 * Parts of TypeScript source.
 *
 * @internal
 */

/** A string literal in single quotes, on one line. */
export const quoted = (text: string): string => {
  const inner = JSON.stringify(text)
    .slice(1, -1)
    .replace(/\\.|'/g, (part) => (part === '\\"' ? '"' : part === "'" ? "\\'" : part))
    .replace(/[\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16)}`)
  return `'${inner}'`
}

/** The key of an object literal. */
export const keyText = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name))

/** An object literal on one line, with the fields that are not `undefined`. */
export const objectText = (fields: { readonly [name: string]: string | undefined }): string =>
  `{ ${Object.entries(fields)
    .flatMap(([name, text]) => (text === undefined ? [] : [`${name}: ${text}`]))
    .join(', ')} }`

/** A name in Pascal case that a constant can have. */
export const identifierOf = (text: string): string => {
  const words = text.normalize('NFKD').match(/[A-Za-z0-9]+/g) ?? []
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  return /^[A-Za-z]/.test(name) ? name : `DataSource${name}`
}

const RESERVED: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for ' +
    'function if implements import in instanceof interface let new null package private protected public return static super switch ' +
    'this throw true try typeof undefined var void while with yield defineDataSource RelatedDataSource'
  ).split(' '),
)

/** The given name of a constant, unless it is invalid or conflicts with the imported names. */
export const constantName = (given: string, imported: ReadonlyArray<string>): string => {
  const isFree = (name: string): boolean => !RESERVED.has(name) && !imported.includes(name)
  const name = /^[A-Za-z_$][\w$]*$/.test(given) && isFree(given) ? given : identifierOf(given)
  return isFree(name) ? name : `${name}_`
}
