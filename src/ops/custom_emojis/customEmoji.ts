/** The emojis of a workspace, as their list tells of them. */
import type { Type } from 'io-ts'
import type { CustomEmoji } from '../../core/objects/icon.js'
import { string, struct } from '../../core/schema/combinators.js'

/** An emoji of the workspace with all that is known of it. */
export interface ListedCustomEmoji extends CustomEmoji {
  /** Its name, without colons. */
  readonly name: string
  /** The address of its picture. */
  readonly url: string
}

/** An emoji of the workspace with all that is known of it. */
export const ListedCustomEmoji: Type<ListedCustomEmoji> = struct<ListedCustomEmoji>({
  id: string,
  name: string,
  url: string,
})
