/** What the operations on search take and are answered, so that what they declare can be seen. */
import { searchRequest } from '../../../src/ops/search/search.js'
import type { Operation } from '../../support/seen.js'
import { seen } from '../../support/seen.js'

export const samples: ReadonlyArray<Operation> = [seen(searchRequest, [{}])]
