/** The types that follow from the declaration of a data source. */
import type { SortDirection, TimestampSort } from '../../core/objects/sort.js'
import type { AbsentBesideAnotherCondition, AbsentInThisSort } from '../../core/schema/absent.js'
import type { ExactlyOne } from '../../core/schema/exactlyOne.js'
import type { FormulaResults } from '../../props/formula.js'
import type { ReadOnlyProp } from '../../props/prop.js'
import type {
  FilterableType,
  PropertyConditions,
  PropertyType,
  PropertyValueRequests,
  WritablePropertyType,
} from '../../props/propertyTables.js'
import '../../props/propertyTypes.js'
import type { RelationInput } from '../../props/relation.js'
import type { RollupResults } from '../../props/rollup.js'
import type { Unavailable } from '../../props/unavailable.js'
import type { DataSourceDefinition, PropertyDeclarations } from './definition.js'

/** Any declaration. */
export type AnyDefinition = DataSourceDefinition<PropertyDeclarations>

/** The fields one by one, so that editors and compilers show them instead of a name. */
type Expand<Fields> = Fields extends infer Each ? { readonly [Name in keyof Each]: Each[Name] } : never

/** The declared properties of a definition. */
type PropertiesOf<Definition extends AnyDefinition> = Definition['properties']

/** The keys of a declaration. In parameters this is `& string` once more, or compilers show this name in place of the keys. */
export type PropertyKeyOf<Definition extends AnyDefinition> = keyof PropertiesOf<Definition> & string

/** The property type of a declaration. */
type PropOf<Declared> = Declared extends { readonly prop: infer Prop } ? Prop : Declared

/** The names of the declared options; any string if none are declared. */
type OptionNameOf<Prop> = Prop extends { readonly of: ReadonlyArray<infer Option> }
  ? Option extends string
    ? Option
    : Option extends { readonly name: infer Name extends string }
      ? Name
      : never
  : string

/** The plain value in a row. */
type RowValue<Prop> = Prop extends { readonly type: 'select' | 'status'; readonly of: unknown }
  ? OptionNameOf<Prop> | null
  : Prop extends { readonly type: 'multi_select'; readonly of: unknown }
    ? ReadonlyArray<OptionNameOf<Prop>>
    : Prop extends {
          readonly type: 'formula'
          readonly of: { readonly result: infer Result extends keyof FormulaResults }
        }
      ? FormulaResults[Result] | Unavailable
      : Prop extends {
            readonly type: 'rollup'
            readonly of: { readonly result: infer Result extends keyof RollupResults }
          }
        ? RollupResults[Result] | Unavailable
        : Prop extends ReadOnlyProp<PropertyType, infer Output>
          ? Output
          : never

/**
 * A row: its id, and the plain value of each property. Options are their names, relations the ids of the related pages.
 *
 * @typeParam Definition The type of the declaration: `typeof Tasks`.
 * @typeParam Key The keys of the properties that the row has. Default all.
 */
export type Row<
  Definition extends AnyDefinition,
  Key extends PropertyKeyOf<Definition> = PropertyKeyOf<Definition>,
> = Expand<{
  readonly [Name in 'id' | Key]: Name extends PropertyKeyOf<Definition>
    ? RowValue<PropOf<PropertiesOf<Definition>[Name]>>
    : string
}>

/** The value of an option; with `allow_new_options`, any string. */
type OptionValue<Prop, AllowNew> = true extends AllowNew ? string : OptionNameOf<Prop>

/** The plain value that can be written; `never` if Notion computes it. */
type InputValue<Prop, AllowNew> = Prop extends { readonly type: 'select'; readonly of: unknown }
  ? OptionValue<Prop, AllowNew> | null
  : Prop extends { readonly type: 'status'; readonly of: unknown }
    ? OptionNameOf<Prop> | null
    : Prop extends { readonly type: 'multi_select'; readonly of: unknown }
      ? ReadonlyArray<OptionValue<Prop, AllowNew>>
      : Prop extends (value: infer Input) => unknown
        ? Input
        : Prop extends { readonly type: 'relation' }
          ? ReadonlyArray<RelationInput>
          : // What is declared with a configuration builds no values: they are written as they are.
            Prop extends { readonly type: infer Type extends WritablePropertyType }
            ? PropertyValueRequests[Type]
            : never

/** The keys of the properties that can be written. */
type WritableKey<Definition extends AnyDefinition> = {
  [Key in PropertyKeyOf<Definition>]: PropOf<PropertiesOf<Definition>[Key]> extends {
    readonly type: WritablePropertyType
  }
    ? Key
    : never
}[PropertyKeyOf<Definition>]

