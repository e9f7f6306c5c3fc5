/** The figures of a trial, as plain tables. */
import type { Answered } from './door.js'

/** The most requests of a list of times that fall within any minute. */
const mostInAMinute = (times: ReadonlyArray<number>): number => {
  let most = 0
  let first = 0
  for (const [index, time] of times.entries()) {
    while ((times[first] ?? time) <= time - 60_000) first++
    most = Math.max(most, index - first + 1)
  }
  return most
}

/** What a token was answered. */
export interface Rate {
  readonly accepted: number
  readonly refused: number
  readonly perMinute: number
  readonly mostInAMinute: number
}

export const rateOf = (answers: ReadonlyArray<Answered>): Rate => {
  const accepted = answers.filter(({ status }) => status !== 429).map(({ at }) => at)
  accepted.sort((one, other) => one - other)
  const minutes = Math.max(1, ((accepted.at(-1) ?? 0) - (accepted[0] ?? 0)) / 60_000)
  return {
    accepted: accepted.length,
    refused: answers.length - accepted.length,
    perMinute: accepted.length / minutes,
    mostInAMinute: mostInAMinute(accepted),
  }
}

export const median = (numbers: ReadonlyArray<number>): number =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0

/** Columns of equal width, numbers to the right. */
export const table = (rows: ReadonlyArray<ReadonlyArray<string | number>>): string => {
  const texts = rows.map((row) => row.map(String))
  const widths = (texts[0] ?? []).map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)))
  const line = (row: ReadonlyArray<string>): string =>
    row
      .map((text, column) => (column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0)))
      .join('  ')
  return texts.map(line).join('\n')
}
