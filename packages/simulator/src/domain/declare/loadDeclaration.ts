/**
 * Loads a declared workspace: pages and databases, then schemas, then rows and their values. Relations are written
 * last, as they name rows by title.
 */

import { applySchema } from '../properties/applySchema.js'
import { findProperty } from '../properties/find.js'
import type { PropertyKind } from '../properties/kind.js'
import { kindOf, typeNamedIn } from '../properties/registry.js'
import { planSchema, schemaCheck } from '../properties/schema.js'
import { applyValues, initializeRow, planValues } from '../properties/values.js'
import { seed } from '../seed/seed.js'
import { seedOther } from '../seed/seedOther.js'
import { WORKSPACE_PARENT } from '../state/find.js'
import type { DataSourceNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { assertValid } from '../validate/check.js'
import { asArray, asObject, get, type JsonObject } from '../values/json.js'
import { applySharing, type DeclaredIds } from './applySharing.js'
import { declaredCheck } from './declaredCheck.js'
import { idOf, loadChildren, loadRow, type PendingDatabase, withPath } from './loadTree.js'
import { longSchema, longValue, rowFinder } from './values.js'

/**
 * Relations require the databases they point to, and rollups require the relations: so they are created in this order.
 */
const ROUNDS = [undefined, 'data_sources', 'relations'] as const

/** The kind of a schema request. */
const kindIn = (schema: JsonObject): PropertyKind => kindOf(typeNamedIn(schema) ?? '')

const applySchemas = (workspace: Workspace, all: ReadonlyArray<PendingDatabase>): void => {
  const sourcesOf = (title: string): ReadonlyArray<DataSourceNode> =>
    all.filter(({ declared }) => declared.title === title).map(({ source }) => source)
  for (const round of ROUNDS)
    for (const { source, declared } of all)
      withPath(`database ${JSON.stringify(declared.title)}`, () => {
        const requested = Object.entries(asObject(declared.properties))
          .map(([name, each]): [string, JsonObject] => [
            name,
            withPath(`properties.${name}`, () => longSchema(sourcesOf, each)),
          ])
          .filter(([, schema]) => kindIn(schema).requires === round && kindIn(schema).fixed !== true)
        const request = Object.fromEntries(requested)
        assertValid(schemaCheck(false), request, 'properties')
        applySchema(workspace, source, planSchema(workspace, source, request))
      })
}

const write = (workspace: Workspace, { source, rows }: PendingDatabase, relations: boolean): void => {
  const findRow = rowFinder(workspace)
  for (const [index, { page, values }] of rows.entries())
    withPath(`rows[${index}]`, () => {
      const requested = Object.entries(values).flatMap(([name, value]): ReadonlyArray<[string, JsonObject]> => {
        const property = findProperty(source.properties.values(), name)
        if (property === undefined) throw new TypeError(`there is no property ${JSON.stringify(name)}`)
        return (kindOf(property.type).requires === 'data_sources') === relations
          ? [[name, withPath(name, () => longValue(workspace, findRow, property, get(values, name) ?? value))]]
          : []
      })
      applyValues(workspace, page, source, planValues(workspace, source, Object.fromEntries(requested)))
      if (!relations) initializeRow(page, source)
    })
}

/** Loads a declared workspace. Throws a TypeError with the place of the mistake. */
export const loadDeclaration = (workspace: Workspace, declared: JsonObject): void => {
  withPath('The declared workspace is invalid', () => {
    assertValid(declaredCheck, declared, 'workspace')
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
    const declaredIds: DeclaredIds = new Map()
    const databases = loadChildren(workspace, WORKSPACE_PARENT, declared, declaredIds)
    applySchemas(workspace, databases)
    for (const each of databases)
      withPath(`database ${JSON.stringify(each.declared.title)}`, () => {
        for (const [index, row] of asArray(each.declared.rows).entries())
          withPath(`rows[${index}]`, () => loadRow(workspace, each, asObject(row), declaredIds))
        write(workspace, each, false)
      })
    for (const each of databases)
      withPath(`database ${JSON.stringify(each.declared.title)}`, () => write(workspace, each, true))
    for (const id of declaredIds.keys())
      if (workspace.nodes.get(id)?.parent.workspace === true) applySharing(workspace, id, declaredIds)
  })
}
