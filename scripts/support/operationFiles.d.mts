/** An operation and where it is. */
export interface OperationFile {
  /** The folder of its resource, such as `pages`. */
  readonly resource: string
  readonly op: string
  readonly file: string
}

/** Every operation, in the order of `src/index.ts`. */
export declare const operationFiles: () => ReadonlyArray<OperationFile>
