import type { Json } from '../../values/json.js'
import { kind, type PropertyKind } from '../kind.js'

/** `button`. */
export const button: PropertyKind = kind({ type: 'button', isNewer: true, serialize: (): Json => ({}) })
