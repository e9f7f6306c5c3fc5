import { findProperty } from '../properties/find.js'
import type { PropertyKind } from '../properties/kind.js'
import { kindOf, typeNamedIn } from '../properties/registry.js'
import { applySchema, planSchema, schemaRequest } from '../properties/schema.js'
import { applyValues, initializeRow, planValues } from '../properties/values.js'
import { seed } from '../seed/seed.js'
import { WORKSPACE_PARENT } from '../seed/seedNodes.js'
import { seedOther } from '../seed/seedOthers.js'
import type { DataSourceNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { demand } from '../validate/check.js'
import { asArray, asObject, get, type JsonObject } from '../values/json.js'
import { declaredCheck } from './check.js'
import { at, idOf, type Pending, plantBelow, plantRow } from './place.js'
import { type Planted, share } from './share.js'
import { longSchema, longValue, rowFinder } from './values.js'

/** Relations require the databases they point to, and rollups the relations: so they come one after the other. */
const ROUNDS = [undefined, 'data_sources', 'relations'] as const

/** The kind of a schema request. */
const kindIn = (schema: JsonObject): PropertyKind => kindOf(typeNamedIn(schema) ?? '')

const plantSchemas = (workspace: Workspace, all: ReadonlyArray<Pending>): void => {
  const sourcesOf = (title: string): ReadonlyArray<DataSourceNode> =>
    all.filter(({ declared }) => declared.title === title).map(({ source }) => source)
  for (const round of ROUNDS)
    for (const { source, declared } of all)
      at(`database ${JSON.stringify(declared.title)}`, () => {
        const wanted = Object.entries(asObject(declared.properties))
          .map(([name, each]): [string, JsonObject] => [
            name,
            at(`properties.${name}`, () => longSchema(sourcesOf, each)),
          ])
          .filter(([, schema]) => kindIn(schema).requires === round && kindIn(schema).fixed !== true)
        const request = Object.fromEntries(wanted)
        demand(schemaRequest(false), request, 'properties')
        applySchema(workspace, source, planSchema(workspace, source, request))
      })
}

const write = (workspace: Workspace, { source, rows }: Pending, relations: boolean): void => {
  const findRow = rowFinder(workspace)
  for (const [index, { page, values }] of rows.entries())
    at(`rows[${index}]`, () => {
      const wanted = Object.entries(values).flatMap(([name, value]): ReadonlyArray<[string, JsonObject]> => {
        const property = findProperty(source.properties.values(), name)
        if (property === undefined) throw new TypeError(`there is no property ${JSON.stringify(name)}`)
        return (kindOf(property.type).requires === 'data_sources') === relations
          ? [[name, at(name, () => longValue(workspace, findRow, property, get(values, name) ?? value))]]
          : []
      })
      applyValues(workspace, page, source, planValues(workspace, source, Object.fromEntries(wanted)))
      if (!relations) initializeRow(page, source)
    })
}

/** Puts a declared workspace into a workspace. Throws a TypeError that says where the declaration is wrong. */
export const plant = (workspace: Workspace, declared: JsonObject): void => {
  at('The declared workspace is wrong', () => {
    demand(declaredCheck, declared, 'workspace')
    seed(
      workspace,
      asArray(declared.users)
        .map(asObject)
        .map(({ email, ...user }) => ({
          object: 'user',
          avatar_url: null,
          type: 'person',
          ...user,
          id: idOf(workspace, user),
          person: email === undefined ? {} : { email, email_verified: true },
        })),
    )
    for (const emoji of asArray(declared.emojis).map(asObject))
      seedOther(workspace, { ...emoji, object: 'custom_emoji', id: idOf(workspace, emoji) })
    for (const agent of asArray(declared.agents).map(asObject))
      seedOther(workspace, { ...agent, object: 'agent', id: idOf(workspace, agent) })
    const planted: Planted = new Map()
    const databases = plantBelow(workspace, WORKSPACE_PARENT, declared, planted)
    plantSchemas(workspace, databases)
    for (const each of databases)
      at(`database ${JSON.stringify(each.declared.title)}`, () => {
        for (const [index, row] of asArray(each.declared.rows).entries())
          at(`rows[${index}]`, () => plantRow(workspace, each, asObject(row), planted))
        write(workspace, each, false)
      })
    for (const each of databases)
      at(`database ${JSON.stringify(each.declared.title)}`, () => write(workspace, each, true))
    for (const id of planted.keys())
      if (workspace.nodes.get(id)?.parent.workspace === true) share(workspace, id, planted)
  })
}
