/** Builds the command into a folder, which is replaced as a whole. */
export declare const buildCommand: (outdir: string) => Promise<unknown>
