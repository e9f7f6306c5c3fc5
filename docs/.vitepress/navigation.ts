/** The pages of the site in the order in which they are read. A page that is missing here fails the build. */

/** A page: its path without the ending, and what the navigation calls it. */
export type Page = readonly [path: string, text: string]

/** Pages under one heading. */
export interface Group {
  readonly text: string
  readonly pages: ReadonlyArray<Page>
}

/** The pages that explain. */
export const GUIDE: ReadonlyArray<Group> = [
  {
    text: 'Getting started',
    pages: [
      ['getting-started/index', 'Node'],
      ['getting-started/worker', 'Workers'],
      ['getting-started/browser', 'Browser'],
      ['getting-started/serverless', 'Serverless'],
      ['getting-started/promises', 'Plain promises'],
      ['getting-started/fp-ts', 'fp-ts pipelines'],
      ['getting-started/projects', 'Projects to copy'],
    ],
  },
  {
    text: 'Concepts',
    pages: [
      ['concepts/calls', 'Calls'],
      ['concepts/contexts', 'Context and middleware'],
      ['concepts/errors', 'Errors'],
      ['concepts/rate-limit', 'Retries and rate limit'],
      ['concepts/caching', 'Caching'],
      ['concepts/validation', 'Validation'],
      ['concepts/lists', 'Lists'],
      ['concepts/properties', 'Properties'],
      ['concepts/versions', 'Versions of the API'],
    ],
  },
  {
    text: 'Guides',
    pages: [
      ['guides/index', 'All guides'],
      ['guides/read-a-page', 'Read a whole page'],
      ['guides/write-long-documents', 'Write long documents'],
      ['guides/change-a-page', 'Change a page'],
      ['guides/copy-pages', 'Copy pages'],
      ['guides/complete-pages', 'Complete pages'],
      ['guides/rows', 'Typed rows'],
      ['guides/schemas', 'Schemas as code'],
      ['guides/sync', 'Sync'],
      ['guides/files', 'Files'],
      ['guides/webhooks', 'Webhooks'],
      ['guides/markdown', 'Markdown'],
      ['guides/many-processes', 'Many processes'],
      ['guides/workers', 'Workers and queues'],
      ['guides/testing', 'Test with the simulator'],
    ],
  },
  {
    text: 'Migration',
    pages: [
      ['migration/index', 'Overview'],
      ['migration/official-client', '@notionhq/client'],
      ['migration/notion-to-md', 'notion-to-md'],
      ['migration/martian', 'martian'],
      ['migration/python', 'Python'],
    ],
  },
  {
    text: 'Packages',
    pages: [
      ['packages/index', 'All packages'],
      ['packages/simulator', 'Simulator'],
      ['packages/markdown', 'Markdown'],
      ['packages/cli', 'Command line'],
      ['packages/redis', 'Redis'],
      ['packages/cloudflare', 'Cloudflare'],
      ['packages/opentelemetry', 'OpenTelemetry'],
    ],
  },
]

/** The pages of the reference that are written, above those that are generated. */
export const REFERENCE: ReadonlyArray<Page> = [
  ['reference/index', 'Reference'],
  ['reference/operations', 'Operations'],
  ['reference/options', 'Options'],
  ['reference/size-and-speed', 'Size and speed'],
  ['reference/api/index', 'All names'],
]

/** Pages that stand in no list. */
export const ALONE: ReadonlyArray<string> = ['index', 'changelog', 'playground/index', 'decisions/index']
