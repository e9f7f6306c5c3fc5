/** The options of select, multi-select and status properties, as they are written. */
import type { SelectOptionRequest } from './propertyValueRequest.js'

/** The name of an option, or the option itself. */
export type OptionInput = string | SelectOptionRequest

/**
 * An option to send. One that has an id is sent by its id alone: an option that was read, and renamed or recolored since, is
 * still the same option, but would be refused with its old color.
 *
 * @internal
 */
export const option = (given: OptionInput): SelectOptionRequest =>
  typeof given === 'string' ? { name: given } : given.id === undefined ? given : { id: given.id }
