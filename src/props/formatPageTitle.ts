/** The titles of pages as Notion shows them. */
import { tryTo } from '../core/internal/orUndefined.js'
import type { PropertyValue } from './propertyValue.js'
import type { PropertyValueOf } from './propertyValueOf.js'
import { titleText } from './titleText.js'

const isTitle = (value: PropertyValue): value is PropertyValueOf<'title'> => tryTo(() => value.type === 'title', false)

/**
 * The title of a page as plain text, whatever its property is called; `Untitled` where it is empty or blank, or not among
 * the properties that were asked for.
 *
 * @example
 * import type { Page } from 'notion-fp'
 * import { formatPageTitle } from 'notion-fp/props'
 *
 * const heading = (page: Page) => `# ${formatPageTitle(page)}`
 */
export const formatPageTitle = (page: { readonly properties: { readonly [name: string]: PropertyValue } }): string =>
  titleText(tryTo(() => Object.values(page.properties).find(isTitle)?.title ?? [], []))
