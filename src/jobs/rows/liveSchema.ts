/**
 * Checks that need the current schema of the data source.
 *
 * @internal
 */
import type { InvalidInput } from '../../core/call/issues.js'
import { field } from '../../core/internal/orUndefined.js'
import { type BindableDataSource, configOfDeclared } from './bindDataSource.js'
import type { Declared } from './declared.js'
import type { UndeclaredOptions } from './writeValues.js'

/** The issues of options that are neither declared nor in the data source. */
export const undeclaredIssues = (
  uses: ReadonlyArray<UndeclaredOptions>,
  { properties }: BindableDataSource,
): ReadonlyArray<InvalidInput> =>
  uses.flatMap(({ declared, field: at, names }): ReadonlyArray<InvalidInput> => {
    const config = configOfDeclared(declared, properties)
    const options = field(field(config, declared.prop.type), 'options')
    if (!Array.isArray(options)) return []
    const live = options.map((one) => `${field(one, 'name')}`)
    const unknown = names.find((name) => !live.includes(name))
    const more = declared.prop.type === 'status' ? '' : ', or any with allow_new_options'
    return unknown === undefined
      ? []
      : [{ field: at, given: unknown, allowed: `one of the options ${live.join(', ')}${more}` }]
  })

/** The issues of declared properties that are missing from the data source or have another type there. */
export const missingIssues = (
  properties: ReadonlyArray<Declared>,
  dataSource: BindableDataSource,
): ReadonlyArray<InvalidInput> =>
  properties.flatMap((declared): ReadonlyArray<InvalidInput> => {
    const config = configOfDeclared(declared, dataSource.properties)
    const { key, prop } = declared
    return config?.type === prop.type
      ? []
      : [
          {
            field: `source.properties.${key}`,
            given: config?.type ?? 'none',
            allowed: `a ${prop.type} that the data source has with this ${declared.id === undefined ? 'name' : 'id'}`,
          },
        ]
  })
