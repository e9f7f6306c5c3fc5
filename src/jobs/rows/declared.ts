/**
 * The declared properties in the form that the jobs use, and the checks of a declaration.
 *
 * @internal
 */
import { type Either, left, right } from 'fp-ts/Either'
import type { InvalidInputError } from '../../core/call/error.js'
import type { InvalidInput } from '../../core/call/issues.js'
import { isObject, isRecord } from '../../core/internal/json.js'
import { field, tryTo } from '../../core/internal/orUndefined.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import type { AnyProp } from '../../props/schema.js'
import { invalidJob } from '../shared/jobParams.js'
import type { BoundProperty, PropertyDeclaration } from './definition.js'
import type { AnyDefinition } from './rowTypes.js'

/** A declared property: its key in the program, and how it is found in Notion. */
export interface Declared {
  readonly key: string
  readonly prop: AnyProp
  /** Its name in Notion, when it was declared or bound. */
  readonly name: string
  /** Its id, if it is bound; that of a title is always the same. */
  readonly id: string | undefined
  readonly description: string | undefined
}

/** The id of every title. */
const TITLE_ID = 'title'

const isBound = (declaration: PropertyDeclaration): declaration is BoundProperty => 'prop' in declaration

/** One declared property. */
export const declaredProperty = (key: string, declaration: PropertyDeclaration): Declared => {
  const { prop, id, name, description }: BoundProperty = isBound(declaration) ? declaration : { prop: declaration }
  return { key, prop, name: name ?? key, id: prop.type === 'title' ? TITLE_ID : id, description }
}

/** The declared properties, in order. */
export const declaredProperties = ({ properties }: AnyDefinition): ReadonlyArray<Declared> =>
  Object.entries(properties).map(([key, declaration]) => declaredProperty(key, declaration))

/** The reference to a property in a request: its id, which does not change when it is renamed, or its name. */
export const referenceOf = ({ id, name }: Declared): string => id ?? name

const isProp = (value: unknown): boolean =>
  typeof field(value, 'type') === 'string' && typeof field(value, 'read') === 'function'

const PROPERTY_EXPECTED = 'a property type of notion-fp/props, alone or as { prop, id?, name? }'

/** The issues of a declaration. */
const definitionIssues = (given: unknown): ReadonlyArray<InvalidInput> => {
  const properties = field(given, 'properties')
  if (!isRecord(properties)) return [{ field: 'source', given, allowed: 'a declaration from defineDataSource' }]
  const found = new Map<string, string>()
  return Object.entries(properties).flatMap(([key, declaration]): ReadonlyArray<InvalidInput> => {
    const at = `source.properties.${key}`
    if (key === 'id' || key === 'and' || key === 'or') {
      return [{ field: at, given: key, allowed: 'another key, with the name in Notion: { prop, name }' }]
    }
    const prop = isObject(declaration) ? (field(declaration, 'prop') ?? declaration) : declaration
    if (!isProp(prop)) return [{ field: at, given: declaration, allowed: PROPERTY_EXPECTED }]
    // It has a property type.
    const { id, name } = declaredProperty(key, unsafeCast<PropertyDeclaration>(declaration))
    const reference = id === undefined ? `the name ${name}` : `the id ${id}`
    const other = found.get(reference)
    found.set(reference, key)
    return other === undefined ? [] : [{ field: at, given: reference, allowed: `different from that of ${other}` }]
  })
}

/** A valid declaration, or its issues. */
export const checkDefinition = <Definition extends AnyDefinition>(
  op: string,
  definition: Definition,
): Either<InvalidInputError, Definition> => {
  const issues = tryTo(
    () => definitionIssues(definition),
    [{ field: 'source', given: definition, allowed: 'a declaration from defineDataSource' }],
  )
  return issues.length > 0 ? left(invalidJob(op, issues)) : right(definition)
}
