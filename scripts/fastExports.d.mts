/** The exports of the tested modules are fast to read. A plugin of Vite. */
export declare const fastExports: () => { readonly name: string }
