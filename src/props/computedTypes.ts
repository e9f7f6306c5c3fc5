/** The types that Notion computes, or that its API cannot write for another reason: all that have no value in requests. */
import type { EveryWord } from './everyWord.js'
import type { ConfigType, WritablePropertyType } from './propertyTables.js'
import './propertyTypes.js'

const COMPUTED =
  'formula rollup created_time created_by last_edited_time last_edited_by last_visited_time unique_id button location'

/**
 * The types without a value in requests.
 *
 * @internal
 */
export const computedTypes: ReadonlyArray<string> = (
  COMPUTED satisfies EveryWord<typeof COMPUTED, Exclude<ConfigType, WritablePropertyType>>
).split(' ')
