/** What is wrong with parameters, in words. */
import { isObject } from '../internal/json.js'
import { tryTo } from '../internal/orUndefined.js'
import { cut } from './report.js'

const shown = (given: unknown): string => {
  if (typeof given === 'string') return given.length > 80 ? `${given.length} characters` : JSON.stringify(given)
  return Array.isArray(given) ? `${given.length} elements` : isObject(given) ? 'an object' : String(given)
}

/** How long the issues in a message may become before the rest of them is counted. */
const ISSUES_LENGTH = 700

/**
 * The first issue of each kind, one after the other; the number of those that are like them, or have no room.
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
    words += `${words && '; '}${cut(`${field} must be ${allowed}, not ${what}`, 200)}`
  }
  return more > 0 ? `${words}; and ${more} more` : words
}

/** Something that is wrong with a parameter. */
export interface InvalidInput {
  /** Where it is, such as `page_id` or `children[3].paragraph.rich_text[0].text.content`. */
  readonly field: string
  /** What was given. */
  readonly given: unknown
  /** What is allowed there. */
  readonly allowed: string
}
