/** What the operations on databases take and are answered, so that what they declare can be seen. */
import { createDatabaseRequest } from '../../../src/ops/databases/createDatabase.js'
import { getDatabaseRequest } from '../../../src/ops/databases/getDatabase.js'
import { updateDatabaseRequest } from '../../../src/ops/databases/updateDatabase.js'
import { database, database_id, pageParent } from '../../support/sampled.js'
import type { Operation } from '../../support/seen.js'
import { seen } from '../../support/seen.js'

export const samples: ReadonlyArray<Operation> = [
  seen(getDatabaseRequest, [{ database_id }, database]),
  seen(createDatabaseRequest, [{ parent: pageParent }, database]),
  seen(updateDatabaseRequest, [{ database_id, in_trash: true }, database]),
]
