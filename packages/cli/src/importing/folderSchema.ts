/** The schemas of the databases of a folder: as they are created, and as their rows are read with. */
import type { PropertyConfig } from 'notion-fp'
import { unsafeCast } from '../unsafeCast.js'
import type { Schema } from '../values/findProperty.js'
import { isRecord } from '../values/json.js'
import { WRITABLE } from '../values/parseAssignments.js'
import type { FolderImport, Lose } from './folderImport.js'
import type { FolderNode, Front } from './scanFolder.js'

/** The properties of a data source in front matter, as an export writes them. */
const declaredIn = (front: Front): { readonly [name: string]: { readonly type: string; readonly config: unknown } } =>
  Object.fromEntries(
    Object.entries(isRecord(front.notion_properties) ? front.notion_properties : {}).flatMap(([name, value]) =>
      isRecord(value) && typeof value.type === 'string'
        ? [[name, { type: value.type, config: value[value.type] ?? {} }]]
        : [],
    ),
  )

/** Types that can be created, but whose values cannot be written. */
const COMPUTED = /^(created_time|created_by|last_edited_time|last_edited_by|unique_id)$/

/** The schema of a new data source: what can be created at once, what needs others, and what cannot be created. */
export const folderSchema = (front: Front, lose: Lose) => {
  const properties: { [name: string]: object } = {}
  const relations: Array<readonly [name: string, source: string]> = []
  const later: Array<readonly [name: string, config: object]> = []
  for (const [name, { type, config }] of Object.entries(declaredIn(front))) {
    const given = isRecord(config) ? config : {}
    if (type === 'relation') relations.push([name, String(given.data_source_id ?? '')])
    else if (type === 'formula') later.push([name, { formula: { expression: String(given.expression ?? '') } }])
    else if (type === 'rollup') {
      const { relation_property_name, rollup_property_name, function: how } = given
      later.push([name, { rollup: { relation_property_name, rollup_property_name, function: how } }])
    } else if (type === 'status') {
      lose(`property ${name}`, 'a status is created as a select')
      properties[name] = { select: { options: Array.isArray(given.options) ? given.options : [] } }
    } else if (type in WRITABLE || COMPUTED.test(type)) properties[name] = { [type]: given }
    else lose(`property ${name}`, `the API cannot create a ${type}`)
  }
  if (!Object.values(properties).some((config) => 'title' in config)) properties.Name = { title: {} }
  return { properties, relations, later }
}

/** The schema that the values of rows are read with. */
export const valueSchema = (front: Front): Schema =>
  Object.fromEntries(
    Object.entries(declaredIn(front)).map(([name, { type, config }]) => {
      const own = type === 'status' ? 'select' : type
      // Values are checked only by the name, the type and the options.
      return [name, unsafeCast<PropertyConfig>({ name, id: name, type: own, [own]: config })]
    }),
  )

/** The schema of the data source in which a node is a row; `undefined` for a page. */
export const schemaFor = (
  job: FolderImport,
  parent: FolderNode | undefined,
  front: Front | undefined,
): Schema | undefined =>
  parent === undefined
    ? job.target.kind === 'data_source'
      ? job.target.source.properties
      : undefined
    : parent.kind === 'data_source' && front
      ? valueSchema(front)
      : undefined
