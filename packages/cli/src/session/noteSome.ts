import { printable } from '../terminal/textWidth.js'
import type { Session } from './session.js'

/** How many lines are shown of a list. */
export const MAX_NOTED = 20

/** Writes the first lines of a list for people, and how many more there are; `rest` says what they are or where to find them. */
export const noteSome = async (session: Session, list: ReadonlyArray<string>, rest = '.'): Promise<void> => {
  for (const line of list.slice(0, MAX_NOTED)) await session.note(printable(line))
  if (list.length > MAX_NOTED) await session.note(`and ${list.length - MAX_NOTED} more${rest}`)
}
