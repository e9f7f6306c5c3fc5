/** Invalid parameters, and their description in error messages. */
import { isObject } from '../internal/json.js'
import { tryTo } from '../internal/orUndefined.js'
import { cut } from './report.js'

const MOST_SHOWN = 80

/** A list of a few short values is shown, as one of them may be what is wrong. */
const shownList = (given: ReadonlyArray<unknown>): string => {
  const json = given.length > 3 ? undefined : tryTo(() => JSON.stringify(given), undefined)
  if (json !== undefined && json.length <= MOST_SHOWN) return json
  return given.length === 1 ? '1 element' : `${given.length} elements`
}

const shown = (given: unknown): string => {
  if (typeof given === 'string') return given.length > MOST_SHOWN ? `${given.length} characters` : JSON.stringify(given)
  return Array.isArray(given) ? shownList(given) : isObject(given) ? 'an object' : String(given)
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
