/** Times that two pieces of work are held against each other, so that a busy machine slows down both. */

/** Work that is done a number of times. */
export type Work = (times: number) => Promise<void>

/** The middle one of some numbers. */
export const median = (numbers: ReadonlyArray<number>): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

/** Microseconds of processor time that work takes each time. */
const cost = async (work: Work, times: number): Promise<number> => {
  const before = process.cpuUsage()
  await work(times)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / times
}

/** What one time of each costs, in microseconds, and the median of the ratios of the rounds. */
export interface Comparison {
  readonly ours: number
  readonly theirs: number
  readonly ratio: number
}

/** How long one side of a round takes about, in microseconds: far more than the clock's grain and a turn of the collector. */
const ROUND_US = 60_000
const ROUNDS = 31

/** As many times as fill a round. The work is warm by then. */
const timesFor = async (work: Work): Promise<number> => {
  await work(200)
  await work(200)
  return Math.max(1, Math.ceil(ROUND_US / (await cost(work, 200))))
}

/** Compares two pieces of work in turns, each going first in every other round. */
export const compare = async (ours: Work, theirs: Work): Promise<Comparison> => {
  const times = { ours: await timesFor(ours), theirs: await timesFor(theirs) }
  const rounds: Array<Omit<Comparison, 'ratio'>> = []
  for (let round = 0; round < ROUNDS; round++) {
    const first = round % 2 === 0 ? await cost(ours, times.ours) : undefined
    const second = await cost(theirs, times.theirs)
    rounds.push({ ours: first ?? (await cost(ours, times.ours)), theirs: second })
  }
  return {
    ours: median(rounds.map(({ ours }) => ours)),
    theirs: median(rounds.map(({ theirs }) => theirs)),
    ratio: median(rounds.map(({ ours, theirs }) => ours / theirs)),
  }
}

/** Microseconds of processor time that work takes each time, the median of many rounds. */
export const microseconds = async (work: Work): Promise<number> => {
  const times = await timesFor(work)
  const rounds: Array<number> = []
  for (let round = 0; round < ROUNDS; round++) rounds.push(await cost(work, times))
  return median(rounds)
}
