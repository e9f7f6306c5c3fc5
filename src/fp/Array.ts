/** `fp-ts/Array` under a name that plain Node can import. Use `import * as`, so that a bundle contains only the functions that are used. */
export * from 'fp-ts/Array'
