/** The type `last_edited_by`, computed from the page. Filters may also use the key `people`. */
import { peopleConditions } from '../conditions/references.js'
import { kind, type PropertyKind } from '../kind.js'
import { userSortKey } from '../sortKeys.js'
import { rememberUser, serializeUser } from '../users.js'

/** `last_edited_by`. */
export const lastEditedBy: PropertyKind = kind({
  type: 'last_edited_by',
  load: ({ workspace }, value) => {
    rememberUser(workspace, value)
    return null
  },
  serialize: ({ workspace, page }) => serializeUser(workspace, page.lastEditedBy),
  conditions: peopleConditions,
  filterKeys: ['last_edited_by', 'people'],
  elementFilterKey: 'people',
  sortKey: userSortKey,
  grouping: { type: 'last_edited_by', checks: {} },
})
