/** The custom emojis of a workspace, as lists return them. */
import type { Type } from 'io-ts'
import type { CustomEmoji } from '../../core/objects/icon.js'
import { string, struct } from '../../core/schema/combinators.js'

/** A custom emoji of the workspace, with its name and URL. */
export interface ListedCustomEmoji extends CustomEmoji {
  /** The name, without colons. */
  readonly name: string
  /** The URL of the image. */
  readonly url: string
}

/** A custom emoji of the workspace, with its name and URL. */
export const ListedCustomEmoji: Type<ListedCustomEmoji> = struct<ListedCustomEmoji>({
  id: string,
  name: string,
  url: string,
})
