/**
 * Functions by type of block. The types are those of `Block` in notion-fp: a type that is added there is missing in each table until it
 * has a function, which does not compile.
 *
 * @internal
 */
import type { Block } from 'notion-fp'

type KnownType<B> = B extends { readonly type: infer Type }
  ? string extends Type
    ? never
    : Extract<Type, string>
  : never

/** The types of blocks that are known, those of the API's older names too. */
export type BlockType = KnownType<Block>

/** The block of a type. */
export type BlockOf<Type extends BlockType> = Extract<Block, { readonly type: Type }>

/** One function for each type. */
export type ForEachType<Make> = Readonly<Record<BlockType, Make>>

/** The function of a type: the caller's if given, otherwise the default; for an unknown type, that of unsupported blocks. */
export const forType = <Given, Own extends Given>(
  type: string,
  given: { readonly [type: string]: Given | undefined },
  own: { readonly [type: string]: Own | undefined } & { readonly unsupported: Own },
): Given =>
  (Object.hasOwn(given, type) ? given[type] : undefined) ??
  (Object.hasOwn(own, type) ? own[type] : undefined) ??
  own.unsupported
