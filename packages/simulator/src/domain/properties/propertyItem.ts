/**
 * A property value that is retrieved by itself: complete, where the value in a page contains a limited number of
 * references.
 */
import { invalid } from '../errors.js'
import type { PageNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { encodeId } from '../values/id.js'
import type { Json, JsonObject } from '../values/json.js'
import { findProperty, sourceOf } from './find.js'
import { kindOf } from './registry.js'
import { contextOf, serializeProperty } from './serializeProperty.js'
import { shownProperties } from './shown.js'

/** Finds a property of a page by its id or its name. Throws a refusal for one that cannot be retrieved by itself. */
export const findPageProperty = (workspace: Workspace, page: PageNode, requested: string): Property => {
  const property = findProperty(shownProperties(workspace, sourceOf(workspace, page)), requested)
  if (property === undefined) throw invalid(`${requested} is not a property that exists.`)
  kindOf(property.type).assertRetrievable?.(property)
  return property
}

/** A property value that is retrieved by itself: as one object, or as a list of items with a summary. */
export type PropertyItem =
  | { readonly kind: 'single'; readonly item: JsonObject }
  | {
      readonly kind: 'list'
      readonly items: ReadonlyArray<JsonObject>
      /** What the list says about the complete value; `more` is whether further items follow. */
      readonly summary: (more: boolean) => Json
    }

/** The value of a property of a page as it is retrieved by itself. */
export const propertyItem = (workspace: Workspace, page: PageNode, property: Property): PropertyItem => {
  const { type } = property
  const kind = kindOf(type)
  const value = serializeProperty(workspace, page, property)[type] ?? null
  if (kind.items === undefined) {
    const own = kind.serializeAlone?.(value) ?? value
    return { kind: 'single', item: { object: 'property_item', type, id: encodeId(property.id), [type]: own } }
  }
  return {
    kind: 'list',
    items: kind.items(contextOf(workspace, page, property), value),
    summary: (more) => kind.itemsSummary?.(value, more) ?? {},
  }
}
