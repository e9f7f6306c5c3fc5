/** Compares the processor time of two pieces of work in turns, so that a busy machine slows down both. */

/** Runs some work a number of times. */
export type Work = (times: number) => Promise<void>

/** The median; of an even number of values the higher of the two in the middle. */
export const median = (numbers: ReadonlyArray<number>): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

/** The processor time of one run, in microseconds. */
const cost = async (work: Work, times: number): Promise<number> => {
  const before = process.cpuUsage()
  await work(times)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / times
}

/** The median processor time of one run of each, in microseconds, and the median of the ratios of all rounds. */
export interface Comparison {
  readonly ours: number
  readonly theirs: number
  readonly ratio: number
}

/**
 * The approximate duration of one side of a round, in microseconds: much longer than the resolution of the clock and a
 * garbage collection.
 */
const ROUND_US = 60_000
const ROUNDS = 31

/** How many runs fill a round, after a warm-up. */
const timesFor = async (work: Work): Promise<number> => {
  await work(200)
  await work(200)
  return Math.max(1, Math.ceil(ROUND_US / (await cost(work, 200))))
}

/** Compares two pieces of work in turns; each runs first in every other round. */
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

/** The processor time of one run, in microseconds: the median of many rounds. */
export const microseconds = async (work: Work): Promise<number> => {
  const times = await timesFor(work)
  const rounds: Array<number> = []
  for (let round = 0; round < ROUNDS; round++) rounds.push(await cost(work, times))
  return median(rounds)
}