/** Notion computes the property: it cannot be written. */
export declare enum ComputedByNotion {
  none = '',
}

/** The id of a row is not a value: `updateRow` has a separate parameter for it. */
export declare enum NotAValue {
  none = '',
}

/**
 * The plain values to write. Omitted or `undefined` values are left unchanged, or empty in a new row.
 *
 * @typeParam Definition The type of the declaration: `typeof Tasks`.
 * @typeParam AllowNew `true` to allow options that are not declared.
 */
export type RowInput<Definition extends AnyDefinition, AllowNew extends boolean = false> = Expand<
  {
    readonly [Key in WritableKey<Definition>]?: InputValue<PropOf<PropertiesOf<Definition>[Key]>, AllowNew> | undefined
  } & {
    readonly [Key in Exclude<PropertyKeyOf<Definition>, WritableKey<Definition>>]?: ComputedByNotion | undefined
  } & { readonly id?: NotAValue | undefined }
>

interface OptionConditions<Name> {
  /** One option, or several of which one must be selected. */
  readonly equals: Name | ReadonlyArray<Name>
  /** One option, or several of which none may be selected. */
  readonly does_not_equal: Name | ReadonlyArray<Name>
  readonly is_empty: true
  readonly is_not_empty: true
}

interface OptionsConditions<Name> {
  /** One option, or several. */
  readonly contains: Name | ReadonlyArray<Name>
  /** One option, or several. */
  readonly does_not_contain: Name | ReadonlyArray<Name>
  readonly is_empty: true
  readonly is_not_empty: true
}

interface RelationConditions {
  /** A row, or the id of a page. */
  readonly contains: RelationInput
  /** A row, or the id of a page. */
  readonly does_not_contain: RelationInput
  readonly is_empty: true
  readonly is_not_empty: true
}

type One<Table> = ExactlyOne<Table, AbsentBesideAnotherCondition>

interface FormulaConditions {
  readonly string: PropertyConditions['rich_text']
  readonly number: PropertyConditions['number']
  readonly boolean: PropertyConditions['checkbox']
  readonly date: PropertyConditions['date']
}

interface RollupConditions {
  readonly number: PropertyConditions['number']
  readonly date: PropertyConditions['date']
  readonly array: Extract<
    PropertyConditions['rollup'],
    { readonly any: unknown } | { readonly none: unknown } | { readonly every: unknown }
  >
}

/** The condition of a property; `never` if Notion has none. */
type ConditionOf<Prop> = Prop extends { readonly type: 'select' | 'status'; readonly of: unknown }
  ? One<OptionConditions<OptionNameOf<Prop>>>
  : Prop extends { readonly type: 'multi_select'; readonly of: unknown }
    ? One<OptionsConditions<OptionNameOf<Prop>>>
    : Prop extends { readonly type: 'relation' }
      ? One<RelationConditions>
      : Prop extends {
            readonly type: 'formula'
            readonly of: { readonly result: infer Result extends keyof FormulaConditions }
          }
        ? FormulaConditions[Result]
        : Prop extends {
              readonly type: 'rollup'
              readonly of: { readonly result: infer Result extends keyof RollupConditions }
            }
          ? RollupConditions[Result]
          : Prop extends { readonly type: infer Type extends FilterableType }
            ? PropertyConditions[Type]
            : never

/** The keys of the properties that filters support. */
type FilterableKey<Definition extends AnyDefinition> = {
  [Key in PropertyKeyOf<Definition>]: PropOf<PropertiesOf<Definition>[Key]> extends { readonly type: FilterableType }
    ? Key
    : never
}[PropertyKeyOf<Definition>]

/**
 * The rows to return: conditions by property, all of which must match. A condition is one of Notion's for the type of the property; for a
 * formula or rollup with a declared result, it applies to the result.
 *
 * @typeParam Definition The type of the declaration: `typeof Tasks`.
 */
export type Where<Definition extends AnyDefinition> = {
  readonly [Key in FilterableKey<Definition>]?: ConditionOf<PropOf<PropertiesOf<Definition>[Key]>> | undefined
} & {
  /** All of these must match too. */
  readonly and?: ReadonlyArray<Where<Definition>> | undefined
  /** At least one of these must match too. */
  readonly or?: ReadonlyArray<Where<Definition>> | undefined
}

/**
 * A sort criterion.
 *
 * @typeParam Definition The type of the declaration: `typeof Tasks`.
 */
export type RowSort<Definition extends AnyDefinition> =
  | {
      /** The key of the property. */
      readonly property: PropertyKeyOf<Definition> & string
      readonly direction: SortDirection
      readonly timestamp?: AbsentInThisSort | undefined
    }
  | TimestampSort
