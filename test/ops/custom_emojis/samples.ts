/** What the operations on custom emojis take and are answered, so that what they declare can be seen. */
import { getCustomEmojisRequest } from '../../../src/ops/custom_emojis/getCustomEmojis.js'
import type { Operation } from '../../support/seen.js'
import { seen } from '../../support/seen.js'

export const samples: ReadonlyArray<Operation> = [seen(getCustomEmojisRequest, [{}])]
