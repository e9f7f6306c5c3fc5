/** The one place where the compiler is overruled. Each use says why it is right. */
export const unsafeCast = <A>(value: unknown): A => value as A
