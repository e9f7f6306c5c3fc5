/**
 * Ids of views: in a URL, the id of the view is a query parameter beside the id of the database.
 *
 * @internal
 */
import { type Check, ID_EXPECTED } from '../../core/input/check.js'
import { idOf, PLACES } from '../../core/input/idKinds.js'

/** The id of a view, or a URL. `?v=…` in a URL is the id of the view. */
export const viewId: Check = (given, reject) => idOf(given, PLACES.view) ?? reject(ID_EXPECTED)
