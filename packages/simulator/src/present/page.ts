import { bare } from '../id.js'
import { asArray, type JsonObject } from '../json.js'
import { encodeId } from '../properties/kind.js'
import { presentProperty, propertiesOf, sourceOf } from '../properties/registry.js'
import type { Version } from '../server/version.js'
import { plainTitle } from '../state/title.js'
import { isTrashed } from '../state/tree.js'
import type { PageNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { pageUrl, stampOf, trashOf } from './common.js'

/** How many references an answer shows before it says that there are more. */
const SHOWN = 25

const shownProperty = (workspace: Workspace, page: PageNode, property: Property): JsonObject => {
  const whole = presentProperty(workspace, page, property)
  if (property.type === 'relation') {
    const all = asArray(whole.relation)
    return { ...whole, relation: all.slice(0, SHOWN), has_more: all.length > SHOWN }
  }
  if (property.type === 'people') return { ...whole, people: asArray(whole.people).slice(0, SHOWN) }
  return whole
}

const wanted = (property: Property, keys: ReadonlyArray<string>): boolean =>
  keys.length === 0 || keys.some((key) => key === property.id || key === encodeId(property.id) || key === property.name)

/** A page as the API answers it, with all its properties or with those asked for by name or id. */
export const presentPage = (
  workspace: Workspace,
  page: PageNode,
  version: Version,
  filterProperties: ReadonlyArray<string> = [],
): JsonObject => {
  const trashed = isTrashed(workspace, page)
  const properties = propertiesOf(sourceOf(workspace, page))
    .filter((property) => wanted(property, filterProperties))
    .map((property) => [property.name, shownProperty(workspace, page, property)])
  return {
    object: 'page',
    id: page.id,
    ...stampOf(page),
    cover: page.cover,
    icon: page.icon,
    parent: page.parent,
    ...trashOf(trashed, version),
    is_archived: page.isArchived,
    is_locked: page.isLocked,
    properties: Object.fromEntries(properties),
    url: page.url ?? pageUrl(plainTitle(page), bare(page.id)),
    public_url: page.publicUrl,
  }
}
