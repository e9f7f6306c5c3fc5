/** The forms of a name. */

export const upper = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

export const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)

/** `pageTemplate` as `page_template`. */
export const snake = (name: string): string =>
  name.replace(/[A-Z]/g, (letter, at) => (at ? '_' : '') + letter.toLowerCase())

/** `pageTemplate` as `page template`. */
export const spaced = (name: string): string => snake(name).replaceAll('_', ' ')

/** `policy` as `policies`. */
export const plural = (noun: string): string => {
  if (/(?:s|x|ch|sh)$/.test(noun)) return `${noun}es`
  return /[^aeiou]y$/.test(noun) ? noun.replace(/y$/, 'ies') : `${noun}s`
}

/** `policies` as `policy`. */
export const singular = (noun: string): string => {
  if (/ies$/.test(noun)) return noun.replace(/ies$/, 'y')
  return /(?:ss|us|x|ch|sh)es$/.test(noun) ? noun.replace(/es$/, '') : noun.replace(/s$/, '')
}
