/** Pages in responses, where a property contains at most 25 references. */
import { sourceOf } from '../properties/find.js'
import { kindOf } from '../properties/registry.js'
import { serializeProperty } from '../properties/serializeProperty.js'
import { requestedProperties } from '../properties/shown.js'
import { titleWords } from '../state/title.js'
import { ancestors, isTrashed } from '../state/tree.js'
import type { DataSourceNode, PageNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { bare } from '../values/id.js'
import type { JsonObject } from '../values/json.js'
import type { Version } from '../version.js'
import { optionalField, pageUrl, stampOf, trashOf } from './common.js'

/** How many references a page contains in a response before `has_more` is true. */
const MAX_REFERENCES = 25

const serializeLimited = (workspace: Workspace, page: PageNode, property: Property): JsonObject => {
  const complete = serializeProperty(workspace, page, property, { steps: 0, references: MAX_REFERENCES })
  return kindOf(property.type).truncate?.(complete, MAX_REFERENCES, page.values.get(property.id) ?? null) ?? complete
}

/** A row that was loaded without its title, and without a schema, had other properties filtered for it. */
const isKnown = (page: PageNode, source: DataSourceNode | undefined, property: Property): boolean =>
  source?.open !== true || property.type !== 'title' || page.values.has(property.id)

/** The public address of a page: its own, or one below that of an ancestor. */
const publicUrlOf = (workspace: Workspace, page: PageNode): string | null => {
  if (page.publicUrl !== null) return page.publicUrl
  const above = ancestors(workspace, page).find((node) => node.kind === 'page' && node.publicUrl !== null)
  const url = above?.kind === 'page' ? (above.publicUrl ?? '') : ''
  return URL.canParse(url) ? pageUrl(titleWords(page), bare(page.id), new URL(url).origin) : null
}

/** A page in a response, with all its properties or with those given by name or id. */
export const serializePage = (
  workspace: Workspace,
  page: PageNode,
  version: Version,
  filterProperties: ReadonlyArray<string> = [],
): JsonObject => {
  const trashed = isTrashed(workspace, page)
  const source = sourceOf(workspace, page)
  const properties = requestedProperties(workspace, source, filterProperties)
    .filter((property) => isKnown(page, source, property))
    .map((property) => [property.name, serializeLimited(workspace, page, property)])
  return {
    object: 'page',
    id: page.id,
    ...stampOf(page),
    cover: page.cover,
    icon: page.icon,
    parent: page.parent,
    ...trashOf(trashed, version),
    ...optionalField('is_archived', page.isArchived),
    ...optionalField('is_locked', page.isLocked),
    properties: Object.fromEntries(properties),
    url: page.url ?? pageUrl(titleWords(page), bare(page.id)),
    public_url: publicUrlOf(workspace, page),
  }
}
