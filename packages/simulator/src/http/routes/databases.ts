/** The endpoints of databases, which contain data sources and have no schema themselves. */
import { cover, icon } from '../../domain/blocks/icon.js'
import { createDatabase } from '../../domain/databases/createDatabase.js'
import { updateDatabase } from '../../domain/databases/updateDatabase.js'
import { richText } from '../../domain/richText/richText.js'
import { serializeDatabase } from '../../domain/serialize/database.js'
import { findDatabase } from '../../domain/state/find.js'
import {
  anything,
  assertValid,
  boolean,
  type Check,
  fields,
  object,
  oneOf,
  optional,
} from '../../domain/validate/check.js'
import type { JsonObject } from '../../domain/values/json.js'
import type { Version } from '../../domain/version.js'
import { type ApiRequest, pathId, type Route } from '../route.js'
import { parentCheck, readOnlyChecks, trashChecks } from './common.js'

const parent = parentCheck('page_id', 'workspace')

const common: Readonly<Record<string, Check>> = {
  title: optional(richText),
  description: optional(richText),
  is_inline: optional(boolean),
  icon: optional(icon),
  cover: optional(cover),
  // Ignored, as by the API since databases became containers.
  properties: optional(anything),
}

const create = ({ workspace, body, version }: ApiRequest): JsonObject => {
  const checks = {
    ...readOnlyChecks('database'),
    in_trash: optional(oneOf(false)),
    ...common,
    parent,
    initial_data_source: optional(fields({ properties: optional(object) })),
  }
  assertValid(fields(checks, true), body, 'body')
  return serializeDatabase(workspace, createDatabase(workspace, body), version)
}

const retrieve = (request: ApiRequest): JsonObject =>
  serializeDatabase(request.workspace, findDatabase(request.workspace, pathId(request, 'database_id')), request.version)

/** Checks the body of an update. */
export const databaseUpdate = (version: Version): Check =>
  fields({ ...common, parent: optional(parent), is_locked: optional(boolean), ...trashChecks(version) }, true)

const update = (request: ApiRequest): JsonObject => {
  const { workspace, body, version } = request
  const id = pathId(request, 'database_id')
  assertValid(databaseUpdate(version), body, 'body')
  const database = findDatabase(workspace, id)
  updateDatabase(workspace, database, body)
  return serializeDatabase(workspace, database, version)
}

/** `/v1/databases` */
export const databaseRoutes: ReadonlyArray<Route> = [
  { method: 'POST', path: '/v1/databases', handler: create },
  { method: 'GET', path: '/v1/databases/:database_id', handler: retrieve },
  { method: 'PATCH', path: '/v1/databases/:database_id', handler: update },
]
