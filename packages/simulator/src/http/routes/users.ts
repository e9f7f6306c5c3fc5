/** The endpoints of users. `/v1/users/me` is the bot that the token stands for. */
import { listOf } from '../../domain/serialize/common.js'
import { findUser, listUsers, visibleUser } from '../../domain/users/users.js'
import { asString, type JsonObject } from '../../domain/values/json.js'
import { paginate, queryPaging } from '../paging.js'
import { type ApiRequest, pathId, type Route } from '../route.js'

const list = (request: ApiRequest): JsonObject => {
  const { workspace } = request
  const part = paginate(listUsers(workspace), queryPaging(request), (user) => asString(user.id))
  return listOf(
    'user',
    part.items.map((user) => visibleUser(workspace, user)),
    part.next,
  )
}

const me = ({ workspace }: ApiRequest): JsonObject => workspace.users.get(workspace.botId) ?? {}

const retrieve = (request: ApiRequest): JsonObject => {
  const id = pathId(request, 'user_id')
  return visibleUser(request.workspace, findUser(request.workspace, id))
}

/** `/v1/users` */
export const userRoutes: ReadonlyArray<Route> = [
  { method: 'GET', path: '/v1/users', handler: list },
  { method: 'GET', path: '/v1/users/me', handler: me },
  { method: 'GET', path: '/v1/users/:user_id', handler: retrieve },
]
