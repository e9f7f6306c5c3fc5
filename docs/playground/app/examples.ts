/** The examples that can be picked, in the order in which one would learn. */

/** An example program. */
export interface Example {
  /** The name of its file, by which a link opens it. */
  readonly id: string
  readonly title: string
  readonly group: string
  readonly code: string
}

const codes: Readonly<Record<string, string>> = import.meta.glob<string>('../examples/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
})

const GROUPS: ReadonlyArray<readonly [group: string, examples: ReadonlyArray<readonly [id: string, title: string]>]> = [
  [
    'Start',
    [
      ['firstCall', 'A first call'],
      ['errors', 'Errors are values'],
      ['pipeline', 'An fp-ts pipeline'],
      ['middleware', 'A middleware of your own'],
      ['caching', 'Cache and shared requests'],
    ],
  ],
  [
    'Pages',
    [
      ['longPage', 'A long page, whatever fails'],
      ['oneParagraph', 'One paragraph changes'],
      ['copyPages', 'A page with those below it copied'],
      ['markdown', 'Markdown in and out'],
      ['files', 'A file up and down'],
    ],
  ],
  [
    'Tables',
    [
      ['typedRows', 'Typed rows'],
      ['upsert', 'Rows brought up to date'],
      ['schema', 'A schema as code'],
      ['completion', 'More than 25 related pages'],
      ['sync', 'A copy kept up to date'],
    ],
  ],
  [
    'Around it',
    [
      ['webhook', 'A webhook handler'],
      ['sharedLimit', 'One limit and one cache for several'],
      ['testing', 'Tests on the simulator'],
      ['officialClient', 'The official client’s methods'],
    ],
  ],
]

/** All examples. */
export const examples: ReadonlyArray<Example> = GROUPS.flatMap(([group, listed]) =>
  listed.map(([id, title]) => ({ id, title, group, code: codes[`../examples/${id}.ts`] ?? '' })),
)

/** The names of the groups. */
export const groups: ReadonlyArray<string> = GROUPS.map(([group]) => group)
