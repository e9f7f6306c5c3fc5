/** Parsed formulas, which the workspace stores, so that each is parsed once for all rows. */

/** A parsed formula. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list'; readonly items: ReadonlyArray<Expression> }
  | { readonly kind: 'call'; readonly name: string; readonly args: ReadonlyArray<Expression> }

/** Formulas that were parsed, by their expression; undefined for those that cannot be. */
export type Formulas = Map<string, Expression | undefined>
