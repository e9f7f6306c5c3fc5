/** The type `title`. Every schema has exactly one, which cannot be added, removed or converted. */
import type { PropertyKind } from '../kind.js'
import { richTextKind } from '../textKinds.js'

/** `title`. */
export const title: PropertyKind = richTextKind('title', 'title', { fixed: true })
