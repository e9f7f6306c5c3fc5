/** Repeats the logs of a stored workspace after its contents were loaded: a process that was killed has not saved them. */
import type { Parts } from '../parts.js'
import { keepLog, logNumbers, readLog, removeLog, type StoredLog } from './changeLog.js'
import type { SavedState } from './stateFile.js'
import { messageOf } from './thrown.js'

/** Repeats the changes of a log, and returns a description of the first failure. */
const repeatAll = ({ changes, damaged }: StoredLog, repeat: Parts['repeat']): string | undefined => {
  for (const [index, change] of changes.entries())
    try {
      repeat(change)
    } catch (reason) {
      return `the change in line ${index + 2} cannot be repeated (${messageOf(reason)})`
    }
  return damaged === undefined ? undefined : `line ${damaged} cannot be read`
}

/** The result of reading the logs. */
export interface Repeated {
  readonly notices: ReadonlyArray<string>
  readonly count: number
  /** The number of the next log. */
  readonly next: number
}

/** Repeats the logs of saved contents, in order. One that does not belong to them, or is damaged, is renamed and kept. */
export const repeatLogs = async (
  file: string,
  saved: SavedState | undefined,
  repeat: Parts['repeat'],
): Promise<Repeated> => {
  const notices: Array<string> = []
  const numbers = await logNumbers(file)
  let expected: number | undefined = saved?.log
  let count = 0
  for (const number of numbers) {
    const log = await readLog(file, number)
    // A log that was just started is empty, and one before the contents is part of them.
    const isPart = log.store === saved?.store && saved !== undefined && number < saved.log
    if (isPart || (log.changes.length === 0 && !log.endsUnrepeatable && log.damaged === undefined)) {
      if (number === expected) expected += 1
      await removeLog(file, number)
      continue
    }
    if (number !== expected || log.store !== saved?.store) {
      const newPath = await keepLog(file, number)
      notices.push(`Changes that do not belong to ${file} were not applied; they are kept in ${newPath}.`)
      continue
    }
    const wrong = repeatAll(log, repeat)
    count += log.changes.length
    expected = wrong === undefined && !log.endsUnrepeatable ? number + 1 : undefined
    if (wrong !== undefined)
      notices.push(
        `The log of ${file} is damaged: ${wrong}. The changes after that are lost; the log is kept in ${await keepLog(file, number)}.`,
      )
  }
  return { notices, count, next: Math.max(saved?.log ?? 0, ...numbers, 0) + 1 }
}
