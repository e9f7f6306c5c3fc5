import { FLEETS, JOBS, simulateFleet } from './processes.js'

/** The tables of a simulation on a virtual clock, and whether all that it simulates met its limits. */
export interface Simulated {
  readonly tables: string
  readonly succeeded: boolean
}

const percent = (share: number): string => (100 * share).toFixed(1)

/** Simulates the processes on a virtual clock: the results are the same on every machine. */
export const measureProcesses = async (): Promise<Simulated> => {
  const fleets = await Promise.all(FLEETS.map(async (fleet) => ({ fleet, result: await simulateFleet(fleet) })))
  const jobs = await Promise.all(JOBS.map(async (job) => ({ job, result: await simulateFleet(job) })))
  const tables = [
    '| 10 processes, one token, 1 hour: limit of the server | successful calls, % of the limit (at least 90) | 429 responses, % of all (at most 5) | failed calls |',
    '|---|---|---|---|',
    ...fleets.map(
      ({ fleet: { window, perMinute }, result: { throughput, refused, lost } }) =>
        `| ${perMinute} a minute, ${window} | ${percent(throughput)} | ${percent(refused)} | ${lost} |`,
    ),
    '',
    '| 30 processes, one token, 50 concurrent calls each: limit of the server | duration, minutes | shortest possible, minutes | successful calls | failed calls |',
    '|---|---|---|---|---|',
    ...jobs.map(({ job: { window, perMinute, processes, calls: each }, result: { tookMinutes, calls, lost } }) => {
      const shortest = (processes * each) / perMinute - 1
      return `| ${perMinute} a minute, ${window} | ${tookMinutes.toFixed(1)} | ${shortest.toFixed(1)} | ${calls} | ${lost} |`
    }),
  ].join('\n')
  const failed = [
    ...fleets.filter(({ result: { throughput, refused, lost } }) => throughput < 0.9 || refused > 0.05 || lost > 0),
    ...jobs.filter(({ job, result: { calls } }) => calls < job.processes * job.calls),
  ]
  return { tables, succeeded: failed.length === 0 }
}
