/**
 * Nodes from responses, before they have their places in the tree. Objects may be partial, or come from an older
 * version.
 */
import { kindOf } from '../properties/registry.js'
import { textRuns } from '../richText/textRuns.js'
import { WORKSPACE_PARENT } from '../state/find.js'
import type {
  Appearance,
  BaseNode,
  BlockNode,
  DatabaseNode,
  DataSourceNode,
  PageNode,
  Property,
} from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { dashed, isId } from '../values/id.js'
import { asObject, asString, isObject, type Json, type JsonObject } from '../values/json.js'
import { fromText } from '../values/time.js'

/** A property id without its URL encoding. */
export const rawId = (id: Json | undefined): string => {
  try {
    return decodeURIComponent(asString(id))
  } catch {
    return asString(id)
  }
}

/** A parent record with the ids in the API's format. */
export const dashIds = (parent: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(parent).map(([key, value]) => [key, isId(value) ? dashed(value) : value]))

const base = (workspace: Workspace, object: JsonObject): BaseNode => {
  const now = workspace.now()
  return {
    id: dashed(asString(object.id)),
    parent: isObject(object.parent) ? dashIds(object.parent) : WORKSPACE_PARENT,
    inTrash: object.in_trash === true || (object.in_trash === undefined && object.archived === true),
    shared: true,
    createdTime: fromText(object.created_time, now),
    lastEditedTime: fromText(object.last_edited_time, now),
    createdBy: asString(asObject(object.created_by).id) || workspace.botId,
    lastEditedBy: asString(asObject(object.last_edited_by).id) || workspace.botId,
  }
}

const appearanceOf = (object: JsonObject): Appearance => ({
  icon: object.icon ?? null,
  cover: object.cover ?? null,
  publicUrl: typeof object.public_url === 'string' ? object.public_url : null,
  url: typeof object.url === 'string' ? object.url : undefined,
})

const isPlaceholder = (object: JsonObject): boolean => object.created_time === undefined && object.url === undefined

/** Whether an object is a complete response, rather than written by hand or a partial object. */
const isComplete = (object: JsonObject): boolean =>
  typeof object.created_time === 'string' && typeof object.url === 'string' && isObject(object.parent)

/** A flag that older responses lack: it stays unknown when it is absent. */
const optionalFlag = (object: JsonObject, key: string): boolean | undefined =>
  object[key] === undefined && isComplete(object) ? undefined : object[key] === true

/** A page without its values and its place in the tree, which follow later. */
export const seedPage = (workspace: Workspace, object: JsonObject): PageNode => ({
  kind: 'page',
  ...base(workspace, object),
  ...appearanceOf(object),
  children: [],
  claimsChildren: false,
  values: new Map(),
  isLocked: optionalFlag(object, 'is_locked'),
  isArchived: optionalFlag(object, 'is_archived'),
  placeholder: isPlaceholder(object),
  isTemplate: false,
})

/** A block that is neither a page nor a database. */
export const seedBlock = (workspace: Workspace, object: JsonObject): BlockNode => {
  const type = asString(object.type)
  return {
    kind: 'block',
    ...base(workspace, object),
    type: type === 'transcription' ? 'meeting_notes' : type,
    payload: asObject(object[type]),
    children: [],
    claimsChildren: object.has_children === true,
  }
}

/** A `child_page` block is the page, as its parent contains it. */
export const seedChildPage = (workspace: Workspace, object: JsonObject): PageNode => {
  const page = seedPage(workspace, { ...object, url: object.url ?? null })
  const title = asString(asObject(object.child_page).title)
  return {
    ...page,
    values: new Map([['title', title === '' ? [] : textRuns(title)]]),
    claimsChildren: object.has_children === true,
  }
}

/** A database without its data sources, which follow later. */
export const seedDatabase = (workspace: Workspace, object: JsonObject): DatabaseNode => ({
  kind: 'database',
  ...base(workspace, object),
  ...appearanceOf(object),
  title: object.title ?? textRuns(asString(asObject(object.child_database).title)),
  description: object.description ?? (isComplete(object) ? undefined : []),
  isInline: object.is_inline === true,
  isLocked: optionalFlag(object, 'is_locked'),
  omitsArchived: isComplete(object) && object.archived === undefined,
  dataSources: [],
})

const seedProperty = (name: string, config: JsonObject): Property => {
  const type = asString(config.type)
  return {
    id: rawId(config.id) || name,
    name,
    type,
    description: typeof config.description === 'string' ? config.description : null,
    config: kindOf(type).loadConfig?.(asObject(config[type])) ?? asObject(config[type]),
  }
}

/** A schema, by raw property id. */
export const seedProperties = (properties: JsonObject): Map<string, Property> =>
  new Map(
    Object.entries(properties).map(([name, config]) => {
      const property = seedProperty(name, asObject(config))
      return [property.id, property]
    }),
  )

/** A data source without its rows, which follow later. */
export const seedDataSource = (workspace: Workspace, object: JsonObject): DataSourceNode => ({
  kind: 'data_source',
  ...base(workspace, object),
  ...appearanceOf(object),
  title: object.title ?? [],
  description: object.description ?? [],
  properties: seedProperties(asObject(object.properties)),
  rows: [],
  templates: [],
  defaultTemplate: undefined,
  uniqueIds: 0,
  open: false,
})
