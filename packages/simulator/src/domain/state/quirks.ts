/**
 * Behavior on which reports about the API disagree: each is off by default. A client that works with all of them is safe
 * whichever is true.
 */
export interface Quirks {
  /** How long after its last change a page or a data source is found by search, in milliseconds: 0 by default. */
  readonly searchLagMs?: number
  /** Search still finds data sources that are in the trash. */
  readonly searchKeepsTrashedDataSources?: boolean
  /** `update_content` skips texts that are not found, if any other is found, instead of rejecting all of them. */
  readonly updatesContentInPart?: boolean
  /** The Markdown of a page ends at its first divider, although `truncated` is false. */
  readonly cutsMarkdownAtDivider?: boolean
  /**
   * Schemas cannot be given the types of property that older reports name, such as `status` and `unique_id`, and people
   * in values must be given by id alone.
   */
  readonly refusesNewerProperties?: boolean
  /** Deleting a block that is in the trash is a 404. */
  readonly deletesOnce?: boolean
}

/** The names of the quirks that are on or off. */
export const QUIRK_NAMES = [
  'searchKeepsTrashedDataSources',
  'updatesContentInPart',
  'cutsMarkdownAtDivider',
  'refusesNewerProperties',
  'deletesOnce',
] as const satisfies ReadonlyArray<keyof Quirks>
