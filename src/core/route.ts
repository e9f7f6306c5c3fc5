/** Where a call goes: the path of the API reference with its parameters filled in, and what is wrong with them. */
import type { InvalidInput } from './error.js'
import type { Method } from './fetcher.js'
import { parseBlockId, parseId, parseViewId } from './id.js'
import { AN_ID } from './ids.js'
import { decoded, encoded } from './url.js'

/** A parameter of a path, ready to stand in it, or a word on what is allowed there. */
export interface PathPart {
  readonly given: unknown
  /** What goes into the path; absent: the parameter is refused. */
  readonly segment?: string
  readonly allowed: string
}

const idPart =
  (parse: (text: string) => string | undefined) =>
  (given: string): PathPart => {
    const segment = typeof given === 'string' ? parse(given) : undefined
    return segment === undefined ? { given, allowed: AN_ID } : { given, segment, allowed: AN_ID }
  }

/** An id, in any spelling or as a Notion address. */
export const id: (given: string) => PathPart = /*#__PURE__*/ idPart(parseId)

/** The id of a block: an address with `#…` means the block it points at. */
export const blockId: (given: string) => PathPart = /*#__PURE__*/ idPart(parseBlockId)

/** The id of a view: an address with `?v=…` means the view it shows. */
export const viewId: (given: string) => PathPart = /*#__PURE__*/ idPart(parseViewId)

/** A part that Notion gave and that only Notion understands, such as the id of a property. */
export const opaque = (given: string): PathPart => {
  const allowed = 'a word without "..", as Notion gave it'
  // A part that is encoded already stays as it is: Notion gives the ids of properties so, and encoding them twice
  // makes them other ids. Everything that a path could be broken with is encoded all the same.
  const plain = typeof given === 'string' && given !== '' ? decoded(given) : '..'
  return plain.includes('..') || plain === '.' ? { given, allowed } : { given, segment: encoded(plain), allowed }
}

/** The names in braces in a path of the API reference. */
type ParameterOf<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterOf<Rest>
  : never

/** What {@link route} gives for a request. */
export interface Route {
  readonly method: Method
  readonly path: string
  readonly invalid?: ReadonlyArray<InvalidInput>
}

/**
 * The method, path and refusals of a request. What is refused leaves its name in the path.
 *
 * @param method The HTTP method.
 * @param template The path as the API reference writes it, below `/v1/`: `pages/{page_id}`.
 * @param parts What stands for each name in braces.
 * @param issues What is wrong with the rest of the parameters.
 */
export const route = <Template extends string>(
  method: Method,
  template: Template,
  parts: { readonly [Name in ParameterOf<Template>]: PathPart },
  issues: ReadonlyArray<InvalidInput> = [],
): Route => {
  const refused: Array<InvalidInput> = [...issues]
  const path = Object.entries<PathPart>(parts).reduce((text, [field, { given, segment, allowed }]) => {
    if (segment !== undefined) return text.replace(`{${field}}`, () => segment)
    refused.push({ field, given, allowed })
    return text
  }, `${template}`)
  return refused.length > 0 ? { method, path, invalid: refused } : { method, path }
}
