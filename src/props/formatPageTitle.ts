/** The titles of pages as Notion displays them. */
import { tryTo } from '../core/internal/orUndefined.js'
import type { PropertyValue } from './propertyValue.js'
import type { PropertyValueOf } from './propertyValueOf.js'
import { titleText } from './titleText.js'

const isTitle = (value: PropertyValue): value is PropertyValueOf<'title'> => tryTo(() => value.type === 'title', false)

/**
 * The title of a page as plain text, regardless of the name of its property; `Untitled` if it is empty or blank, or if
 * `filter_properties` excluded it.
 *
 * @example
 * import type { Page } from 'notion-fp'
 * import { formatPageTitle } from 'notion-fp/props'
 *
 * const heading = (page: Page) => `# ${formatPageTitle(page)}`
 */
export const formatPageTitle = (page: { readonly properties: { readonly [name: string]: PropertyValue } }): string =>
  titleText(tryTo(() => Object.values(page.properties).find(isTitle)?.title ?? [], []))
