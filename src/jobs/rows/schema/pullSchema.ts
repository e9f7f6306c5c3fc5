/** Writes the schema of a data source as TypeScript. */
import { isRecord } from '../../../core/internal/json.js'
import { field } from '../../../core/internal/orUndefined.js'
import { unsafeCast } from '../../../core/internal/unsafeCast.js'
import type { RichText } from '../../../core/objects/richText.js'
import { configCodecs } from '../../../props/configCodecs.js'
import type { EveryWord } from '../../../props/everyWord.js'
import { plainText } from '../../../props/plainText.js'
import type { ConfigType, PropertyType } from '../../../props/propertyTables.js'
import '../../../props/propertyTypes.js'
import type { BindableDataSource } from '../bindDataSource.js'
import { nameIn, referenceTo, replaceReferences } from './formulaText.js'
import { formulaResult, type ResultType } from './formulaTree.js'
import {
  type LiveProperty,
  liveProperties,
  optionsOf,
  referredBy,
  textIn,
  textOf,
  type Unconfigured,
  undashed,
} from './liveProperty.js'
import { rollupResult } from './rollupResult.js'
import { constantName, identifierOf, keyText, objectText, quoted } from './sourceText.js'

/** A data source whose schema is pulled, as `getDataSource` returns it. */
export interface PullableDataSource extends BindableDataSource {
  /** Its title, which becomes that of the declaration. */
  readonly title?: RichText | undefined
}

/** The declaration of a related data source. */
export interface RelatedDefinition {
  /** The name of the constant. */
  readonly name: string
  /** The module that exports it: `./projects.js`. Default: it is in the same file. */
  readonly from?: string | undefined
}

/** Options of {@link pullSchema}. */
export interface PullSchemaOptions {
  /** The name of the constant. Default: derived from the title. */
  readonly name?: string | undefined
  /**
   * The declarations of related data sources, by the ids of the data sources. A relation to any other data source is declared with its id.
   * Default none.
   */
  readonly relations?: { readonly [data_source_id: string]: RelatedDefinition } | undefined
  /**
   * Rows of the data source, as a query returns them: formulas get the type of their results in these rows. Default: the type is derived
   * from the expression.
   */
  readonly rows?: ReadonlyArray<object> | undefined
}

const WORDS = 'last_visited_time location'

/** The types that only views show: no property has a value of them. */
const WITHOUT_VALUES: ReadonlyArray<string> = (
  WORDS satisfies EveryWord<typeof WORDS, Exclude<ConfigType, PropertyType>>
).split(' ')

/** The types of properties that a declaration can have. */
const TYPES: ReadonlySet<string> = new Set(Object.keys(configCodecs).filter((type) => !WITHOUT_VALUES.includes(type)))

/** The name of a property type in `notion-fp/props`. */
const wordOf = (type: string): string => type.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())

/**
 * Whether a declaration can have properties of a type.
 *
 * @internal
 */
export const isDeclarable = (type: string): boolean => TYPES.has(type)

const COLORS: ReadonlySet<string> = new Set('default gray brown orange yellow green blue purple pink red'.split(' '))

/** The state for the source of one declaration. */
interface Pull {
  readonly id: string
  readonly live: ReadonlyArray<LiveProperty>
  readonly name: string
  readonly relations: ReadonlyMap<string, RelatedDefinition>
  readonly rows: ReadonlyArray<object>
  /** The used exports of `notion-fp/props`, and the types. */
  readonly used: Set<string>
  /** The imported declarations, by their names in the source. */
  readonly imports: Map<string, { readonly name: string; readonly from: string }>
}

const optionText = ({ id, name, color, description }: ReturnType<typeof optionsOf>[number]): string =>
  objectText({
    name: quoted(name),
    id: typeof id === 'string' ? quoted(id) : undefined,
    color: COLORS.has(color) ? quoted(color) : undefined,
    description: description ? quoted(description) : undefined,
  })

/** The result of a formula that is one property. Other types have none, or their configuration tells it. */
const RESULTS: { readonly [type: string]: ResultType } = {
  title: 'string',
  rich_text: 'string',
  url: 'string',
  email: 'string',
  phone_number: 'string',
  select: 'string',
  status: 'string',
  number: 'number',
  checkbox: 'boolean',
  date: 'date',
  created_time: 'date',
  last_edited_time: 'date',
} satisfies { readonly [Type in PropertyType]?: ResultType }

const isResult = (type: unknown): type is NonNullable<ResultType> =>
  type === 'string' || type === 'number' || type === 'boolean' || type === 'date'

