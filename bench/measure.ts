/** Compares the processor time of two pieces of work in turns, so that a busy machine slows down both. */

/** Runs some work a number of times. */
export type Work = (times: number) => Promise<void>

/** The value below which a share of the numbers lies, such as the median at 0.5. */
const quantile = (numbers: ReadonlyArray<number>, share: number): number =>
  [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? Number.NaN

/** The median; of an even number of values the higher of the two in the middle. */
export const median = (numbers: ReadonlyArray<number>): number => quantile(numbers, 0.5)

/** A measured value, with the range that half of all rounds are in. */
export interface Spread {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** The median of some rounds, and the range that half of them are in. */
export const spreadOf = (numbers: ReadonlyArray<number>): Spread => ({
  value: median(numbers),
  low: quantile(numbers, 0.25),
  high: quantile(numbers, 0.75),
})

/** The processor time of one run of each side, in one round, in microseconds. */
export interface Pair {
  readonly ours: number
  readonly theirs: number
}

/** The processor time of one run, in microseconds. */
const cost = async (work: Work, times: number): Promise<number> => {
  const before = process.cpuUsage()
  await work(times)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / times
}

/**
 * The approximate duration of one side of a round, in microseconds: much longer than a garbage collection. The sides take turns many times
 * in a round, since what else the machine does slows it down for some milliseconds at a time.
 */
const ROUND_US = 60_000
const TURNS = 20

/** The approximate duration of the warm-up of one side, in microseconds: V8 has then compiled what it will. */
const WARM_UP_US = 300_000

/** How many runs fill a turn, after a warm-up. */
const timesFor = async (work: Work): Promise<number> => {
  await work(200)
  await work(Math.ceil(WARM_UP_US / (await cost(work, 200))))
  return Math.max(1, Math.ceil(ROUND_US / TURNS / (await cost(work, 200))))
}

/** Measures two pieces of work in turns; each runs first in every other turn. */
export const pairsOf = async (ours: Work, theirs: Work, rounds: number): Promise<ReadonlyArray<Pair>> => {
  const times = { ours: await timesFor(ours), theirs: await timesFor(theirs) }
  const pairs: Array<Pair> = []
  for (let round = 0; round < rounds; round++) {
    const sum = { ours: 0, theirs: 0 }
    for (let turn = 0; turn < TURNS; turn++) {
      if (turn % 2 === 0) sum.ours += await cost(ours, times.ours)
      sum.theirs += await cost(theirs, times.theirs)
      if (turn % 2 === 1) sum.ours += await cost(ours, times.ours)
    }
    pairs.push({ ours: sum.ours / TURNS, theirs: sum.theirs / TURNS })
  }
  return pairs
}

/** Measures one piece of work. The other side of each round is 0. */
export const roundsOf = async (work: Work, rounds: number): Promise<ReadonlyArray<Pair>> => {
  const times = TURNS * (await timesFor(work))
  const pairs: Array<Pair> = []
  for (let round = 0; round < rounds; round++) pairs.push({ ours: await cost(work, times), theirs: 0 })
  return pairs
}
