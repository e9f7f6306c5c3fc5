/** What a contributor asks for, and what is wrong with it: a script writes nothing before all of it is known to be possible. */
import { lower, plural, singular, snake, upper } from './words.js'

/** What there is already. */
export interface Project {
  /** The folders of `src/ops` that are resources. */
  readonly resources: ReadonlyArray<string>
  /** The public names, with the files that export them. */
  readonly exported: ReadonlyMap<string, string>
  readonly exists: (file: string) => boolean
}

/** Why nothing is written. */
export interface Refused {
  readonly refused: string
}

const refused = (...lines: ReadonlyArray<string>): Refused => ({ refused: lines.join('\n') })

/** The words that are no names in JavaScript. */
const RESERVED =
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield'.split(
    ' ',
  )

/** The types that the file of an object or of an operation imports. */
const IMPORTED = ['Type', 'List', 'Context', 'NotionError', 'NotionRequest', 'PageParams', 'TaskEither']

/** The names that the files of a property type use for something else, and the fields that every value has. */
const USED_BY_PROPS =
  'config filter identity id test expect type value properties prop optionalText condition name description'.split(' ')

/** The number of letters to add, remove or change. */
const distance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [at, letter] of [...from].entries()) {
    const next = [at + 1]
    for (const [index, other] of [...to].entries()) {
      const changed = (row[index] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(changed, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

/** The name that was probably meant. */
export const meant = (given: string, known: ReadonlyArray<string>): string | undefined =>
  known
    .map((name) => ({ name, apart: distance(given, name) }))
    .filter(({ apart }) => apart <= 2)
    .sort((a, b) => a.apart - b.apart)[0]?.name

/** The words after a command: names, flags, and the values of those flags that have one. */
export interface Words {
  readonly names: ReadonlyArray<string>
  readonly flags: Readonly<Record<string, string>>
}

/**
 * Tells names and flags apart.
 *
 * @param args What was given to the command.
 * @param flags The flags that it has, with the values that each may have; an empty list for a flag without a value.
 * @param most How many names it takes.
 */
export const wordsOf = (
  args: ReadonlyArray<string>,
  flags: Readonly<Record<string, ReadonlyArray<string>>>,
  most: number,
): Words | Refused => {
  const names: Array<string> = []
  const given: Record<string, string> = {}
  const rest = [...args]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (!word.startsWith('-')) {
      names.push(word)
      continue
    }
    const [flag = '', inline] = word.split('=', 2)
    const allowed = Object.hasOwn(flags, flag) ? flags[flag] : undefined
    if (!allowed) {
      const all = Object.keys(flags)
      return refused(`Unknown flag ${flag}. ${all.length > 0 ? `Flags: ${all.join(', ')}.` : 'There are no flags.'}`)
    }
    const value = allowed.length > 0 ? (inline ?? rest.shift() ?? '') : ''
    if (allowed.length > 0 && !allowed.includes(value))
      return refused(`${flag} must be ${allowed.join(', ')}, not ${JSON.stringify(value)}.`)
    given[flag] = value
  }
  return names.length > most
    ? refused(
        `Received ${names.length} names, ${names.map((name) => JSON.stringify(name)).join(' ')}: at most ${most}.`,
      )
    : { names, flags: given }
}

/** The first of some public names and files that is there already. */
const taken = (
  { exported, exists }: Project,
  names: ReadonlyArray<string>,
  files: ReadonlyArray<string>,
): Refused | undefined => {
  const name = names.find((one) => exported.has(one))
  const file = files.find(exists)
  if (name !== undefined) return refused(`${name} exists: ${exported.get(name)}. Choose another name.`)
  return file === undefined ? undefined : refused(`${file} exists. Choose another name.`)
}

const METHODS = ['GET', 'POST', 'PATCH', 'DELETE'] as const
const KINDS = ['read', 'repeatable', 'once'] as const

type Method = (typeof METHODS)[number]
type Kind = (typeof KINDS)[number]

interface Verb {
  readonly method: Method
  readonly kind: Kind
  readonly does: string
  /** Whether its path names one object. */
  readonly hasId: boolean
  /** What its path ends with. */
  readonly ending?: string
}

/** The verbs that operations begin with, as the API uses them. */
const VERBS: Readonly<Record<string, Verb>> = {
  get: { method: 'GET', kind: 'read', does: 'Retrieves', hasId: true },
  query: { method: 'POST', kind: 'read', does: 'Queries', hasId: true, ending: 'query' },
  search: { method: 'POST', kind: 'read', does: 'Searches', hasId: true, ending: 'search' },
  create: { method: 'POST', kind: 'once', does: 'Creates', hasId: false },
  update: { method: 'PATCH', kind: 'repeatable', does: 'Updates', hasId: true },
  delete: { method: 'DELETE', kind: 'repeatable', does: 'Deletes', hasId: true },
  append: { method: 'PATCH', kind: 'once', does: 'Appends to', hasId: true, ending: 'children' },
  batch: { method: 'POST', kind: 'once', does: 'Changes', hasId: false, ending: 'batch' },
  cancel: { method: 'POST', kind: 'repeatable', does: 'Cancels', hasId: true, ending: 'cancel' },
  complete: { method: 'POST', kind: 'repeatable', does: 'Completes', hasId: true, ending: 'complete' },
  move: { method: 'POST', kind: 'repeatable', does: 'Moves', hasId: true, ending: 'move' },
  revoke: { method: 'POST', kind: 'repeatable', does: 'Revokes', hasId: true, ending: 'revoke' },
  send: { method: 'POST', kind: 'repeatable', does: 'Sends', hasId: true, ending: 'send' },
}

const OP_FLAGS = {
  '--new-resource': [],
  '--list': [],
  '--one': [],
  '--method': METHODS,
  '--kind': KINDS,
} as const

/** An operation to start from. */
export interface OperationAsked {
  readonly resource: string
  readonly op: string
  readonly verb: string
  readonly method: Method
  readonly kind: Kind
  /** What its summary begins with. */
  readonly does: string
  readonly isList: boolean
  readonly hasId: boolean
  readonly hasBody: boolean
  /** The name of the object that it returns, in the singular for a list. */
  readonly object: string
  /** The file of the object, where the object is there already. */
  readonly objectFile: string | undefined
  readonly idField: string
  /** The path as the API reference writes it. */
  readonly path: string
}

const OP_USAGE = `Usage: npm run new:op <resource> <operation>, such as: npm run new:op pages getTeamspace
The resource is a folder of src/ops. Flags, after "--": --list (one page of results at a time), --new-resource,
--method ${METHODS.join('|')} and --kind ${KINDS.join('|')} (for a verb that is not known, or another use of one).`

/** What is wrong with a name of several words, of which the first is written small. */
const camelProblem = (given: string): string | undefined => {
  const odd = /[^A-Za-z0-9]/.exec(given)?.[0]
  const camel = lower(given.replace(/[^A-Za-z0-9]+(.)?/g, (_all, letter: string = '') => letter.toUpperCase()))
  if (odd !== undefined) return `contains ${JSON.stringify(odd)}${/^[a-z]/.test(camel) ? `: write ${camel}` : ''}`
  if (/^[^a-z]/.test(given))
    return `does not begin with a small letter${/^[a-z]/.test(camel) ? `: write ${camel}` : ''}`
  return /^[a-z]+[A-Z]/.test(given) ? undefined : 'has no capital letter: after the verb, name what it is about'
}

/** Looks at what is given to `npm run new:op`. */
export const operationAsked = (args: ReadonlyArray<string>, project: Project): OperationAsked | Refused => {
  const words = wordsOf(args, OP_FLAGS, 2)
  if ('refused' in words) return refused(words.refused, OP_USAGE)
  const { names, flags } = words
  const [resource, op] = names
  const has = (flag: keyof typeof OP_FLAGS): boolean => Object.hasOwn(flags, flag)
  if (resource === undefined || op === undefined) return refused(OP_USAGE)

  const { resources } = project
  const snaked = snake(resource.replaceAll(/\W+/g, '_'))
  if (!/^[a-z]+(_[a-z]+)*$/.test(resource)) {
    const known = resources.includes(snaked) ? `: write ${snaked}` : ''
    return refused(`The resource ${JSON.stringify(resource)} is not in snake_case, such as file_uploads${known}.`)
  }
  if (resource === 'shared' || resource === 'operations' || RESERVED.includes(resource))
    return refused(`${resource} cannot be a resource. Choose another name.`)
  if (!resources.includes(resource) && !has('--new-resource')) {
    const other = meant(resource, resources)
    return refused(
      `src/ops/${resource} does not exist. ${other ? `Did you mean ${other}? ` : ''}Resources: ${resources.join(', ')}.`,
      `For a new resource, add --new-resource: npm run new:op ${resource} ${op} -- --new-resource`,
    )
  }

  const problem = camelProblem(op)
  if (problem !== undefined)
    return refused(`The operation ${JSON.stringify(op)} ${problem}. The form is camelCase, such as getTeamspace.`)
  const [, verb = '', rest = ''] = /^([a-z]+)([A-Z]\w*)$/.exec(op) ?? []
  const method = METHODS.find((one) => one === flags['--method'])
  const kind = KINDS.find((one) => one === flags['--kind'])
  const known = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined
  if (!known && !(method && kind)) {
    return refused(
      `What ${JSON.stringify(verb)} does is not known. Verbs: ${Object.keys(VERBS).join(', ')}.`,
      `For another one, add both flags: npm run new:op ${resource} ${op} -- --method POST --kind once`,
      'A read changes nothing. A repeatable write can be sent twice with the same result. Anything else is once.',
    )
  }
  const call: Verb = {
    ...(known ?? { does: upper(plural(verb)), hasId: true, ending: snake(verb) }),
    method: method ?? known?.method ?? 'POST',
    kind: kind ?? known?.kind ?? 'once',
  }
  if (call.method === 'GET' && call.kind !== 'read') return refused(`${op}: what is sent with GET is a read.`)

  const isList = has('--list')
  const isSeveral = /[^sui]s$/.test(rest)
  if (isList && has('--one')) return refused('--list and --one exclude each other.')
  if (isList && call.kind !== 'read')
    return refused(`${op}: a list is read, with get, query or search, or with --kind read.`)
  if (isList && !isSeveral)
    return refused(`${op}: a list has the plural of what it lists, such as ${verb}${upper(plural(lower(rest)))}.`)
  if (!isList && isSeveral && !has('--one') && verb !== 'batch') {
    return refused(
      `${op} names several. One of them: ${verb}${upper(singular(lower(rest)))}.`,
      ...(call.kind === 'read' ? [`One page of them at a time: npm run new:op ${resource} ${op} -- --list`] : []),
      `If it is one thing whose name ends in s: npm run new:op ${resource} ${op} -- --one`,
    )
  }

  const noun = lower(rest)
  const object = upper(isList || verb === 'batch' ? singular(noun) : noun)
  if (IMPORTED.includes(object) || object in globalThis)
    return refused(
      `${object} has another meaning in TypeScript. Choose a name that says more, such as ${verb}Page${rest}.`,
    )
  const objectFile = project.exported.get(object)
  const file = objectFile ?? `src/ops/${resource}/${lower(object)}.ts`
  const hasId = call.hasId && !isList
  const idField = `${snake(noun)}_id`
  return (
    taken(
      project,
      [op, `${op}Request`, `${upper(op)}Params`],
      [
        `src/ops/${resource}/${op}.ts`,
        `test/ops/${resource}/${op}.test.ts`,
        ...(objectFile === undefined ? [file] : []),
      ],
    ) ?? {
      resource,
      op,
      verb,
      method: call.method,
      kind: call.kind,
      does: isList ? 'Lists' : call.does,
      isList,
      hasId,
      hasBody: call.method === 'POST' || call.method === 'PATCH',
      object,
      objectFile,
      idField,
      path: [
        isSeveral ? snake(noun) : snake(plural(noun)),
        ...(hasId ? [`{${idField}}`] : []),
        ...(call.ending ? [call.ending] : []),
      ].join('/'),
    }
  )
}

/** A property type to start from. */
export interface PropAsked {
  /** The name that the API uses. */
  readonly type: string
  /** `phone_number` as `phoneNumber`. */
  readonly name: string
  /** The codec of its value. */
  readonly codec: string
}

/** Looks at what is given to `npm run new:prop`. */
export const propAsked = (args: ReadonlyArray<string>, project: Project): PropAsked | Refused => {
  const usage = `Usage: npm run new:prop <type>, such as: npm run new:prop star_rating
The type is the name that the API uses, in snake_case.`
  const words = wordsOf(args, {}, 1)
  if ('refused' in words) return refused(words.refused, usage)
  const [type] = words.names
  if (type === undefined) return refused(usage)
  if (!/^[a-z]+(_[a-z]+)*$/.test(type)) return refused(`The type ${JSON.stringify(type)} is not in snake_case.`, usage)
  const name = type.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase())
  const codec = `${upper(name)}PropertyValue`
  if (RESERVED.includes(name) || USED_BY_PROPS.includes(name))
    return refused(`${name} cannot be the name of a property type: its files need the word for something else.`)
  const files = [`src/props/${name}.ts`, `test/props/samples/${name}.ts`, `test/props/${name}.test.ts`]
  return taken(project, [name, codec], files) ?? { type, name, codec }
}

/** A middleware to start from. */
export interface MiddlewareAsked {
  readonly name: string
  /** Its name without `with`. */
  readonly what: string
}

/** Looks at what is given to `npm run new:middleware`. */
export const middlewareAsked = (args: ReadonlyArray<string>, project: Project): MiddlewareAsked | Refused => {
  const usage = 'Usage: npm run new:middleware <name>, such as: npm run new:middleware withAudit'
  const words = wordsOf(args, {}, 1)
  if ('refused' in words) return refused(words.refused, usage)
  const [name] = words.names
  if (name === undefined) return refused(usage)
  const [, what] = /^with([A-Z][A-Za-z0-9]*)$/.exec(name) ?? []
  if (what === undefined) {
    const why = /[^A-Za-z0-9]/.test(name) ? camelProblem(name) : 'does not begin with "with" and a capital letter'
    return refused(`The middleware ${JSON.stringify(name)} ${why}. The form is camelCase, such as withAudit.`)
  }
  const files = [`src/core/middleware/${name}.ts`, `test/core/middleware/${name}.test.ts`]
  return taken(project, [name, `${upper(name)}Options`], files) ?? { name, what }
}
