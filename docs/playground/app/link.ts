/** Links that hold a program: the name of an example, or the code itself, compressed. Nothing is stored anywhere. */

/** Passes bytes through a stream of the platform that compresses or expands them. */
const pass = async (
  bytes: Uint8Array<ArrayBuffer>,
  through: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(through)).arrayBuffer())

/** What may stand in an address: base64 with two other characters, and without the padding. */
const toText = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

const fromText = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))

/** What a link opens. */
export type Linked = { readonly example: string } | { readonly code: string } | undefined

/** The part of an address after `#` that holds a program. */
export const linkOf = async (code: string): Promise<string> =>
  `#code=${toText(await pass(new TextEncoder().encode(code), new CompressionStream('deflate-raw')))}`

/** The link of an example. */
export const linkOfExample = (id: string): string => `#example=${id}`

/** Reads the part of an address after `#`. A link that is damaged opens nothing. */
export const readLink = async (hash: string): Promise<Linked> => {
  const given = new URLSearchParams(hash.slice(1))
  const example = given.get('example')
  if (example !== null) return { example }
  const code = given.get('code')
  if (code === null) return undefined
  try {
    return { code: new TextDecoder().decode(await pass(fromText(code), new DecompressionStream('deflate-raw'))) }
  } catch {
    return undefined
  }
}
