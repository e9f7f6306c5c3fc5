/** The type `location`. A schema may contain it; its values are not documented. */
import { kind, type PropertyKind } from '../kind.js'

/** `location`: a schema may contain it, and its values are not documented. */
export const location: PropertyKind = kind({ type: 'location', isNewer: true })
