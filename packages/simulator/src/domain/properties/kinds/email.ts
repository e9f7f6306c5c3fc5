/** The type `email`. Its length is checked, its format is not. */
import type { PropertyKind } from '../kind.js'
import { stringKind } from '../textKinds.js'

/** `email`: at most 200 characters. */
export const email: PropertyKind = stringKind('email', 200)
