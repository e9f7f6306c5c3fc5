/** The tables of the documentation that say what the operations are and what they declare, made of the operations themselves. */
import { readdirSync, readFileSync } from 'node:fs'
import { samples } from '../../test/props/samples/index.js'
import { obsoleteTable } from '../../test/support/obsoleteWords.js'
import { operations } from '../../test/support/operations.js'
import { inWords, type Operation } from '../../test/support/seen.js'
import type { Table } from './inPlace.js'
import { strengths } from './strengths.js'

/** Operations that are made of others, with what these are. */
const COMPOSED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  databases: {
    queryDatabase: '`getDatabase`, then `queryDataSource`',
    getDatabaseEntries: '`getDatabase`, then `getDataSourceEntries`',
  },
  data_sources: { getDataSourceEntries: '`queryDataSource`, as often as necessary' },
  search: { getAllPages: '`search`, all pages of results', getAllDatabases: '`search`, all pages of results' },
}

/** The name of an operation, as a link to the page of Notion's reference that its docstring names. */
const linked = (resource: string, op: string): string => {
  const source = readFileSync(`src/ops/${resource}/${op}.ts`, 'utf8')
  const [, address] = /@see (https:\S+)/.exec(source) ?? []
  if (address === undefined) throw new Error(`${op} names no page of the reference`)
  return `[\`${op}\`](${address})`
}

const row = (...cells: ReadonlyArray<string>): string => `| ${cells.join(' | ')} |`

const code = (text: string): string => `\`${inWords(text)}\``

const callOf = ({ requests: [first] }: Operation): string => (first ? code(`${first.method} ${first.path}`) : '')

const kindOf = ({ requests }: Operation): string => [...new Set(requests.map(({ kind }) => kind))].join(' or ')

/** Whether an operation gives its results a page at a time. */
const isPaginated = ({ op, requestWith }: Operation): boolean =>
  op !== 'createViewQuery' && requestWith({ page_size: 0 }).invalid?.[0]?.field === 'page_size'

/** A link to the file of an operation, in whose place the site has its page of the reference. */
const referenceOf = (resource: string, op: string): string => `[\`${op}\`](../../src/ops/${resource}/${op}.ts)`

/** A call, as a link to the page of Notion's reference that its operation names. */
const documented = (resource: string, operation: Operation): string =>
  linked(resource, operation.op).replace(/^\[.*?\]/, () => `[${callOf(operation)}]`)

const operationRows = ([resource, group]: readonly [string, ReadonlyArray<Operation>]): ReadonlyArray<string> => [
  ...group.map((operation) =>
    row(
      referenceOf(resource, operation.op),
      documented(resource, operation),
      isPaginated(operation) ? `${kindOf(operation)}, paginated` : kindOf(operation),
    ),
  ),
  ...Object.entries(COMPOSED[resource] ?? {}).map(([op, parts]) => row(referenceOf(resource, op), parts, 'read')),
]

/** Every operation with the call it makes and what a repetition of it does. */
const operationsTable = (): string =>
  [
    row('operation', 'call', 'kind'),
    '|---|---|---|',
    ...Object.entries(operations).flatMap(operationRows),
    '',
    '`read`: changes nothing, whatever its method. `repeatable`: idempotent. `once`: not idempotent, as it creates or',
    'appends. In pages: paginated, for `iterate`, `iteratePages` and `collect`.',
  ].join('\n')

const ruleRow = (resource: string, operation: Operation): string =>
  row(
    linked(resource, operation.op),
    callOf(operation),
    kindOf(operation),
    operation.requests[0]?.cache?.resource ?? '',
    operation.reads.map(code).join(', '),
    [
      ...operation.writes.map(code),
      ...operation.told.map((tag) => `${code(tag)} \\*`),
      ...operation.inDoubt.map((tag) => `${code(tag)} †`),
    ].join(', '),
  )

const hasRules = ({ requests: [first], writes, told }: Operation): boolean =>
  first?.cache !== undefined || writes.length + told.length > 0

/** What each operation keeps, what that depends on, and what it makes stale. */
const rulesTable = (): string => {
  const all = Object.entries(operations).flatMap(([resource, group]) =>
    group.map((operation) => ({ resource, operation })),
  )
  return [
    row('operation', 'call', 'kind', 'cached as', 'depends on', 'invalidates'),
    '|---|---|---|---|---|---|',
    ...all.filter(({ operation }) => hasRules(operation)).map((one) => ruleRow(one.resource, one.operation)),
    '',
    '\\* Taken from the response: not invalidated by id if the outcome of the write is unknown.',
    '',
    '† Only if the outcome of the write is unknown.',
    '',
    'The other operations are never cached and invalidate nothing:',
    `${all.flatMap(({ operation }) => (hasRules(operation) ? [] : [`\`${operation.op}\``])).join(', ')}.`,
  ].join('\n')
}

const DECISIONS = 'docs/decisions/'

/** Every decision record, by its title. */
const decisionsList = (): string =>
  readdirSync(DECISIONS)
    .filter((name) => /^\d+.*\.md$/.test(name))
    .sort()
    .map((name) => {
      const [, title] = /^# (.+)$/m.exec(readFileSync(DECISIONS + name, 'utf8')) ?? []
      if (!title?.startsWith(`${name.slice(0, 4)}: `)) {
        throw new Error(`The title of ${DECISIONS}${name} does not start with "# ${name.slice(0, 4)}: "`)
      }
      return `- [${title}](${name})`
    })
    .join('\n')

/** Text in lines that are not too long. */
const wrapped = (text: string): string => text.replace(/(.{1,135})(?: |$)/g, '$1\n').trim()

/** Every property type, by its name in `notion-fp/props`: what builds values as well, and what only reads them. */
const typesList = (): string => {
  const namesOf = (isWritable: boolean): string =>
    Object.values(samples)
      .filter(({ prop }) => (typeof prop === 'function') === isWritable)
      .map(({ type }) => `\`${type.replace(/_(.)/g, (_all, letter: string) => letter.toUpperCase())}\``)
      .join(', ')
  return wrapped(`Builders: ${namesOf(true)}. Readers only: ${namesOf(false)}.`)
}

/** All tables. */
export const tables = (): ReadonlyArray<Table> => [
  { file: 'docs/reference/operations.md', place: 'operations', text: operationsTable() },
  ...strengths(),
  { file: 'docs/concepts/properties.md', place: 'types', text: typesList() },
  { file: 'docs/concepts/caching.md', place: 'rules', text: rulesTable() },
  { file: 'CONTRIBUTING.md', place: 'words', text: obsoleteTable() },
  { file: `${DECISIONS}index.md`, place: 'decisions', text: decisionsList() },
]
