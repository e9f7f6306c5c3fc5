import { formulaValue } from '../formula/evaluate.js'
import { naming } from '../formula/references.js'
import type { DataSourceNode, PageNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { encodeId } from '../values/id.js'
import { asArray, asObject, asString, isObject, type Json, type JsonObject } from '../values/json.js'
import * as computed from './computed.js'
import type { PropertyKind } from './kind.js'
import * as plain from './plain.js'
import { peopleKind, relatedIds, relationKind } from './references.js'
import { rollupValue } from './rollup.js'
import { multiSelectKind, selectKind, statusKind } from './select.js'
import { verificationKind } from './verification.js'

/** Every type of property that a schema request may name. */
export const PROPERTY_KINDS: ReadonlyMap<string, PropertyKind> = new Map(
  Object.entries({
    title: plain.textKind,
    rich_text: plain.textKind,
    number: plain.numberKind,
    select: selectKind,
    multi_select: multiSelectKind,
    status: statusKind,
    date: plain.dateKind,
    people: peopleKind,
    files: plain.filesKind,
    checkbox: plain.checkboxKind,
    url: plain.urlKind,
    email: plain.emailKind,
    phone_number: plain.phoneKind,
    formula: computed.formulaKind,
    relation: relationKind,
    rollup: computed.rollupKind,
    unique_id: computed.uniqueIdKind,
    created_time: computed.createdTimeKind,
    created_by: computed.createdByKind,
    last_edited_time: computed.lastEditedTimeKind,
    last_edited_by: computed.lastEditedByKind,
    button: computed.buttonKind,
    place: plain.placeKind,
    location: computed.silentKind,
    last_visited_time: computed.silentKind,
    verification: verificationKind,
  }),
)

/** The kind of a property; one that the simulator does not know is kept and answered as it came. */
export const kindOf = (property: Property): PropertyKind => PROPERTY_KINDS.get(property.type) ?? computed.foreignKind

/** The property of the title, on pages that are in no data source. */
const PAGE_TITLE: Property = { id: 'title', name: 'title', type: 'title', description: null, config: {} }

/** The properties of a page: those of its data source, or its title alone. */
export const propertiesOf = (source: DataSourceNode | undefined): ReadonlyArray<Property> =>
  source === undefined ? [PAGE_TITLE] : [...source.properties.values()]

/** How many steps from formula to rollup to formula are followed before giving up. */
const MAX_STEPS = 7

/** How far the value of a property is worked out. */
interface Reach {
  /** Steps from property to property so far. */
  readonly steps: number
  /** How many of a relation's pages a formula or rollup looks at. */
  readonly references: number
}

/** All that a formula or rollup refers to. */
const WHOLE: Reach = { steps: 0, references: Number.POSITIVE_INFINITY }

const further = (reach: Reach): Reach => ({ ...reach, steps: reach.steps + 1 })

/** The data source a page is a row of. */
export const sourceOf = (workspace: Workspace, page: PageNode): DataSourceNode | undefined => {
  const node = workspace.nodes.get(asString(page.parent.data_source_id))
  return node?.kind === 'data_source' ? node : undefined
}

/** What a rollup looks at: the values of one property of every related page. */
export const rolledUp = (
  workspace: Workspace,
  page: PageNode,
  property: Property,
  reach = WHOLE,
): ReadonlyArray<JsonObject> => {
  const relation = sourceOf(workspace, page)?.properties.get(asString(property.config.relation_property_id))
  if (relation === undefined) return []
  const related = relatedIds(workspace, page.values.get(relation.id) ?? [])
  return related.slice(0, reach.references).flatMap((id) => {
    const there = workspace.nodes.get(id)
    if (there?.kind !== 'page') return []
    const target = sourceOf(workspace, there)?.properties.get(asString(property.config.rollup_property_id))
    return target === undefined ? [] : [presentProperty(workspace, there, target, further(reach))]
  })
}

const rollup = (workspace: Workspace, page: PageNode, property: Property, stored: Json, reach: Reach): Json => {
  const name = asString(property.config.function) || 'show_original'
  const values = rolledUp(workspace, page, property, reach)
  if (values.length === 0 && isObject(stored)) return stored
  return rollupValue(
    name,
    values.map((value) => ({ type: value.type ?? '', [asString(value.type)]: value[asString(value.type)] ?? null })),
  )
}

const formula = (workspace: Workspace, page: PageNode, property: Property, stored: Json, reach: Reach): Json => {
  if (isObject(stored)) return stored
  const source = sourceOf(workspace, page)
  const expression = naming(workspace, source, asString(property.config.expression))
  return formulaValue(expression, workspace.now(), (name) => {
    const read = propertiesOf(source).find((each) => each.name === name)
    if (read === undefined) return undefined
    const value = presentProperty(workspace, page, read, further(reach))
    return read.type === 'relation' ? { ...value, relation: asArray(value.relation).slice(0, reach.references) } : value
  })
}

/** A property of a page, whole: `{ id, type, [type]: value }`. */
export const presentProperty = (
  workspace: Workspace,
  page: PageNode,
  property: Property,
  reach = WHOLE,
): JsonObject => {
  const { type } = property
  const known = kindOf(property)
  const stored = page.values.get(property.id) ?? known.empty
  const source = sourceOf(workspace, page)
  const value =
    reach.steps > MAX_STEPS
      ? null
      : type === 'rollup'
        ? rollup(workspace, page, property, stored, reach)
        : type === 'formula'
          ? formula(workspace, page, property, stored, reach)
          : known.present({ workspace, page, source, property }, stored)
  return { id: encodeId(property.id), type, [type]: value }
}

/** Properties in the order of answers: by raw id, the title last. */
export const inAnswerOrder = (properties: ReadonlyArray<Property>): ReadonlyArray<Property> =>
  [...properties].sort((left, right) =>
    left.id === right.id ? 0 : left.id === 'title' ? 1 : right.id === 'title' || left.id < right.id ? -1 : 1,
  )

/** A property of a schema as answered. */
export const presentConfig = (workspace: Workspace, property: Property): JsonObject => {
  const { presentConfig: special } = kindOf(property)
  return {
    id: encodeId(property.id),
    name: property.name,
    description: property.description,
    type: property.type,
    [property.type]: special === undefined ? asObject(property.config) : special(workspace, property),
  }
}
