/** Names with a number each: permits with a time, or processes with the permits that they were given. */

/** Names with a number each, in the order of the numbers, and of the names where they are equal. */
export type Scores = ReadonlyArray<readonly [name: string, score: number]>

const byScore = ([one, oneScore]: readonly [string, number], [other, otherScore]: readonly [string, number]): number =>
  oneScore - otherScore || (one < other ? -1 : 1)

export const without = (scores: Scores, name: string): Scores => scores.filter(([known]) => known !== name)

export const withAll = (scores: Scores, added: Scores): Scores => {
  const names = new Set(added.map(([name]) => name))
  return [...scores.filter(([name]) => !names.has(name)), ...added].sort(byScore)
}

export const later = (scores: Scores, now: number): Scores => scores.filter(([, at]) => at > now)

export const scoreOf = (scores: Scores, name: string): number | undefined =>
  scores.find(([known]) => known === name)?.[1]
