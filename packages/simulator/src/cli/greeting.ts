/** What the command prints when the server has started: how to connect, and what is shared with the connection. */
import { plainText } from '../domain/richText/plainText.js'
import { asArray, asObject, asString } from '../domain/values/json.js'
import type { Simulator } from '../index.js'
import type { CliOptions } from './parseOptions.js'

const MAX_SHOWN = 10

/** What is shared with the connection, one line each. */
export const sharedWith = async (simulator: Simulator, token: string): Promise<ReadonlyArray<string>> => {
  const response = await simulator.fetch('http://127.0.0.1/v1/search', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'notion-version': '2026-03-11', 'content-type': 'application/json' },
    body: JSON.stringify({ page_size: MAX_SHOWN, sort: { timestamp: 'last_edited_time', direction: 'ascending' } }),
  })
  const found: unknown = await response.json()
  const lines = asArray(asObject(found).results)
    .map(asObject)
    .map((each) => {
      const titled = Object.values(asObject(each.properties))
        .map(asObject)
        .find(({ type }) => type === 'title')
      const title = plainText(each.title ?? titled?.title)
      return `  ${asString(each.object).padEnd(11)} ${asString(each.id)}  ${title || 'Untitled'}`
    })
  return asObject(found).has_more === true ? [...lines, '  … and more'] : lines
}

/** The warnings for a server that other machines can reach. */
export const warnings = ({ host, control }: CliOptions): ReadonlyArray<string> =>
  host === undefined
    ? []
    : [
        `Warning: it listens on ${host}. Anyone who can reach this address can read and change all contents${control ? ', and use the controls' : ''}.`,
      ]

/** The lines that the command prints when the server has started. */
export const greeting = (
  url: string,
  token: string,
  notices: ReadonlyArray<string>,
  shared: ReadonlyArray<string>,
  control: boolean,
): ReadonlyArray<string> => [
  `A Notion API on this machine: ${url}`,
  ...notices,
  '',
  ...(shared.length === 0 ? [] : ['Shared with the connection:', ...shared, '']),
  'Connect a client:',
  `  @notionhq/client  new Client({ auth: '${token}', baseUrl: '${url}' })`,
  `  notion-fp         createContext({ auth: '${token}', baseUrl: '${url}' })`,
  `  Python            notion_client.Client(auth="${token}", base_url="${url}")`,
  `  curl              curl ${url}/v1/users/me -H 'Authorization: Bearer ${token}' -H 'Notion-Version: 2026-03-11'`,
  '',
  control
    ? `Faults, conditions and contents, from any language: ${url}/_simulator`
    : 'The controls below /_simulator are off: --control turns them on.',
  'Stop it with Ctrl+C.',
]
