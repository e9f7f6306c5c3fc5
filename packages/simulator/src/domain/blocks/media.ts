/** Blocks that contain a file. A file hosted by Notion, as a copied response contains it, is ignored in a request. */
import { nameFromUrl, newFile, serializeFileSource } from '../files/fileSource.js'
import type { Workspace } from '../state/workspace.js'
import { anything, type Check, fields, optional, string, variant } from '../validate/check.js'
import { asObject, asString, get, isObject, type Json, type JsonObject } from '../values/json.js'
import type { BlockType } from './blockType.js'
import { caption } from './fields.js'

/** The types of block that contain a file. */
export const MEDIA_TYPES: ReadonlySet<string> = new Set(['image', 'video', 'pdf', 'audio', 'file'])

/** The sources of a media block: an external file or an upload. */
const newSource: Check = (value, path) => {
  // A file hosted by Notion, as responses contain it, is ignored.
  const { file: _, type, ...rest } = asObject(value)
  const stated = type === 'file' || type === undefined ? {} : { type }
  return variant(newFile)(isObject(value) ? { ...rest, ...stated } : value, path)
}

/** A file's name with percent signs decoded where possible. */
const decodeName = (url: string): string => {
  const name = nameFromUrl(url)
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

const nameOf = ({ external, file }: JsonObject): string =>
  decodeName(asString(isObject(external) ? external.url : asObject(file).url))

const EXTENSION = /\.\w+$/

/** A new name of a file; without an extension, it gets the one of the file. */
const withExtensionOf = (name: string, file: string): string =>
  name === '' || EXTENSION.test(name) ? name : `${name}${EXTENSION.exec(file)?.[0] ?? ''}`

/** A type of block that contains a file; `named` is whether the file has a name of its own. */
export const media = (named = false): BlockType => {
  const source = (workspace: Workspace, request: JsonObject): JsonObject => {
    const serialized = serializeFileSource(workspace, request)
    const given = get(request, 'name')
    const ownName = nameOf(serialized)
    return {
      ...serialized,
      ...(named ? { name: typeof given === 'string' ? withExtensionOf(given, ownName) : ownName } : {}),
    }
  }
  const captionOf = (workspace: Workspace, request: JsonObject): Json =>
    request.caption === undefined ? [] : caption.serialize(workspace, request.caption)
  const hasSource = (request: JsonObject): boolean =>
    ['external', 'file_upload', 'file'].some((key) => get(request, key) !== undefined)
  const optionalFields = {
    caption: optional(caption.check),
    type: optional(anything),
    external: optional(anything),
    file_upload: optional(anything),
    children: optional(anything),
    ...(named ? { name: optional(string()) } : {}),
  }
  const updateFields = fields(optionalFields, true)
  // A file hosted by Notion cannot be used for a new block: it is ignored.
  const createFields = fields({ ...optionalFields, file: optional(anything) }, true)
  return {
    create: (value, path) => [...createFields(value, path), ...newSource(value, path)],
    update: (value, path) => [
      ...updateFields(value, path),
      ...(isObject(value) && hasSource(value) ? newSource(value, path) : []),
    ],
    serialize: (workspace, request) => ({ caption: captionOf(workspace, request), ...source(workspace, request) }),
    patch: (workspace, stored, request) => {
      const newCaption = request.caption === undefined ? (stored.caption ?? []) : captionOf(workspace, request)
      if (!hasSource(request)) {
        const name = get(request, 'name')
        const renamed = named && typeof name === 'string' ? { name: withExtensionOf(name, nameOf(stored)) } : {}
        return { ...stored, caption: newCaption, ...renamed }
      }
      return { caption: newCaption, ...source(workspace, request) }
    },
    nesting: 'none',
    updatable: true,
  }
}
