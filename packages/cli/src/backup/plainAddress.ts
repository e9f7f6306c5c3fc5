/** The URL of a file without its signature, which differs in each response. */
export const plainAddress = (url: string): string => url.replace(/[?#].*$/s, '')
