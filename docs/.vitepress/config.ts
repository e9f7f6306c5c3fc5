/** The site: its pages, where they stand in the navigation, and its search, which needs no service. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type DefaultTheme, defineConfig } from 'vitepress'

const REPOSITORY = 'https://github.com/notion-fp/notion-fp'

const docs = fileURLToPath(new URL('..', import.meta.url))

/** A page with the title that its navigation shows. */
type Entry = readonly [link: string, text: string]

const items = (entries: ReadonlyArray<Entry>): Array<DefaultTheme.SidebarItem> =>
  entries.map(([link, text]) => ({ link, text }))

const group = (text: string, entries: ReadonlyArray<Entry>): DefaultTheme.SidebarItem => ({
  text,
  items: items(entries),
})

/** The first heading of a page. */
const titleOf = (file: string): string => /^# (.+)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? file

const decisions = (): ReadonlyArray<Entry> =>
  readdirSync(`${docs}decisions`)
    .filter((name) => /^\d+.*\.md$/.test(name))
    .sort()
    .map((name) => [
      `/decisions/${name.replace(/\.md$/, '')}`,
      titleOf(`${docs}decisions/${name}`).replace(/^\d+[.:]? /, ''),
    ])

/** What TypeDoc wrote beside its pages; nothing, where the reference has not been generated. */
const reference = (): Array<DefaultTheme.SidebarItem> => {
  const file = `${docs}reference/api/typedoc-sidebar.json`
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
}

const guide: Array<DefaultTheme.SidebarItem> = [
  group('Concepts', [
    ['/concepts/caching', 'Caching'],
    ['/concepts/versions', 'Versions of the API'],
  ]),
  group('Guides', [
    ['/guides/blocks', 'Blocks'],
    ['/guides/completion', 'Completion'],
    ['/guides/rows', 'Rows'],
    ['/guides/schemas', 'Schemas'],
    ['/guides/sync', 'Sync'],
    ['/guides/workers', 'Workers'],
    ['/guides/files', 'Files'],
  ]),
]

export default defineConfig({
  title: 'notion-fp',
  description: 'The Notion API as functions: typed, tree-shakeable, with cache, retry and rate limit as middleware.',
  lang: 'en',
  cleanUrls: true,
  // A file in the repository that is no page of the site.
  srcExclude: ['node_modules/**'],
  lastUpdated: false,
  themeConfig: {
    outline: [2, 3],
    search: { provider: 'local' },
    nav: [
      { text: 'Guides', link: '/guides/blocks', activeMatch: '/(getting-started|concepts|guides|migration)/' },
      { text: 'Reference', link: '/reference/', activeMatch: '/reference/' },
      { text: 'Playground', link: '/playground/' },
      {
        text: 'More',
        items: [
          { text: 'Decisions', link: '/decisions/' },
          { text: 'Changelog', link: '/changelog' },
        ],
      },
    ],
    sidebar: {
      '/reference/': [{ text: 'Reference', link: '/reference/', items: reference() }],
      '/decisions/': [{ text: 'Decisions', link: '/decisions/', items: items(decisions()) }],
      '/playground/': [],
      '/': guide,
    },
    socialLinks: [{ icon: 'github', link: REPOSITORY }],
  },
})
