/**
 * The declared options of a property.
 *
 * @internal
 */
import { isObject } from '../../core/internal/json.js'
import { field } from '../../core/internal/orUndefined.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import type { OptionDeclaration } from '../../props/declaration.js'
import type { AnyProp } from '../../props/schema.js'

/** The declared options; `undefined` if none are declared, so that any option may occur. */
export const declaredOptions = (prop: AnyProp): ReadonlyArray<OptionDeclaration> | undefined => {
  const of = field(prop, 'of')
  return Array.isArray(of)
    ? of.map((option) =>
        // Only properties with options have a list there, and its objects are options.
        isObject(option) ? unsafeCast<OptionDeclaration>(option) : { name: String(option) },
      )
    : undefined
}

/** The name of an option in Notion; for a declared one the declared name, even after it was renamed. */
export const optionName = (options: ReadonlyArray<OptionDeclaration> | undefined, option: unknown): unknown => {
  const id = field(option, 'id')
  return options?.find((one) => one.id !== undefined && one.id === id)?.name ?? field(option, 'name')
}
