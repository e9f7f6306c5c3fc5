/** What the operations on data sources take and are answered, so that what they declare can be seen. */
import { createDataSourceRequest } from '../../../src/ops/data_sources/createDataSource.js'
import { getDataSourceRequest } from '../../../src/ops/data_sources/getDataSource.js'
import { getDataSourceTemplatesRequest } from '../../../src/ops/data_sources/getDataSourceTemplates.js'
import { queryDataSourceRequest } from '../../../src/ops/data_sources/queryDataSource.js'
import { updateDataSourceRequest } from '../../../src/ops/data_sources/updateDataSource.js'
import { aList, aPage } from '../../support/fixtures.js'
import { data_source_id, database_id, source } from '../../support/sampled.js'
import type { Operation } from '../../support/seen.js'
import { idOf, seen } from '../../support/seen.js'

export const samples: ReadonlyArray<Operation> = [
  seen(getDataSourceRequest, [{ data_source_id }, source]),
  seen(queryDataSourceRequest, [{ data_source_id }, aList([aPage({ id: idOf('ROW') })])]),
  seen(createDataSourceRequest, [{ parent: { database_id }, properties: {} }, source]),
  seen(updateDataSourceRequest, [{ data_source_id, in_trash: true, properties: {} }, source]),
  seen(getDataSourceTemplatesRequest, [{ data_source_id }]),
]
