/** The versions of the Notion API that this library supports. */

/** A date that names a version of the API. */
export type NotionVersion = '2025-09-03' | '2026-03-11' | (string & {})

/** The default `notionVersion`. */
export const DEFAULT_NOTION_VERSION = '2025-09-03'
