/** What happens to a setting that cannot be meant. */

/** Throws a `TypeError` with a plain message: the mistake is in the program, so it is no failure of a call. */
export const refuse = (field: string, allowed: string): never => {
  throw new TypeError(`notion-fp: ${field} must be ${allowed}`)
}

/** Refuses settings that are not more than nothing; `NaN` is among those. */
export const refuseUnlessPositive = (settings: { readonly [field: string]: number }): void => {
  for (const [field, value] of Object.entries(settings)) if (!(value > 0)) refuse(field, `more than 0, not ${value}`)
}
