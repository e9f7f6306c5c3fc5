import { fields, nullable, oneOf, optional, string } from '../validate/check.js'
import { ROLLUP_FUNCTIONS } from '../validate/words.js'
import { asObject, asString, isObject, type Json } from '../values/json.js'
import { toMinute } from '../values/time.js'
import { kind, type PropertyKind } from './kind.js'
import { configureRollup, presentUser, rollupEnds } from './references.js'

/** `created_time`. */
export const createdTimeKind: PropertyKind = kind({
  seed: () => null,
  present: ({ page }) => toMinute(page.createdTime),
})

/** `last_edited_time`. */
export const lastEditedTimeKind: PropertyKind = kind({
  seed: () => null,
  present: ({ page }) => toMinute(page.lastEditedTime),
})

/** `created_by`. */
export const createdByKind: PropertyKind = kind({
  seed: (workspace, _, answered) => {
    if (isObject(answered) && answered.type !== undefined && !workspace.users.has(asString(answered.id)))
      workspace.users.set(asString(answered.id), answered)
    return null
  },
  present: ({ workspace, page }) => presentUser(workspace, page.createdBy),
})

/** `last_edited_by`. */
export const lastEditedByKind: PropertyKind = kind({
  seed: createdByKind.seed,
  present: ({ workspace, page }) => presentUser(workspace, page.lastEditedBy),
})

/** `unique_id`: numbers are given out when a row is made. */
export const uniqueIdKind: PropertyKind = kind({
  config: fields({ prefix: optional(nullable(string(100))) }),
  configure: (request, { previous }) => ({
    prefix: (request.prefix === undefined ? previous?.config.prefix : request.prefix) ?? null,
  }),
  seed: (_, __, answered) => asObject(answered).number ?? null,
  present: ({ property }, stored) => ({ prefix: property.config.prefix ?? null, number: stored }),
})

/** `button`. */
export const buttonKind: PropertyKind = kind({ present: (): Json => ({}) })

/** `location` and `last_visited_time`: a schema may have them, and nothing is known of their values. */
export const silentKind: PropertyKind = kind({})

/** `formula`; its value is worked out by the registry, which knows the other properties. */
export const formulaKind: PropertyKind = kind({
  config: fields({ expression: optional(string(10_000)) }),
  configure: (request, { previous }) => ({ expression: request.expression ?? previous?.config.expression ?? '' }),
})

/** `rollup`; its value is worked out by the registry, which knows the related pages. */
export const rollupKind: PropertyKind = kind({
  config: (value, path) => [
    ...fields({ function: oneOf(...ROLLUP_FUNCTIONS) })(value, path),
    ...rollupEnds(value, path),
  ],
  configure: configureRollup,
})

/** A type this simulator knows only from seeds: kept and answered as it came. */
export const foreignKind: PropertyKind = kind({ configure: (request) => request })
