/** Titles as plain text. That of a page is a property value, that of a database or a data source is a field. */
import { asArray, asObject, asString, type Json } from '../values/json.js'
import type { Node, PageNode } from './types.js'

/** The title of a database or a data source that has none. */
export const DEFAULT_NAME = 'New database'

const plain = (value: Json | undefined): string =>
  asArray(value)
    .map((run) => asString(asObject(run).plain_text))
    .join('')

/** The title of a page without mentions, as it is part of its address. */
export const titleWords = (page: PageNode): string =>
  plain(asArray(page.values.get('title')).filter((run) => asObject(run).type !== 'mention'))

/** The title of a page, a database or a data source as plain text; empty for a block. */
export const plainTitle = (node: Node): string =>
  node.kind === 'page' ? plain(node.values.get('title')) : node.kind === 'block' ? '' : plain(node.title)
