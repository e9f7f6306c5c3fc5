/** The options of select, multi-select and status properties: their values, configurations, requests and conditions. */
import type { Type } from 'io-ts'
import type { InvalidInput } from '../core/call/issues.js'
import { isLonger } from '../core/input/limits.js'
import { isObject } from '../core/internal/json.js'
import type { AbsentBesideAnotherCondition } from '../core/schema/absent.js'
import { hinted, list, nullable, string, struct } from '../core/schema/combinators.js'
import type { ExactlyOne } from '../core/schema/exactlyOne.js'
import type { Word } from '../core/schema/variants.js'
import type { ExistenceConditions } from './condition.js'
import { optionalText } from './optionalText.js'

/** The color of an option. */
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

/** A selected option. */
export interface SelectOption {
  /** Opaque. A request can use it instead of the name. Notion sometimes omits it. */
  readonly id: string | undefined
  /** Without commas. */
  readonly name: string
  /** The color of the option in the configuration. */
  readonly color: Word<SelectColor>
}

/** A selected option. */
export const SelectOption: Type<SelectOption> = hinted(
  struct<SelectOption>({ name: string, color: string }, { id: string }),
  ({ id, name, color }) => typeof id === 'string' && typeof name === 'string' && typeof color === 'string',
)

/**
 * A selected option, or `null`.
 *
 * @internal
 */
export const optionPayload: Type<SelectOption | null> = nullable(SelectOption)

/** An option of a select, multi-select or status property. */
export interface OptionConfig {
  /** Opaque. A request can use it instead of the name. Notion sometimes omits it. */
  readonly id: string | undefined
  /** Unique among the options of the property; without commas. */
  readonly name: string
  /** The color in which Notion displays the option. */
  readonly color: Word<SelectColor>
  /** Absent or `null` without a description. */
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
  /** The color of a new option. Default: Notion selects one. For an existing option it must equal the current color. */
  readonly color?: SelectColor | undefined
  /** Default: no description. */
  readonly description?: string | null | undefined
}

/** An option to select, by its id or its name, or an option that was read: its color is not changed. */
export type SelectOptionRequest =
  | SelectOption
  | (OptionDetails & { readonly id: string; readonly name?: string | undefined })
  | (OptionDetails & {
      /** At most 100 characters, without commas. A new name creates an option. */
      readonly name: string
      readonly id?: string | undefined
    })

/** An option to create. */
export interface OptionRequest extends OptionDetails {
  /** At most 100 characters, without commas. */
  readonly name: string
}

/**
 * An option to keep or create, by its id or its name, or an existing option that was read. Notion may ignore a new name for an existing id.
 */
export type OptionUpdate =
  | OptionConfig
  | (OptionDetails &
      (
        | { readonly name: string; readonly id?: string | undefined }
        | { readonly id: string; readonly name?: string | undefined }
      ))

interface SelectConditions extends ExistenceConditions {
  /** The name of an option, or an array of names of which one must be selected. */
  readonly equals: string | ReadonlyArray<string>
  /** The name of an option, or an array of names of which none may be selected. */
  readonly does_not_equal: string | ReadonlyArray<string>
}

/** A condition on the selected option of a select property. */
export type SelectCondition = ExactlyOne<SelectConditions, AbsentBesideAnotherCondition>

/** The name of an option, or the option itself. */
export type OptionInput = string | SelectOptionRequest

/**
 * An option as it is sent. An option with an id is sent by its id alone: Notion rejects an option that was read if its color has
 * changed since.
 *
 * @internal
 */
export const option = (given: OptionInput): SelectOptionRequest =>
  typeof given === 'string' ? { name: given } : given.id ? { id: given.id } : given

/**
 * An option as it is sent, or `null`.
 *
 * @internal
 */
export const optionOrNone = (given: OptionInput | null): SelectOptionRequest | null =>
  given === null ? null : option(given)

/**
 * The name from which Notion may create an option. Notion ignores the name of an option with an id.
 *
 * @internal
 */
export const newOptionName = (given: unknown): unknown =>
  isObject(given) && given.id === undefined ? given.name : undefined

/**
 * The issues of a selected option that the API rejects.
 *
 * @internal
 */
export const optionIssues = (field: string, option: unknown): ReadonlyArray<InvalidInput> => {
  const given = newOptionName(option)
  return isLonger(given, 100) || (typeof given === 'string' && given.includes(','))
    ? [{ field: `${field}.name`, given, allowed: 'at most 100 characters, without commas' }]
    : []
}
