/**
 * The Markdown endpoints of the API, with guards: reading a page omits nothing, and changing it loses nothing.
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
