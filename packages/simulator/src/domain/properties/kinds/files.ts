/** The type `files`. Files of a response may be written back, unlike those of blocks. */
import { assertAttachable, fileSource, markAttached, nameFromUrl, serializeFileSource } from '../../files/fileSource.js'
import { type Check, fields, list, optional, string } from '../../validate/check.js'
import { dashed } from '../../values/id.js'
import { asArray, asObject, asString, isObject, type Json } from '../../values/json.js'
import { conditionFamily, EMPTINESS_CHECKS, emptinessTests, isEmpty } from '../conditions/family.js'
import { declaredList } from '../declared.js'
import { kind, type PropertyKind } from '../kind.js'

/** A file needs a name, unless it is an upload, which has its own. */
const file: Check = (value, path) => {
  const uploaded = isObject(value) && value.file_upload !== undefined
  const problems = fileSource(value, path)
  return problems.length > 0
    ? problems
    : fields({ name: uploaded ? optional(string(2000)) : string(2000) })(value, path)
}

const declaredFile = (value: Json): Json => {
  if (typeof value !== 'string') return value
  const path = URL.canParse(value) ? new URL(value).pathname : value
  return { name: path.slice(path.lastIndexOf('/') + 1) || value, external: { url: value } }
}

/** `files`: external files and uploads. */
export const files: PropertyKind = kind({
  type: 'files',
  value: list(file, 100),
  validate: (workspace, _, request) => {
    for (const each of asArray(request)) assertAttachable(workspace, each)
  },
  store: (workspace, _, request) =>
    asArray(request).map((each): Json => {
      const given = asObject(each)
      const source = serializeFileSource(workspace, given)
      const address = asString(asObject(source.external ?? source.file).url)
      const upload = workspace.uploads.get(dashed(asString(asObject(given.file_upload).id)))
      markAttached(workspace, each)
      return { name: asString(given.name) || (upload?.filename ?? nameFromUrl(address)), ...source }
    }),
  empty: [],
  moves: 'stored',
  conditions: conditionFamily(EMPTINESS_CHECKS, emptinessTests(isEmpty)),
  elementFilterKey: 'files',
  declaredValue: (value) => declaredList(value).map(declaredFile),
})
