/** The versions of the API that the domain implements. `http/older` translates requests of earlier ones. */

/** The versions of the API that the simulator supports. */
export const VERSIONS = ['2025-09-03', '2026-03-11'] as const

/** A version of the API. */
export type Version = (typeof VERSIONS)[number]

/** The newest supported version. */
export const NEWEST: Version = '2026-03-11'

/** Whether a version has `archived`, `after` and `transcription`. */
export const isLegacy = (version: Version): boolean => version === '2025-09-03'
