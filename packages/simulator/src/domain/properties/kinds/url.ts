/** The type `url`. Its length is checked, its format is not. */
import type { PropertyKind } from '../kind.js'
import { stringKind } from '../textKinds.js'

/** `url`: at most 2,000 characters. */
export const url: PropertyKind = stringKind('url', 2000)
