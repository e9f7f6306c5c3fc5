/** What the commands about schemas share. */
import type { Context } from 'notion-fp'
import type { AnyDefinition } from 'notion-fp/rows'
import type { OptionSpecs } from '../args/option.js'
import { usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import type { Session } from '../session/session.js'
import { findSource, type Source } from '../values/findSource.js'
import { loadDeclaration } from '../values/loadDeclaration.js'

/** The options of commands that compare a declaration with Notion. */
export const SCHEMA_OPTIONS = {
  export: { type: 'string', value: 'name', help: 'The export of the module, if it has several declarations' },
  source: { type: 'string', value: 'id', help: 'The data source or database, if the declaration does not say' },
  'keep-properties': { type: 'boolean', help: 'Properties that are not declared may stay' },
  'keep-options': { type: 'boolean', help: 'Options that are not declared may stay' },
} as const satisfies OptionSpecs

/** The values of these options. */
export interface SchemaValues {
  readonly export: string | undefined
  readonly source: string | undefined
  readonly 'keep-properties': boolean
  readonly 'keep-options': boolean
}

const policy = (keeps: boolean): 'keep' | 'remove' => (keeps ? 'keep' : 'remove')

/** A declaration, and the data source as it is. */
export interface Compared {
  readonly ctx: Context
  readonly definition: AnyDefinition
  readonly source: Source
  readonly scope: { readonly additional_properties: 'keep' | 'remove'; readonly additional_options: 'keep' | 'remove' }
}

/** Loads a declaration, and reads its data source. */
export const readBoth = async (session: Session, file: string, values: SchemaValues): Promise<Result<Compared>> => {
  const definition = await loadDeclaration(file, values.export)
  if (definition._tag === 'Left') return definition
  const given = values.source ?? definition.right.data_source_id ?? definition.right.database
  if (given === undefined)
    return fail(usageError(`${file} does not say which data source it declares.`, 'Name it with --source.'))
  const ctx = await session.context()
  if (ctx._tag === 'Left') return ctx
  const source = await findSource(ctx.right, given)
  if (source._tag === 'Left') return source
  const scope = {
    additional_properties: policy(values['keep-properties']),
    additional_options: policy(values['keep-options']),
  }
  return ok({ ctx: ctx.right, definition: definition.right, source: source.right, scope })
}
