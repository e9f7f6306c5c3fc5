/** The part of ky that `kyFetcher` reaches. A plugin of rollup, and of Vite. */
export declare const fastExports: () => { readonly name: string }
