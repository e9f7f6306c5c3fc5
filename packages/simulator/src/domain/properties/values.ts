/** Writes property values. All values of a request are checked before any is written. */
import { failedValidation, invalid } from '../errors.js'
import type { DataSourceNode, PageNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { anything, problem } from '../validate/check.js'
import { asObject, get, isArray, isObject, type Json, type JsonObject } from '../values/json.js'
import { findProperty } from './find.js'
import { kindOf, PROPERTY_KINDS, propertyOfValue, typeNamedIn } from './registry.js'
import { contextOf } from './serializeProperty.js'
import { shownProperties } from './shown.js'

/** A checked value of a request, and its property. */
export interface PlannedValue {
  readonly property: Property
  readonly request: Json
}

/** A property that an open data source gets from a value; its title is renamed instead of added. */
const propertyFromValue = (
  workspace: Workspace,
  source: DataSourceNode,
  name: string,
  value: Json,
): Property | undefined => {
  const id = workspace.newId().slice(-4)
  const type = isArray(value) ? 'title' : typeNamedIn(asObject(value))
  if (type === 'title') {
    const title = source.properties.get('title')
    return title === undefined ? undefined : { ...title, name }
  }
  return type === undefined ? undefined : propertyOfValue(id, name, type, get(asObject(value), type) ?? null)
}

/** A value in the long form: `{ [type]: … }`. Some types accept their array without it. */
const wrapped = (property: Property, given: Json): Json =>
  isArray(given) && kindOf(property.type).acceptsBareArray === true ? { [property.type]: given } : given

const typeMismatch = (property: Property, name: string, given: Json): string | undefined => {
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
  const { value: check } = kindOf(property.type)
  const value = get(given, property.type)
  if (check === undefined && value !== undefined) return problem(`${path}.${property.type}`, 'not present', value)
  return (check ?? anything)(value, `${path}.${property.type}`)
}

/** Throws a refusal for null in place of a property value: only its content can be null. */
const assertNoNull = (request: JsonObject): void => {
  const invalidValues = Object.entries(request).flatMap(([name, value]) =>
    value === null ? [`Invalid property value for: "${name}".`] : [],
  )
  if (invalidValues.length > 0) throw invalid(`Body Validation Failed. Fix the following:\n${invalidValues.join('\n')}`)
}

/** Checks the property values of a request against a schema. Throws a refusal, and changes nothing. */
export const planValues = (
  workspace: Workspace,
  source: DataSourceNode | undefined,
  request: JsonObject,
): ReadonlyArray<PlannedValue> => {
  const mismatches: Array<string> = []
  const problems: Array<string> = []
  const planned: Array<PlannedValue> = []
  const shown = shownProperties(workspace, source)
  assertNoNull(request)
  for (const [name, value] of Object.entries(request)) {
    const property =
      findProperty(shown, name) ??
      (source?.open === true ? propertyFromValue(workspace, source, name, value) : undefined)
    if (property === undefined) {
      mismatches.push(`${name} is not a property that exists.`)
      continue
    }
    const given = wrapped(property, value)
    const mistake = typeMismatch(property, name, given)
    if (mistake === undefined) problems.push(...problemsOf(property, name, given))
    else mismatches.push(mistake)
    planned.push({ property, request: asObject(given)[property.type] ?? null })
  }
  if (mismatches.length > 0) throw invalid(mismatches.join(' '))
  if (problems.length > 0) throw failedValidation('body', problems)
  for (const { property, request: value } of planned) kindOf(property.type).validate?.(workspace, property, value)
  return planned
}

/** Removes the loaded values that are computed from now on. */
const dropOutdated = (workspace: Workspace, page: PageNode, source: DataSourceNode | undefined): void => {
  for (const property of source?.properties.values() ?? []) {
    const stored = page.values.get(property.id)
    const { isOutdatedByWrite } = kindOf(property.type)
    if (stored !== undefined && isOutdatedByWrite?.(contextOf(workspace, page, property), stored) === true)
      page.values.delete(property.id)
  }
}

/** Writes checked values into a page. */
export const applyValues = (
  workspace: Workspace,
  page: PageNode,
  source: DataSourceNode | undefined,
  planned: ReadonlyArray<PlannedValue>,
): void => {
  if (planned.length > 0) dropOutdated(workspace, page, source)
  for (const { property: named, request } of planned) {
    if (source?.open === true && source.properties.get(named.id)?.name !== named.name)
      source.properties.set(named.id, named)
    const property = source?.properties.get(named.id) ?? named
    const propertyKind = kindOf(property.type)
    const before = page.values.get(property.id) ?? []
    const after = propertyKind.store(workspace, property, request)
    page.values.set(property.id, after)
    propertyKind.afterWrite?.(workspace, page, property, before, after)
  }
}

/** Removes a row from the other side of its two-way relations: for a row that leaves its data source. */
export const clearRelations = (workspace: Workspace, page: PageNode, source: DataSourceNode): void => {
  for (const property of source.properties.values()) {
    const { afterWrite } = kindOf(property.type)
    if (afterWrite === undefined) continue
    afterWrite(workspace, page, property, page.values.get(property.id) ?? [], [])
    page.values.delete(property.id)
  }
}

/** Writes the initial values of a new row where none was given: its number, and the default statuses. */
export const initializeRow = (page: PageNode, source: DataSourceNode): void => {
  for (const property of source.properties.values()) {
    const { initial } = kindOf(property.type)
    if (initial !== undefined && !page.values.has(property.id)) page.values.set(property.id, initial(source, property))
  }
}
