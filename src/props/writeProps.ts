/** Builds the properties of a page from a record of plain values. */
import { tryTo } from '../core/internal/orUndefined.js'
import { unsafeCast } from '../core/internal/unsafeCast.js'
import type { PropertyValuesRequest } from './propertyValueRequest.js'
import type { AnyProp, AnyWritableProp, PropSchema, WritablePropsOf } from './schema.js'

const isWritable = (prop: AnyProp): prop is AnyWritableProp => typeof prop === 'function'

/**
 * Builds the `properties` of `createPage` and `updatePage` from plain values of a schema. Each value is optional. Read-only properties
 * cannot be written: an object literal with such a value does not compile, and in a record that was read they are ignored.
 *
 * @example
 * import { type Context, updatePage } from 'notion-fp'
 * import { checkbox, number, title, writeProps } from 'notion-fp/props'
 *
 * const Task = { Name: title, Estimate: number, Done: checkbox }
 *
 * const finish = (ctx: Context, page_id: string) =>
 *   updatePage(ctx, { page_id, properties: writeProps(Task)({ Done: true, Estimate: null }) })
 */
export const writeProps =
  <Schema extends PropSchema>(schema: Schema) =>
  (values: WritablePropsOf<Schema>): PropertyValuesRequest => {
    const given = new Map(tryTo((): ReadonlyArray<[string, unknown]> => Object.entries<unknown>(values), []))
    return Object.fromEntries(
      Object.entries<AnyProp>(schema ?? {}).flatMap(([name, prop]) => {
        const value = given.get(name)
        // The type of `values` relates each value to the property of the same name, which is lost in a list of entries.
        return value === undefined || !isWritable(prop) ? [] : [[name, prop(unsafeCast<never>(value))]]
      }),
    )
  }
