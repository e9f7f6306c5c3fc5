/** The ids in the schema of a request. */
import { bodyIds, type Checked } from '../ids.js'

/**
 * A schema with the ids of its relations checked, and addresses among them as the ids they bear.
 *
 * @param field Where the schema is, such as `properties`.
 * @param schema The configurations by the names of their properties, where there are any.
 */
export const schemaIds = <Schema extends object | undefined>(field: string, schema: Schema): Checked<Schema> =>
  Object.entries(schema ?? {}).reduce<Checked<Schema>>(
    (checked, [name, config]: readonly [string, unknown]) => {
      if (typeof config !== 'object' || config === null || !('relation' in config)) return checked
      const { relation } = config
      if (typeof relation !== 'object' || relation === null) return checked
      const { value, issues } = bodyIds(`${field}.${name}.relation`, relation, ['data_source_id'])
      return {
        value: value === relation ? checked.value : { ...checked.value, [name]: { ...config, relation: value } },
        issues: [...checked.issues, ...issues],
      }
    },
    { value: schema, issues: [] },
  )
