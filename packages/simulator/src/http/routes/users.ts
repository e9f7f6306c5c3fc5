import { Refusal } from '../../domain/errors.js'
import { listOf } from '../../domain/serialize/common.js'
import type { Workspace } from '../../domain/state/workspace.js'
import { asString, type JsonObject } from '../../domain/values/json.js'
import { paginate, queryPaging } from '../paging.js'
import { type ApiRequest, pathId, type Route } from '../route.js'

/** What a bot may know about another: that it is one. */
const restricted = (workspace: Workspace, user: JsonObject): JsonObject =>
  user.type === 'bot' && user.id !== workspace.botId ? { ...user, bot: {} } : user

/** People come before bots. */
const list = (request: ApiRequest): JsonObject => {
  const known = [...request.workspace.users.values()].filter((user) => user.object === 'user')
  const users = [...known.filter((user) => user.type !== 'bot'), ...known.filter((user) => user.type === 'bot')]
  const part = paginate(users, queryPaging(request), (user) => asString(user.id))
  return listOf(
    'user',
    part.items.map((user) => restricted(request.workspace, user)),
    part.next,
  )
}

const me = ({ workspace }: ApiRequest): JsonObject => workspace.users.get(workspace.botId) ?? {}

const retrieve = (request: ApiRequest): JsonObject => {
  const id = pathId(request, 'user_id')
  const user = request.workspace.users.get(id)
  if (user?.object !== 'user')
    throw new Refusal(
      'not_found',
      `Could not find user with ID: ${id}. Only members and guests in the integration's workspace are visible.`,
      { integration_id: request.workspace.botId },
    )
  return restricted(request.workspace, user)
}

/** `/v1/users` */
export const userRoutes: ReadonlyArray<Route> = [
  { method: 'GET', path: '/v1/users', handler: list },
  { method: 'GET', path: '/v1/users/me', handler: me },
  { method: 'GET', path: '/v1/users/:user_id', handler: retrieve },
]
