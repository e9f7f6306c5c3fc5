/** The type `last_visited_time`. A schema may contain it; its values are not documented. */
import { kind, type PropertyKind } from '../kind.js'

/** `last_visited_time`: a schema may contain it, and its values are not documented. */
export const lastVisitedTime: PropertyKind = kind({ type: 'last_visited_time', isNewer: true })
