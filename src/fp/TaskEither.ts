/** `fp-ts/TaskEither` by a name that plain Node can import; `import * as` it where a bundle is to hold only the functions it uses. */
export * from 'fp-ts/TaskEither'
