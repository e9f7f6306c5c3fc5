/** What the operations on users take and are answered, so that what they declare can be seen. */
import { getBotUserRequest } from '../../../src/ops/users/getBotUser.js'
import { getUserRequest } from '../../../src/ops/users/getUser.js'
import { getUsersRequest } from '../../../src/ops/users/getUsers.js'
import { aList } from '../../support/fixtures.js'
import { user, user_id } from '../../support/sampled.js'
import type { Operation } from '../../support/seen.js'
import { seen } from '../../support/seen.js'

export const samples: ReadonlyArray<Operation> = [
  seen(getUserRequest, [{ user_id }, user]),
  seen(getUsersRequest, [{}, aList([user])]),
  seen(getBotUserRequest, [{}, user]),
]