/** The type of the results in rows; `undefined` if the rows do not agree. */
const resultInRows = ({ rows }: Pull, { name }: LiveProperty): ResultType => {
  const found = new Set(rows.map((row) => field(field(field(field(row, 'properties'), name), 'formula'), 'type')))
  found.delete('unsupported')
  found.delete(undefined)
  const [first] = found
  return found.size === 1 && isResult(first) ? first : undefined
}

const resultOf = (pull: Pull, property: LiveProperty, depth = 0): ResultType =>
  resultInRows(pull, property) ??
  formulaResult(textIn(property, 'expression'), (reference) => {
    const [, id = '', source = ''] = /^\{\{notion:block_property:([^:]+):([^:]*):/.exec(reference) ?? []
    const found = reference.startsWith('"')
      ? pull.live.find(({ name }) => name === nameIn(reference))
      : referredBy(pull.live, id, source, pull.id)
    if (found?.type === 'formula') return depth < 10 ? resultOf(pull, found, depth + 1) : undefined
    if (found?.type === 'rollup') {
      const result = rollupResult(textOf(found, 'function'))
      return result === 'array' ? undefined : result
    }
    return found && isDeclarable(found.type) ? RESULTS[found.type] : undefined
  })

const formulaText = (pull: Pull, property: LiveProperty): string | undefined => {
  const expression = textOf(property, 'expression')
  const result = resultOf(pull, property)
  if (expression === undefined || result === undefined) return undefined
  const named = replaceReferences(
    expression,
    () => undefined,
    (id, source) => {
      const found = referredBy(pull.live, id, source, pull.id)
      return found && referenceTo(found.name)
    },
  )
  return `(${quoted(result)}, ${quoted(named)})`
}

/** The name of an imported declaration in the source: a different one if its own is already used. */
const importedName = ({ name: own, imports }: Pull, name: string, from: string): string => {
  let local = name
  for (let other = imports.get(local); local === own || (other && (other.name !== name || other.from !== from)); ) {
    local = `${local}_`
    other = imports.get(local)
  }
  imports.set(local, { name, from })
  return local
}

const relationText = (pull: Pull, { config }: LiveProperty): string | undefined => {
  const id = field(config, 'data_source_id')
  if (typeof id !== 'string') return undefined
  const dual = field(config, 'dual_property')
  const synced = field(dual, 'synced_property_name')
  const two_way = !isRecord(dual) ? '' : typeof synced === 'string' && synced ? `, ${quoted(synced)}` : ', true'
  const related = pull.relations.get(undashed(id))
  const self = undashed(id) === undashed(pull.id) ? { name: pull.name, from: undefined } : undefined
  const { name, from } = self ?? related ?? {}
  if (name === undefined) return `(() => ${quoted(id)}${two_way})`
  pull.used.add('type RelatedDataSource')
  return `((): RelatedDataSource => ${from === undefined ? name : importedName(pull, name, from)}${two_way})`
}

const ROLLUP_FIELDS = { relation: 'relation_property_name', property: 'rollup_property_name', function: 'function' }

const rollupText = (property: LiveProperty): string | undefined => {
  const result = rollupResult(textOf(property, 'function'))
  if (result === undefined) return undefined
  const parts = Object.entries(ROLLUP_FIELDS).map(([name, from]) => [name, quoted(textIn(property, from))] as const)
  // A deleted relation or property has no name.
  const isWhole = parts.every(([, text]) => text !== "''")
  return `(${quoted(result)}${isWhole ? `, ${objectText(Object.fromEntries(parts))}` : ''})`
}

/** The text after the name of a type: a call of `of` or `to`, or nothing. */
const argumentsOf = (pull: Pull, property: LiveProperty): string => {
  const { type: known } = property
  switch (known) {
    case 'select':
    case 'multi_select':
    case 'status': {
      if (!isRecord(property.config)) return ''
      const options = optionsOf(property).map(optionText)
      return options.length > 1 ? `.of(\n        ${options.join(',\n        ')},\n      )` : `.of(${options.join('')})`
    }
    case 'number': {
      const format = textOf(property, 'format')
      return format === undefined ? '' : `.of(${quoted(format)})`
    }
    case 'unique_id': {
      const prefix = textOf(property, 'prefix')
      return prefix === undefined ? '' : `.of(${quoted(prefix)})`
    }
    case 'formula': {
      const of = formulaText(pull, property)
      return of === undefined ? '' : `.of${of}`
    }
    case 'relation': {
      const to = relationText(pull, property)
      return to === undefined ? '' : `.to${to}`
    }
    case 'rollup': {
      const of = rollupText(property)
      return of === undefined ? '' : `.of${of}`
    }
    default:
      known satisfies Unconfigured
      return ''
  }
}

/** The keys that a declaration cannot have, and `__proto__`, which would set a prototype. */
const isReservedKey = (key: string): boolean => ['id', 'and', 'or', '__proto__'].includes(key)

const keyOf = (name: string, taken: ReadonlySet<string>): string => {
  let key = name
  while (isReservedKey(key) || (key !== name && taken.has(key))) key = `${key}_`
  return key
}

const propertyText = (pull: Pull, property: LiveProperty, key: string): string => {
  const { name, type, encoded, description } = property
  if (!isDeclarable(type)) {
    const shown = quoted(name)
    return `    // ${shown}: a property of the type ${quoted(type)}, which cannot be declared.`
  }
  const word = wordOf(type)
  pull.used.add(word)
  const fields = [
    `prop: ${word}${argumentsOf(pull, property)}`,
    ...(encoded === '' ? [] : [`id: ${quoted(encoded)}`]),
    ...(key === name ? [] : [`name: ${quoted(name)}`]),
    ...(description === null ? [] : [`description: ${quoted(description)}`]),
  ]
  const line = `    ${keyText(key)}: { ${fields.join(', ')} },`
  return line.length <= 120 && !line.includes('\n')
    ? line
    : `    ${keyText(key)}: {\n${fields.map((text) => `      ${text},\n`).join('')}    },`
}

const importText = (names: Iterable<string>, from: string): string => {
  const bare = (name: string): string => name.replace('type ', '').toLowerCase()
  const sorted = [...names].sort((one, other) => (bare(one) < bare(other) ? -1 : 1))
  return `import { ${sorted.join(', ')} } from ${quoted(from)}`
}

/**
 * Writes the schema of a data source as TypeScript: a declaration with the ids of the properties and options, formulas and rollups with the
 * types of their results, and relations to other declarations. With it, the types of a program follow from the actual schema.
 *
 * The same schema always gives the same text, so a diff shows the changes: the title comes first, then the other properties by name.
 * Properties of a type that cannot be declared are comments. If the result type of a formula is unknown, it is omitted: pass some `rows` in
 * that case.
 *
 * @param dataSource The data source, as `getDataSource` returns it.
 * @param options The name of the constant, and the declarations of related data sources.
 * @returns A module that imports `notion-fp/props` and `notion-fp/rows` and exports the declaration.
 * @example
 * import { type Context, getDataSource } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 * import { pullSchema } from 'notion-fp/rows'
 *
 * const sourceOf = (ctx: Context, data_source_id: string) =>
 *   pipe(getDataSource(ctx, { data_source_id }), TE.map((dataSource) => pullSchema(dataSource, { name: 'Tasks' })))
 */
export const pullSchema = (dataSource: PullableDataSource, options: PullSchemaOptions = {}): string => {
  const id = `${field(dataSource, 'id') ?? ''}`
  const live = liveProperties(dataSource)
  const runs = field(dataSource, 'title')
  // `plainText` reads any list.
  const title = Array.isArray(runs) ? plainText(unsafeCast<RichText>(runs)) : ''
  const words = [...TYPES].map(wordOf)
  const name = constantName(typeof options.name === 'string' ? options.name : identifierOf(title), words)
  const related = Object.entries(options.relations ?? {}).map(
    ([of, { name: other, from }]) => [undashed(of), { name: constantName(other, words), from }] as const,
  )
  const pull: Pull = {
    id,
    live,
    name,
    relations: new Map(related),
    rows: options.rows ?? [],
    used: new Set(),
    imports: new Map(),
  }
  const names = new Set(live.map((property) => property.name))
  const taken = new Set(names)
  const lines = live.map((property) => {
    const key = keyOf(property.name, taken)
    taken.add(key)
    return propertyText(pull, property, key)
  })
  const modules = new Map<string, Array<string>>()
  for (const [local, { name: its, from }] of pull.imports) {
    modules.set(from, [...(modules.get(from) ?? []), local === its ? its : `${its} as ${local}`])
  }
  const imports = [...modules].sort(([one], [other]) => (one < other ? -1 : 1))
  return `${[
    ...(pull.used.size === 0 ? [] : [importText(pull.used, 'notion-fp/props')]),
    importText(['defineDataSource'], 'notion-fp/rows'),
    ...imports.map(([from, words]) => importText(words, from)),
    '',
    `export const ${name} = defineDataSource({`,
    `  data_source_id: ${quoted(id)},`,
    ...(title === '' ? [] : [`  title: ${quoted(title)},`]),
    '  properties: {',
    ...lines,
    '  },',
    '})',
  ].join('\n')}\n`
}
