/** What the operations on views take and are answered, so that what they declare can be seen. */
import { createViewRequest } from '../../../src/ops/views/createView.js'
import { createViewQueryRequest } from '../../../src/ops/views/createViewQuery.js'
import { deleteViewRequest } from '../../../src/ops/views/deleteView.js'
import { deleteViewQueryRequest } from '../../../src/ops/views/deleteViewQuery.js'
import { getViewRequest } from '../../../src/ops/views/getView.js'
import { getViewQueryResultsRequest } from '../../../src/ops/views/getViewQueryResults.js'
import { getViewsRequest } from '../../../src/ops/views/getViews.js'
import { updateViewRequest } from '../../../src/ops/views/updateView.js'
import { data_source_id, database_id, pageParent, view_id } from '../../support/sampled.js'
import type { Operation } from '../../support/seen.js'
import { seen } from '../../support/seen.js'
import { aView } from '../../support/views.js'

export const samples: ReadonlyArray<Operation> = [
  seen(getViewsRequest, [{ database_id }]),
  seen(
    createViewRequest,
    [{ data_source_id, name: 'A view', type: 'table', create_database: { parent: pageParent } }, aView()],
    [{ data_source_id, name: 'A view', type: 'table', database_id }, aView()],
  ),
  seen(getViewRequest, [{ view_id }]),
  seen(updateViewRequest, [{ view_id }]),
  seen(deleteViewRequest, [{ view_id }]),
  seen(createViewQueryRequest, [{ view_id }]),
  seen(getViewQueryResultsRequest, [{ view_id, query_id: 'QUERY' }]),
  seen(deleteViewQueryRequest, [{ view_id, query_id: 'QUERY' }]),
]
