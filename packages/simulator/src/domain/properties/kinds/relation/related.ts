/** The pages that a relation shows. Those in the trash or not shared are left out of responses, but stay stored. */
import { isNotShared } from '../../../state/isNotShared.js'
import { isTrashed } from '../../../state/tree.js'
import type { Property } from '../../../state/types.js'
import type { Workspace } from '../../../state/workspace.js'
import { asString, type Json } from '../../../values/json.js'
import { idsOf } from '../../idsOf.js'

/** Whether a relation leads to a data source that is shared. */
export const leadsToShared = (workspace: Workspace, property: Property): boolean =>
  !isNotShared(workspace, workspace.nodes.get(asString(property.config.data_source_id)))

/**
 * The pages that a relation points to, without those that are in the trash or not shared. A page that is not in this
 * workspace is included, as it may exist.
 */
export const relatedIds = (workspace: Workspace, stored: Json): ReadonlyArray<string> =>
  idsOf(stored).filter((id) => {
    const node = workspace.nodes.get(id)
    return node === undefined || (!isNotShared(workspace, node) && !isTrashed(workspace, node))
  })
