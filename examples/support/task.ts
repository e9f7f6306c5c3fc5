/** The tasks that the examples work with: one record of properties gives reader, writer and types. */
import { checkbox, date, multiSelect, number, richText, select, title } from 'notion-fp/props'

/** The properties of a task. */
export const Task = {
  Name: title,
  Stage: select,
  Estimate: number,
  Due: date,
  Done: checkbox,
  Tags: multiSelect,
  Notes: richText,
}
