/** What some rule for all operations or types of properties leaves out, each with its reason. */

/** The official client has no method that gives the same: its stream of a session is no promise. */
export const NOT_IN_OFFICIAL_CLIENT: ReadonlyArray<string> = ['streamSession']

/** The simulator does not have the endpoint yet. */
export const NOT_ON_SIMULATOR: ReadonlyArray<string> = []

/** Types of properties that the types of the official client do not have yet. */
export type NotInOfficialTypes = never
