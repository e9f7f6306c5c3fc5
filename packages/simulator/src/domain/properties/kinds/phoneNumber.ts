/** The type `phone_number`. Its length is checked, its format is not. */
import type { PropertyKind } from '../kind.js'
import { stringKind } from '../textKinds.js'

/** `phone_number`: at most 200 characters. */
export const phoneNumber: PropertyKind = stringKind('phone_number', 200)
