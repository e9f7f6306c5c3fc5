/** The part of quick-lru that the cache reaches. A plugin of rollup, and of Vite. */
export declare const leanLru: () => { readonly name: string }
