/**
 * The Markdown endpoints of the API, with guards: nothing is left out when a page is read, and nothing is lost when it is changed.
 *
 * @packageDocumentation
 */

export type { Job, Outcome } from './page/outcome.js'
export {
  type MarkdownPatch,
  type PatchedPage,
  type PatchPageMarkdownParams,
  type PatchRefusedError,
  patchPageMarkdown,
} from './page/patchPageMarkdown.js'
export {
  type MarkdownDifference,
  type SafePageMarkdown,
  type SafePageMarkdownParams,
  safePageMarkdown,
} from './page/safePageMarkdown.js'
