/** The type `button`. It has no value: responses contain an empty object. */
import type { Json } from '../../values/json.js'
import { kind, type PropertyKind } from '../kind.js'

/** `button`. */
export const button: PropertyKind = kind({ type: 'button', isNewer: true, serialize: (): Json => ({}) })
