/** A ratio from 0 to 1 as a percentage. */
export const percent = (ratio: number, digits = 1): string => `${(ratio * 100).toFixed(digits)} %`
