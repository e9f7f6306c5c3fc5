/**
 * Programs that compile only if the declarations of the package have every property type: the file of each type adds to the tables of
 * `src/props/propertyTables.ts` by module augmentation, which a build or a bundled declaration can lose.
 */
import { typesByTable } from './propertyTables.js'

const union = (types: ReadonlyArray<string>): string => [...new Set(types)].map((type) => `'${type}'`).join(' | ')

const SAME = `
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
`

/**
 * A program for each entry whose types depend on the tables, by the name of the entry. They are compiled one by one: augmentations
 * hold for a whole program, so that one entry that imports the types would hide that another does not.
 */
export const propertyPrograms = (): Readonly<Record<string, string>> => {
  const types = typesByTable()
  const typesOf = (...tables: ReadonlyArray<string>): string => union(tables.flatMap((table) => types.get(table) ?? []))
  const tables: Readonly<Record<string, string>> = {
    PropertyPayloads: typesOf('PropertyPayloads'),
    ConfigPayloads: typesOf('ConfigPayloads'),
    PropertyValueRequests: typesOf('PropertyValueRequests'),
    ConfigRequests: typesOf('SharedConfigs', 'ConfigRequests'),
    ConfigUpdates: typesOf('SharedConfigs', 'ConfigUpdates'),
    PropertyConditions: typesOf('PropertyConditions'),
  }
  const names = Object.keys(tables)
  return {
    'the root': `
import type { ${names.join(', ')}, Filter, PropertyConfigOf, PropertyValueOf, PropertyValueRequest } from 'notion-fp'
${SAME}
${names.map((name) => `export const has${name}: Same<keyof ${name}, ${tables[name]}> = true`).join('\n')}
export const value: Same<PropertyValueOf<'number'>['number'], number | null> = true
export const config: Same<PropertyConfigOf<'formula'>['formula']['expression'], string> = true
export const request: PropertyValueRequest = { checkbox: true }
export const filter: Filter = { property: 'Done', checkbox: { equals: true } }
// @ts-expect-error [ts2322] not a value of any type
export const unknown: PropertyValueRequest = { checkbox: 'yes' }
`,
    'the props': `
import { number, type PropProblem, readProps } from 'notion-fp/props'
${SAME}
export const types: Same<PropProblem['expected'], ${tables.PropertyPayloads}> = true
export const built: Same<ReturnType<typeof number>, { readonly number: number | null }> = true
type Value = Parameters<ReturnType<typeof readProps>>[0]['properties'][string]
export const payload: Same<Extract<Value, { readonly type: 'checkbox' }>['checkbox'], boolean> = true
`,
    'one operation': `
import { getPage } from 'notion-fp/ops/pages/getPage'
${SAME}
type Answer = Awaited<ReturnType<ReturnType<typeof getPage>>>
type Page = Extract<Answer, { readonly _tag: 'Right' }>['right']
type Value = Page['properties'][string]
type Known = ${tables.PropertyPayloads}
type Missing = { [Type in Known]: [Extract<Value, { readonly type: Type }>] extends [never] ? Type : never }[Known]
export const missing: Same<Missing, never> = true
export const payload: Same<Extract<Value, { readonly type: 'checkbox' }>['checkbox'], boolean> = true
`,
  }
}
