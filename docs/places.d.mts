export declare const pathOf: (file: string) => string
