/** The type `created_by`, computed from the page. Filters may also use the key `people`. */
import { peopleConditions } from '../conditions/references.js'
import { kind, type PropertyKind } from '../kind.js'
import { userSortKey } from '../sortKeys.js'
import { rememberUser, serializeUser } from '../users.js'

/** `created_by`. */
export const createdBy: PropertyKind = kind({
  type: 'created_by',
  load: ({ workspace }, value) => {
    rememberUser(workspace, value)
    return null
  },
  serialize: ({ workspace, page }) => serializeUser(workspace, page.createdBy),
  conditions: peopleConditions,
  filterKeys: ['created_by', 'people'],
  elementFilterKey: 'people',
  sortKey: userSortKey,
  grouping: { type: 'created_by', checks: {} },
})
