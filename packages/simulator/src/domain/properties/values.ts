import { failedValidation, invalid } from '../errors.js'
import type { DataSourceNode, PageNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { anything, problem } from '../validate/check.js'
import { asArray, asObject, asString, get, isArray, isObject, type Json, type JsonObject } from '../values/json.js'
import { findProperty } from './find.js'
import { partnerOf } from './pairs.js'
import { kindOf, PROPERTY_KINDS } from './registry.js'
import { defaultStatus, hasOptions } from './select.js'
import { shownProperties } from './shown.js'

/** One checked value of a request, and the property it is for. */
export interface PlannedValue {
  readonly property: Property
  readonly request: Json
}

const inferred = (name: string, value: Json, id: string): Property | undefined => {
  const type = isArray(value)
    ? 'title'
    : [...PROPERTY_KINDS.keys()].find((each) => get(asObject(value), each) !== undefined)
  if (type === undefined) return undefined
  return { id, name, type, description: null, config: hasOptions(type) ? { options: [] } : {} }
}

/** An open data source takes the properties it is given; its title is renamed to fit. */
const openProperty = (
  workspace: Workspace,
  source: DataSourceNode,
  name: string,
  value: Json,
): Property | undefined => {
  const made = inferred(name, value, workspace.newId().slice(-4))
  if (made?.type === 'title') {
    const title = source.properties.get('title')
    return title === undefined ? undefined : { ...title, name }
  }
  return made
}

/** A value in the long form: `{ [type]: … }`. Titles and texts may be sent without the type around them. */
const wrapped = (property: Property, given: Json): Json =>
  isArray(given) && (property.type === 'title' || property.type === 'rich_text') ? { [property.type]: given } : given

const mistaken = (property: Property, name: string, given: Json): string | undefined => {
  if (!isObject(given) || get(given, property.type) !== undefined) return undefined
  const other = [...PROPERTY_KINDS.keys()].some((each) => get(given, each) !== undefined)
  const type = get(given, 'type')
  return other || (type !== undefined && type !== property.type)
    ? `${name} is expected to be ${property.type}.`
    : undefined
}

const problemsOf = (property: Property, name: string, given: Json): ReadonlyArray<string> => {
  const path = `body.properties.${name}`
  if (!isObject(given)) return problem(path, 'an object', given)
  const { value: check } = kindOf(property)
  const value = get(given, property.type)
  if (check === undefined && value !== undefined) return problem(`${path}.${property.type}`, 'not present', value)
  return (check ?? anything)(value, `${path}.${property.type}`)
}

/** Checks the property values of a request against a schema. Throws a refusal, and changes nothing. */
export const planValues = (
  workspace: Workspace,
  source: DataSourceNode | undefined,
  request: JsonObject,
): ReadonlyArray<PlannedValue> => {
  const complaints: Array<string> = []
  const problems: Array<string> = []
  const planned: Array<PlannedValue> = []
  const shown = shownProperties(workspace, source)
  for (const [name, short] of Object.entries(request)) {
    const property =
      findProperty(shown, name) ?? (source?.open === true ? openProperty(workspace, source, name, short) : undefined)
    if (property === undefined) {
      complaints.push(`${name} is not a property that exists.`)
      continue
    }
    const given = wrapped(property, short)
    const mistake = mistaken(property, name, given)
    if (mistake === undefined) problems.push(...problemsOf(property, name, given))
    else complaints.push(mistake)
    planned.push({ property, request: asObject(given)[property.type] ?? null })
  }
  if (complaints.length > 0) throw invalid(complaints.join(' '))
  if (problems.length > 0) throw failedValidation('body', problems)
  for (const { property, request: value } of planned) kindOf(property).vet?.(workspace, property, value)
  return planned
}

/** Keeps the other side of a two-way relation in step with this one. */
const mirror = (workspace: Workspace, page: PageNode, property: Property, before: Json, after: Json): void => {
  const other = partnerOf(workspace, property)
  if (other === undefined) return
  const [old, now] = [new Set(asArray(before)), new Set(asArray(after))]
  for (const id of new Set([...old, ...now])) {
    const related = workspace.nodes.get(asString(id))
    if (related?.kind !== 'page' || related.parent.data_source_id !== other.source.id) continue
    const back = asArray(related.values.get(other.property.id)).filter((each) => each !== page.id)
    related.values.set(other.property.id, now.has(id) ? [...back, page.id] : back)
  }
}

/** Writes checked values into a page. */
export const applyValues = (
  workspace: Workspace,
  page: PageNode,
  source: DataSourceNode | undefined,
  planned: ReadonlyArray<PlannedValue>,
): void => {
  for (const { property: named, request } of planned) {
    if (source?.open === true && source.properties.get(named.id)?.name !== named.name)
      source.properties.set(named.id, named)
    const property = source?.properties.get(named.id) ?? named
    const before = page.values.get(property.id) ?? []
    const after = kindOf(property).store(workspace, property, request)
    page.values.set(property.id, after)
    if (property.type === 'relation') mirror(workspace, page, property, before, after)
  }
}

/** Takes a row out of every two-way relation, on both sides: for a row that leaves its data source. */
export const clearRelations = (workspace: Workspace, page: PageNode, source: DataSourceNode): void => {
  for (const property of source.properties.values()) {
    if (property.type !== 'relation') continue
    mirror(workspace, page, property, page.values.get(property.id) ?? [], [])
    page.values.delete(property.id)
  }
}

/** Gives a new row what it has of itself: its number, and the statuses nobody chose. */
export const initializeRow = (page: PageNode, source: DataSourceNode): void => {
  for (const property of source.properties.values()) {
    if (page.values.has(property.id)) continue
    if (property.type === 'status') page.values.set(property.id, defaultStatus(property))
    if (property.type !== 'unique_id') continue
    source.uniqueIds += 1
    page.values.set(property.id, source.uniqueIds)
  }
}
