/** Meeting notes, printed as their title and content. No dialect has them, so this is reported. */
import type { Printer } from '../printer.js'
import { flattened } from './shared.js'

export const meeting_notes: Printer<unknown> = (input) => {
  const { content, lose, inline } = input
  lose('meeting_notes', 'its title and its sections are written as text')
  return flattened(inline(content.title), { ...input, lose: () => {} })
}
