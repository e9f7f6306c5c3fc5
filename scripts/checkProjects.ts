/**
 * Builds and runs the projects of `examples` as their reader would: each copied to a folder of its own, with the packed packages and those
 * that its package.json names, on a simulator. What they print is compared with what their READMEs promise.
 *
 * The packages of others are those of this project, which are pinned; `--install` installs them from the registry instead, as one
 * workspace. Names of projects check these alone: `npx tsx scripts/checkProjects.ts node`.
 */
import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { inTemporaryFolder } from './support/packed.js'
import { copyProject, installProjects, packForProjects, unpackAll } from './support/projects.js'
import { assert, PAGE, standIn, TOKEN, type Trial, tryProject } from './support/trials.js'

const textOf = async (url: string, init?: RequestInit): Promise<string> => {
  const response = await fetch(url, init)
  return `${response.status} ${await response.text()}`
}

/** Runs the page of a bundle with as much of a browser as it uses, and gives its HTML. */
const runPage = async (url: string, project: string): Promise<string> => {
  const assets = join(project, 'dist', 'assets')
  const bundles = readdirSync(assets).filter((name) => name.endsWith('.js'))
  const code = bundles.map((name) => readFileSync(join(assets, name), 'utf8')).join('')
  assert(!code.includes('ntn_'), 'the token of the proxy is in the bundle')
  const program = join(assets, 'page.mjs')
  writeFileSync(
    program,
    `const elements = new Map()
const element = () => ({ innerHTML: '', relList: { supports: () => true } })
globalThis.document = {
  createElement: element,
  querySelector: (name) => elements.get(name) ?? elements.set(name, element()).get(name),
}
globalThis.location = { origin: '${new URL(url).origin}', hash: '' }
globalThis.addEventListener = () => undefined
for (const name of ${JSON.stringify(bundles)}) await import('./' + name)
console.log([...elements.values()].map(({ innerHTML }) => innerHTML).join('\\n'))
`,
  )
  return (await promisify(execFile)(process.execPath, [program])).stdout
}

const visitReader = async (url: string, project: string): Promise<void> => {
  const index = await textOf(url)
  assert(index.includes('src="/src/main.ts"'), `the page is ${index}`)
  const html = await runPage(url, project)
  for (const part of ['>Garden</a>', '>Reading list</a>', '<h1>', '<li>'])
    assert(html.includes(part), `the page does not have ${part}: ${html}`)
  const refused = await textOf(`${url}notion/v1/users/me`)
  assert(refused.startsWith('404'), `the proxy forwards other calls: ${refused}`)
}

const ON_NOTION = { NOTION_TOKEN: TOKEN }

/** The projects, each with its trials: without an account, and with a token. */
const TRIALS: Readonly<Record<string, ReadonlyArray<Trial>>> = {
  node: [
    {
      prints: [
        /2026-03-02 Garden https/,
        '# Garden',
        '  - [ ] Borrow a spade',
        '| North | Beans |',
        /Read in \d requests/,
      ],
    },
    { env: ON_NOTION, prints: ['Home of a reader'] },
  ],
  'fp-ts-pipeline': [
    {
      prints: [
        /Archive: .*restricted_resource/,
        'Projects: 7 rows, 7 edited this week',
        'Tasks: 252 rows, 12 edited this week',
        'Written to the page ',
      ],
    },
    { env: { ...ON_NOTION, NOTION_PAGE_ID: PAGE }, prints: ['Guests: 2 rows', 'Written to the page '] },
    { env: ON_NOTION, prints: ['Set NOTION_PAGE_ID'], fails: true },
  ],
  'hono-route': [
    {
      env: { PORT: '0' },
      prints: [
        'The first visit: “Home”; requests to Notion: 2',
        'The second visit: “Home”; requests to Notion: 0',
        /After an edit .*: “Home, sweet home”; requests to Notion: [12]\n/,
      ],
      serves: {
        at: /Open (http:\/\/\S+)/,
        visit: async (url) => {
          const page = await textOf(url)
          assert(page.startsWith('200') && page.includes('<strong>tomatoes</strong>'), `the page is ${page}`)
          const { origin } = new URL(url)
          const none = await textOf(`${origin}/pages/nothing`)
          assert(none.startsWith('400 This page cannot be shown'), `a page with an invalid id is ${none}`)
          const forged = await textOf(`${origin}/webhook`, { method: 'POST', body: '{"type":"page.created"}' })
          assert(forged.startsWith('401'), `a forged delivery gets ${forged}`)
        },
      },
    },
  ],
  worker: [
    {
      env: { PORT: '0' },
      prints: [
        /The Worker has \d+ kB/,
        'The first visitor: sees Ada; requests to Notion: 1',
        'Each of 20 more visitors: sees Ada; requests to Notion: 0',
        'Grace signs: is sent back to the page (303); requests to Notion: 1',
        'The next visitor: sees Grace, Ada; requests to Notion: 1',
      ],
      serves: {
        at: /Open (http:\/\/\S+)/,
        visit: async (url) => {
          const nameless = await textOf(url, { method: 'POST', body: new URLSearchParams({ name: ' ' }) })
          assert(nameless.startsWith('400'), `a guest without a name gets ${nameless}`)
          const page = await textOf(url, { method: 'POST', body: new URLSearchParams({ name: '<i>Eve' }) })
          assert(page.startsWith('200') && page.includes('&lt;i&gt;Eve'), `a guest who writes HTML gets ${page}`)
        },
      },
    },
  ],
  'browser-vite': [{ prints: [/Local/], serves: { at: /Local:\s+(http:\/\/\S+)/, visit: visitReader } }],
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { install: { type: 'boolean', default: false } },
})
const names = positionals.length > 0 ? positionals : Object.keys(TRIALS)
const unknown = names.filter((name) => !(name in TRIALS))
assert(
  unknown.length === 0,
  `There is no project called ${unknown.join(', ')}: there are ${Object.keys(TRIALS).join(', ')}.`,
)

await inTemporaryFolder(async (folder) => {
  const tarballs = packForProjects(folder)
  const projects = join(folder, 'projects')
  mkdirSync(projects)
  const modules = join(folder, 'packages', 'node_modules')
  if (!options.install) unpackAll(tarballs, modules)
  const copies = options.install
    ? installProjects(names, projects, tarballs)
    : names.map((name) => copyProject(name, projects, [modules, 'node_modules']))
  const notion = await standIn(folder)
  try {
    for (const [index, name] of names.entries())
      if (!(await tryProject(name, copies[index] ?? '', TRIALS[name] ?? [], notion.env))) process.exitCode = 1
  } finally {
    await notion.close()
  }
})
