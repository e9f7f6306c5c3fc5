/** Invalid parameters, and their description in error messages. */
import { isObject } from '../internal/json.js'
import { tryTo } from '../internal/orUndefined.js'
import { cut } from './report.js'

const shown = (given: unknown): string => {
  if (typeof given === 'string') return given.length > 80 ? `${given.length} characters` : JSON.stringify(given)
  return Array.isArray(given) ? `${given.length} elements` : isObject(given) ? 'an object' : String(given)
}

/** The length of a message after which further issues are only counted. */
const ISSUES_LENGTH = 700

/**
 * Describes the first issue of each kind, then gives the number of issues left out.
 *
 * @internal
 */
export const issuesInWords = (issues: ReadonlyArray<InvalidInput>): string => {
  let words = ''
  let more = 0
  for (const { field, given, allowed } of issues) {
    if (words.length > ISSUES_LENGTH || words.includes(` must be ${allowed}, `)) {
      more++
      continue
    }
    const what = tryTo(() => shown(given), '(unreadable)')
    // A long list of what is allowed does not hide what was given.
    words += `${words && '; '}${cut(`${field} must be ${allowed}`, 200)}, not ${what}`
  }
  return more > 0 ? `${words}; and ${more} more` : words
}

/** A problem with a parameter. */
export interface InvalidInput {
  /** The path of the parameter, such as `page_id` or `children[3].paragraph.rich_text[0].text.content`. */
  readonly field: string
  /** The value that was given. */
  readonly given: unknown
  /** What is allowed. */
  readonly allowed: string
}
