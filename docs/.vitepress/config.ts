/** The site: what stands where, and its search, which needs no service. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type DefaultTheme, defineConfig } from 'vitepress'
import { playground } from '../playground/vite.ts'
import { highlightOnce, highlightWhole } from './highlight.ts'
import { ALONE, GUIDE, type Page, REFERENCE } from './navigation.ts'
import { REPOSITORY, repositoryLinks } from './repositoryLinks.ts'

/** Where the site is on its host. */
const BASE = process.env.DOCS_BASE ?? '/'

const docs = fileURLToPath(new URL('..', import.meta.url))

/** What TypeDoc generates. */
const GENERATED = 'reference/api/'

const items = (pages: ReadonlyArray<Page>): Array<DefaultTheme.SidebarItem> =>
  pages.map(([path, text]) => ({ text, link: `/${path.replace(/index$/, '')}` }))

/** The first heading of a page, without its number. */
const titleOf = (file: string): string =>
  (/^# (.+)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? file).replace(/^\d+[.:] /, '').replaceAll('`', '')

const decisions: ReadonlyArray<Page> = readdirSync(`${docs}decisions`)
  .filter((name) => /^\d+.*\.md$/.test(name))
  .sort()
  .map((name) => [`decisions/${name.replace(/\.md$/, '')}`, titleOf(`${docs}decisions/${name}`)])

/** A section of the generated pages. */
interface Section {
  readonly prefix: string
  readonly group: string
  readonly text: string
  readonly items: Array<DefaultTheme.SidebarItem>
}

/** The sections of the generated pages; none, where the reference has not been generated. */
const sections = ((): ReadonlyArray<Section> => {
  const file = `${docs}${GENERATED}sidebar.json`
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
})()

/** The first page of a section. */
const firstOf = ({ items: [first] }: Section): string => first?.link ?? '/reference/'

const groups = [...new Set(sections.map(({ group }) => group))]

/** What stands beside the pages of a section: its own pages, and the way to the other sections. A page with all would be slow. */
const besideReference = (shown?: Section): Array<DefaultTheme.SidebarItem> => [
  { items: items(REFERENCE) },
  ...groups.map((text) => ({
    text,
    items: sections
      .filter(({ group }) => group === text)
      .map((section) => ({
        text: section.text,
        link: firstOf(section),
        ...(section === shown && { items: section.items }),
      })),
  })),
]

const known = new Set([
  ...ALONE,
  ...[...GUIDE.flatMap(({ pages }) => pages), ...REFERENCE, ...decisions].map(([path]) => path),
])

export default defineConfig({
  title: 'notion-fp',
  description: 'The Notion API as functions: typed, tree-shakeable, with cache, retry and rate limit as middleware.',
  lang: 'en',
  cleanUrls: true,
  // The navigation is the same for all pages: it is loaded once, not with each of them.
  metaChunk: true,
  base: BASE,
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: `${BASE}logo.svg` }]],
  vite: playground,
  markdown: {
    // Their colors can be told from the background by everybody; those of the themes without `default` are too pale.
    theme: { light: 'github-light-default', dark: 'github-dark-default' },
    shikiSetup: highlightWhole,
    config: (markdown) => {
      highlightOnce(markdown)
      repositoryLinks(markdown)
    },
  },
  themeConfig: {
    logo: '/logo.svg',
    outline: [2, 3],
    search: {
      provider: 'local',
      options: {
        // Of the generated pages, the names: a search for `retry` is to find the page about retries first.
        _render: (source, env, markdown) => {
          if (!env.relativePath.startsWith(GENERATED)) return markdown.render(source, env)
          const headings = source.match(/^##? .+$/gm) ?? []
          return env.relativePath === `${GENERATED}index.md` ? '' : markdown.render(headings.join('\n\n'), env)
        },
      },
    },
    nav: [
      {
        text: 'Guide',
        link: '/getting-started/',
        activeMatch: '/(getting-started|concepts|guides|migration|packages)/',
      },
      { text: 'Reference', link: '/reference/', activeMatch: '/reference/' },
      { text: 'Playground', link: '/playground/' },
      {
        text: 'More',
        items: [
          { text: 'Decisions', link: '/decisions/' },
          { text: 'Changelog', link: '/changelog' },
          { text: 'Contributing', link: `${REPOSITORY}/blob/main/CONTRIBUTING.md` },
        ],
      },
    ],
    sidebar: {
      '/reference/': besideReference(),
      ...Object.fromEntries(sections.map((section) => [`/${GENERATED}${section.prefix}/`, besideReference(section)])),
      '/decisions/': [{ text: 'Decisions', link: '/decisions/', items: items(decisions) }],
      '/playground/': [],
      '/changelog': [],
      '/': GUIDE.map(({ text, pages }) => ({ text, items: items(pages) })),
    },
    socialLinks: [{ icon: 'github', link: REPOSITORY }],
    editLink: { pattern: `${REPOSITORY}/edit/main/docs/:path`, text: 'Edit this page' },
  },
  // The theme marks the main part of every page but this one.
  transformHtml: (html, _id, { page }) =>
    page === 'index.md' ? html.replace('<div class="VPHome"', '<div role="main" class="VPHome"') : undefined,
  transformPageData: ({ relativePath }) => {
    const path = relativePath.replace(/\.md$/, '')
    // Parts of pages, which the theme has.
    if (path.startsWith('.vitepress/')) return {}
    if (!path.startsWith(GENERATED) && !known.has(path))
      throw new Error(`${relativePath} is in no list of .vitepress/navigation.ts`)
    // There is nothing to edit on pages that are generated.
    return path.startsWith(GENERATED) ? { frontmatter: { editLink: false } } : {}
  },
})
