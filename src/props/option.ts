/** The options of select, multi-select and status properties: as they are chosen, configured, written and filtered by. */
import type { Type } from 'io-ts'
import type { InvalidInput } from '../core/call/issues.js'
import { isLonger } from '../core/input/limits.js'
import { isObject } from '../core/internal/json.js'
import type { AbsentBesideAnotherCondition } from '../core/schema/absent.js'
import { list, nullable, string, struct } from '../core/schema/combinators.js'
import type { ExactlyOne } from '../core/schema/exactlyOne.js'
import type { Word } from '../core/schema/variants.js'
import type { ExistenceConditions } from './condition.js'
import { optionalText } from './optionalText.js'

/** A color of an option. */
export type SelectColor =
  | 'default'
  | 'gray'
  | 'brown'
  | 'orange'
  | 'yellow'
  | 'green'
  | 'blue'
  | 'purple'
  | 'pink'
  | 'red'

/** A chosen option. */
export interface SelectOption {
  /** Opaque; writes can name the option by it in place of its name. Notion leaves it out at times. */
  readonly id: string | undefined
  /** As it is shown; without commas. */
  readonly name: string
  /** The color of the option in the schema. */
  readonly color: Word<SelectColor>
}

/** A chosen option. */
export const SelectOption: Type<SelectOption> = struct<SelectOption>({ name: string, color: string }, { id: string })

/**
 * A chosen option, or none.
 *
 * @internal
 */
export const optionPayload: Type<SelectOption | null> = nullable(SelectOption)

/** An option of a select, multi-select or status property. */
export interface OptionConfig {
  /** Opaque; writes can name the option by it in place of its name. Notion leaves it out at times. */
  readonly id: string | undefined
  /** Unique among the options of the property; without commas. */
  readonly name: string
  /** The color that it is shown in, wherever it is chosen. */
  readonly color: Word<SelectColor>
  /** What it stands for; absent or `null` where nobody wrote any. */
  readonly description?: string | null
}

/** An option of a select, multi-select or status property. */
export const OptionConfig: Type<OptionConfig> = struct<OptionConfig>(
  { name: string, color: string },
  { id: string, description: optionalText },
)

/**
 * The configuration of a property with options.
 *
 * @internal
 */
export const optionsConfig: Type<{ readonly options: ReadonlyArray<OptionConfig> }> = struct<{
  readonly options: ReadonlyArray<OptionConfig>
}>({ options: list(OptionConfig) })

interface OptionDetails {
  /** Of an option that the request creates, default a color that Notion picks; an option that there is must have it already. */
  readonly color?: SelectColor | undefined
  /** What it means. Default nothing. */
  readonly description?: string | null | undefined
}

/** An option to choose, by its id or by its name; or one that was read, as it is: its color is no color to set. */
export type SelectOptionRequest =
  | SelectOption
  | (OptionDetails & { readonly id: string; readonly name?: string | undefined })
  | (OptionDetails & {
      /** At most 100 characters, no comma. A name that the property does not have becomes a new option. */
      readonly name: string
      readonly id?: string | undefined
    })

/** An option to create. */
export interface OptionRequest extends OptionDetails {
  /** At most 100 characters, without commas. */
  readonly name: string
}

/**
 * An option to keep or create, by its id or its name; or one that was read, as it is, to keep it. A new name beside the id of an
 * existing option may be ignored.
 */
export type OptionUpdate =
  | OptionConfig
  | (OptionDetails &
      (
        | { readonly name: string; readonly id?: string | undefined }
        | { readonly id: string; readonly name?: string | undefined }
      ))

interface SelectConditions extends ExistenceConditions {
  /** The name of an option, or of several of which one has to be chosen. */
  readonly equals: string | ReadonlyArray<string>
  /** The name of an option, or of several of which none may be chosen. */
  readonly does_not_equal: string | ReadonlyArray<string>
}

/** A condition on the chosen option of a select property. */
export type SelectCondition = ExactlyOne<SelectConditions, AbsentBesideAnotherCondition>

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

/**
 * One option to send, or none.
 *
 * @internal
 */
export const optionOrNone = (given: OptionInput | null): SelectOptionRequest | null =>
  given === null ? null : option(given)

/**
 * The name that Notion would make a new option of; one beside an id is not looked at.
 *
 * @internal
 */
export const newOptionName = (given: unknown): unknown =>
  isObject(given) && given.id === undefined ? given.name : undefined

/**
 * What the API refuses of an option that is chosen.
 *
 * @internal
 */
export const optionIssues = (field: string, option: unknown): ReadonlyArray<InvalidInput> => {
  const given = newOptionName(option)
  return isLonger(given, 100) || (typeof given === 'string' && given.includes(','))
    ? [{ field: `${field}.name`, given, allowed: 'at most 100 characters, without commas' }]
    : []
}
