/** The titles of databases and data sources as Notion displays them. */
import { tryTo } from '../core/internal/orUndefined.js'
import type { RichText } from '../core/objects/richText.js'
import { titleText } from './titleText.js'

/**
 * The title of a database or data source as plain text; `Untitled` if it is empty, blank or missing.
 *
 * @example
 * import type { Database } from 'notion-fp'
 * import { formatDatabaseTitle } from 'notion-fp/props'
 *
 * const heading = (database: Database) => `# ${formatDatabaseTitle(database)}`
 */
export const formatDatabaseTitle = (database: { readonly title: RichText }): string =>
  titleText(tryTo(() => database.title, []))
