/**
 * The reference: a page for each file that declares public names, written by TypeDoc from the source, and the lists that lead to them.
 * What is public is what the entries export, so a name that is not exported has no page.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Application, Converter, ReflectionKind } from 'typedoc'
import { MarkdownPageEvent } from 'typedoc-plugin-markdown'
import { failuresOf } from './failures.mjs'
import { formatCode } from './format.mjs'
import { pathOf } from './places.mjs'

const docs = dirname(fileURLToPath(import.meta.url))
const root = dirname(docs)
const OUT = join(docs, 'reference/api')

/** What can be imported, with the file that exports it. */
const ENTRIES = [
  ['notion-fp', 'src/index.ts'],
  ['notion-fp/props', 'src/props/index.ts'],
  ['notion-fp/blocks', 'src/jobs/blocks/index.ts'],
  ['notion-fp/changes', 'src/jobs/changes/index.ts'],
  ['notion-fp/completion', 'src/jobs/completion/index.ts'],
  ['notion-fp/files', 'src/jobs/files/index.ts'],
  ['notion-fp/rows', 'src/jobs/rows/index.ts'],
  ['notion-fp/compat', 'src/compat/index.ts'],
  ['@notion-fp/simulator', 'packages/simulator/src/index.ts'],
  ['@notion-fp/simulator/msw', 'packages/simulator/src/msw.ts'],
  ['@notion-fp/markdown', 'packages/markdown/src/index.ts'],
  ['@notion-fp/markdown/read', 'packages/markdown/src/read.ts'],
  ['@notion-fp/markdown/page', 'packages/markdown/src/page.ts'],
  ['@notion-fp/redis', 'packages/redis/src/index.ts'],
  ['@notion-fp/cloudflare', 'packages/cloudflare/src/index.ts'],
  ['@notion-fp/shared', 'packages/shared/src/index.ts'],
  ['@notion-fp/testing', 'packages/testing/src/index.ts'],
  ['@notion-fp/opentelemetry', 'packages/opentelemetry/src/index.ts'],
  ['@notion-fp/opentelemetry/node', 'packages/opentelemetry/src/node.ts'],
]

/** The file that a path in an import leads to, for a name. */
const fileOf = (from, name, file) => {
  const entry = ENTRIES.find(([entry]) => entry === from)
  if (entry === undefined) return join(dirname(file), from.replace(/\.js$/, '.ts'))
  return exportsOf(entry[1]).find((one) => one.name === name)?.file ?? entry[1]
}

/** What a file exports: names of its own, and names of other files. */
const exportsOf = (file) => {
  const text = readFileSync(join(root, file), 'utf8')
  const others = [...text.matchAll(/^export (?:type )?\{([^}]*)\} from '([^']+)'/gm)].flatMap(([, names, from]) =>
    names
      .split(',')
      .map((name) => name.trim().replace(/^type /, ''))
      .filter((name) => name !== '')
      .map((name) => ({ name, file: fileOf(from, name, file) })),
  )
  const own = [...text.matchAll(/^export (?:async )?(?:const|function\*?|class|type|interface|declare enum) (\w+)/gm)]
  return [...others, ...own.map(([, name]) => ({ name, file }))]
}

/** The places of public names: for each file, its names with the entries that export them. */
const places = () => {
  const files = new Map()
  for (const [entry, index] of ENTRIES)
    for (const { name, file } of exportsOf(index)) {
      const names = files.get(file) ?? new Map()
      names.set(name, [...(names.get(name) ?? []), entry])
      files.set(file, names)
    }
  return files
}

const files = places()
const moduleOf = new Map([...files.keys()].map((file) => [resolve(root, file), file]))

const titleOf = (file) => pathOf(file).split('/').at(-1)

/** The comments of a name: of overloads, the first that has one counts. */
const commentOf = (reflection) =>
  [reflection, ...(reflection.signatures ?? [])].flatMap(({ comment }) => (comment ? [comment] : []))[0]

const textOf = (parts) => parts.map(({ text }) => text).join('')

/** A comment without its example. */
const wordsOf = (reflection) => {
  const { summary = [], blockTags = [] } = commentOf(reflection) ?? {}
  return [summary, ...blockTags.filter(({ tag }) => tag !== '@example').map(({ content }) => content)]
    .map(textOf)
    .join('\n')
}

/** The first sentence of a comment; what is deprecated says what to use. */
const summaryOf = (reflection) => {
  const comment = commentOf(reflection)
  const deprecated = comment?.getTag('@deprecated')
  const text = textOf(comment?.summary ?? []) || (deprecated ? `Deprecated: ${textOf(deprecated.content)}` : '')
  return (/^.*?[.:](?=\s|$)/s.exec(text.trim())?.[0] ?? text).replaceAll(/\s+/g, ' ').replace(/:$/, '.')
}

/** What each function fails with, by the types of its results. */
const failures = new Map()

/** What every call can fail with: it has one name. */
const notionErrors = (project) =>
  project.getChildByName(['core/call/error', 'NotionErrorByTag'])?.children?.map(({ name }) => name) ?? []

/** What a function fails with and its comment does not name. */
const unstatedFailures = (reflection) => {
  const found = [...(failures.get(reflection) ?? [])]
  const members = notionErrors(reflection.project)
  const isAnyCall = members.length > 0 && members.every((name) => found.includes(name))
  const names = isAnyCall ? ['NotionError', ...found.filter((name) => !members.includes(name))] : found
  const words = wordsOf(reflection)
  return names.filter((name) => !new RegExp(`\\b${name}\\b`).test(words))
}

const TYPES = [ReflectionKind.Interface, ReflectionKind.TypeAlias]

/** The names on a page, with what the lists say of them. */
const namesOf = (file, module) =>
  (module.children ?? []).map((child) => ({
    name: child.name,
    entries: files.get(file).get(child.name) ?? [],
    isType: child.kindOf(TYPES),
    isFunction: child.kindOf(ReflectionKind.Function),
    summary: summaryOf(child),
    hasExample: commentOf(child)?.getTag('@example') !== undefined,
    unstated: unstatedFailures(child),
  }))

const LONGEST_LINE = 100

const importLine = (entry, names, keyword) => {
  const line = `${keyword} { ${names.join(', ')} } from '${entry}'`
  return line.length <= LONGEST_LINE ? line : `${keyword} {\n  ${names.join(',\n  ')},\n} from '${entry}'`
}

/** How the names of a page are imported: the functions, or where there are none the types. */
const importLines = (names) => {
  const values = names.filter(({ isType }) => !isType)
  // What only builds a request is rarely imported.
  const direct = values.filter(({ name }) => !name.endsWith('Request'))
  const shown = [direct, values, names].find((list) => list.length > 0) ?? []
  const entries = [...new Set(shown.map(({ entries: [entry] }) => entry))]
  return entries
    .map((entry) => {
      const own = shown.filter(({ entries: [one] }) => one === entry).map(({ name }) => name)
      return importLine(entry, own, values.length > 0 ? 'import' : 'import type')
    })
    .join('\n')
}

/** A section with its example above its parameters, and the page of Notion's reference in one line. */
const exampleFirst = (section) => {
  const [above = '', ...parts] = section.split(/^(?=### )/m)
  const isExample = (part) => part.startsWith('### Example')
  const shown = parts.map((part) => part.replace(/^### See\n\n(https:\S+)/, '### See\n\n[$1]($1)'))
  const ordered = [above, ...shown.filter(isExample), ...shown.filter((part) => !isExample(part))]
  return ordered.map((part) => part.trim()).join('\n\n')
}

/** The sections of a page, the one that it is named after first, and what only builds its request last. */
const ordered = (body, title) => {
  const rank = (section) => {
    const [, name = ''] = /^## (\w+)/.exec(section) ?? []
    return name === title ? 0 : name === `${title}Request` ? 2 : 1
  }
  const sections = body.trim().split(/\n+\*\*\*\n+(?=## )/)
  return [0, 1, 2]
    .flatMap((wanted) => sections.filter((section) => rank(section) === wanted).map(exampleFirst))
    .join('\n\n***\n\n')
}

const app = await Application.bootstrapWithPlugins({
  tsconfig: join(docs, 'tsconfig.reference.json'),
  entryPoints: [...moduleOf.keys()],
  plugin: ['typedoc-plugin-markdown', 'typedoc-vitepress-theme'],
  basePath: root,
  readme: 'none',
  excludeInternal: true,
  skipErrorChecking: true,
  logLevel: 'Error',
  router: 'module',
  groupOrder: ['Functions', 'Variables', 'Classes', 'Interfaces', 'Type Aliases'],
  kindSortOrder: ['Function', 'Variable', 'Class', 'Interface', 'TypeAlias'],
  sort: ['source-order'],
  hidePageHeader: true,
  hideBreadcrumbs: true,
  hideGroupHeadings: true,
  useCodeBlocks: true,
  expandObjects: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  propertyMembersFormat: 'table',
  typeDeclarationFormat: 'table',
  classPropertiesFormat: 'table',
  tableColumnSettings: {
    hideSources: true,
    hideDefaults: true,
    hideInherited: true,
    hideModifiers: true,
    hideOverrides: true,
  },
  disableSources: true,
  out: OUT,
  docsRoot: docs,
  sidebar: { autoConfiguration: false },
})

/** Notes what functions fail with, while their types are at hand. */
app.converter.on(Converter.EVENT_CREATE_SIGNATURE, ({ checker }, { parent }, _declaration, signature) => {
  if (signature === undefined || !parent.kindOf(ReflectionKind.Function)) return
  failures.set(parent, new Set([...(failures.get(parent) ?? []), ...failuresOf(checker, signature)]))
})

/** Drops what no entry exports, and names modules after the places of their pages. */
app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
  for (const module of [...(project.children ?? [])]) {
    const source = project.getSymbolIdFromReflection(module)?.fileName
    const file =
      moduleOf.get(source ? String(source) : '') ?? moduleOf.get(resolve(root, `${module.name}.ts`)) ?? undefined
    if (file === undefined) throw new Error(`no file for the module ${module.name}`)
    const names = files.get(file)
    for (const child of [...(module.children ?? [])]) if (!names.has(child.name)) project.removeReflection(child)
    module.name = pathOf(file)
  }
})

const pages = []

app.renderer.on(MarkdownPageEvent.END, (page) => {
  const { model } = page
  if (!model.kindOf?.(ReflectionKind.Module) || !page.contents) return
  const file = [...files.keys()].find((one) => pathOf(one) === model.name)
  const names = namesOf(file, model)
  pages.push({ path: pathOf(file), title: titleOf(file), names })
  const description = names.find(({ name }) => name === titleOf(file))?.summary ?? ''
  const head = [
    '---',
    'editLink: false',
    `description: ${JSON.stringify(description)}`,
    '---',
    '',
    `# ${titleOf(file)}`,
    '',
    '```ts',
    importLines(names),
    '```',
    '',
  ].join('\n')
  page.contents = `${head}\n${ordered(page.contents.replace(/^# .*\n+/, ''), titleOf(file))}\n`
})

/** The sections of the reference, by where its pages are: a part of a path, and its heading. */
const SECTIONS = [
  ['ops', 'Operations'],
  ['core/context', 'Context'],
  ['core/middleware', 'Middleware'],
  ['core/call', 'Calls and errors'],
  ['core/cache', 'Cache'],
  ['core/pagination', 'Lists'],
  ['core/input', 'Input'],
  ['core/objects', 'Common objects'],
  ['core', 'Foundations'],
  ['props', 'Properties'],
  ['blocks', 'Blocks'],
  ['completion', 'Completion'],
  ['rows', 'Rows'],
  ['changes', 'Changes'],
  ['files', 'Files'],
  ['shared', 'All jobs'],
  ['webhooks', 'Webhooks'],
  ['compat', 'Compatibility'],
  ['packages/simulator', 'Simulator'],
  ['packages/markdown', 'Markdown'],
  ['packages/redis', 'Redis'],
  ['packages/cloudflare', 'Cloudflare'],
  ['packages/shared', 'Shared limits'],
  ['packages/testing', 'Tests of stores and limiters'],
  ['packages/opentelemetry', 'OpenTelemetry'],
]

const sectionOf = (path) => SECTIONS.find(([prefix]) => path.startsWith(`${prefix}/`))?.[0]

const link = (path) => `/reference/api/${path}`

const byTitle = (one, other) => one.title.localeCompare(other.title, 'en')

/** The name of a folder as a heading. */
const heading = (folder) =>
  folder === 'oauth' ? 'OAuth' : folder.replaceAll('_', ' ').replace(/^./, (letter) => letter.toUpperCase())

/** The folders of operations, each a section of its own. */
const resources = (all) => [...new Set(all.map(({ path }) => /^ops\/[^/]+/.exec(path)?.[0]))].filter(Boolean).sort()

/** The sections with their pages, for the navigation: what does something above what only has a type. */
const sidebar = (all) => {
  const places = SECTIONS.flatMap(([prefix, text]) =>
    prefix === 'ops'
      ? resources(all).map((folder) => ({
          prefix: folder,
          group: 'Operations',
          text: heading(folder.slice('ops/'.length)),
        }))
      : [{ prefix, group: GROUPS[prefix.split('/')[0]] ?? 'Jobs', text }],
  )
  const placeOf = (path) => places.find(({ prefix }) => path.startsWith(`${prefix}/`))
  return places.map((place) => {
    const own = all.filter(({ path }) => placeOf(path) === place).sort(byTitle)
    const hasFunction = ({ names }) => names.some(({ isType }) => !isType)
    const item = ({ title, path }) => ({ text: title, link: link(path) })
    return {
      ...place,
      items: [...own.filter(hasFunction), ...own.filter((page) => !hasFunction(page))].map(item),
    }
  })
}

/** The headings over sections, by the first part of their paths; the others are jobs. */
const GROUPS = {
  core: 'Core',
  props: 'Core',
  webhooks: 'Core',
  compat: 'Core',
  packages: 'Packages',
}

const cell = (text) =>
  text
    .replaceAll('|', '\\|')
    .replaceAll(/\{@link (\w+)\}/g, '`$1`')
    .replaceAll('<', '&lt;')

/** The page with every name. */
const namesPage = (all) => {
  const rows = all.flatMap(({ path, names }) =>
    names.flatMap((one) => one.entries.map((entry) => ({ ...one, path, entry }))),
  )
  const entry = (name) => {
    const own = rows.filter((row) => row.entry === name).sort((a, b) => a.name.localeCompare(b.name, 'en'))
    const lines = own.map(
      ({ name: own, path, summary, isType }) =>
        `| [\`${own}\`](./${path}.md#${own.toLowerCase()}) | ${isType ? 'type' : ''} | ${cell(summary)} |`,
    )
    return [`## ${name}`, '', '| name | | |', '|---|---|---|', ...lines].join('\n')
  }
  return [
    '---\neditLink: false\noutline: 2\n---',
    '# All names',
    `The ${new Set(rows.map(({ name, path }) => `${path} ${name}`)).size} names that can be imported, by entry.`,
    ...ENTRIES.map(([name]) => entry(name)),
    [
      '## notion-fp/fp',
      '',
      'Parts of [fp-ts](https://gcanti.github.io/fp-ts/modules/), in a form that every runtime loads:',
      `${fpNames()
        .map((name) => `\`${name}\``)
        .join(', ')}.`,
    ].join('\n'),
  ].join('\n\n')
}

/** Names that can be told from other words in a text: of functions in two words or more, and of errors. */
const IS_PLAIN = /^(?:[a-z]+[A-Z]\w*|[A-Z]\w+Error)$/

/** The places of such names, unless several pages have one. */
const placesOf = (all) => {
  const found = all.flatMap(({ path, names }) => names.map(({ name }) => [name, `${link(path)}#${name.toLowerCase()}`]))
  const counts = new Map()
  for (const [name] of found) counts.set(name, (counts.get(name) ?? 0) + 1)
  return Object.fromEntries(found.filter(([name]) => IS_PLAIN.test(name) && counts.get(name) === 1))
}

const fpNames = () =>
  /^export \{([^}]*)\}/m
    .exec(readFileSync(join(root, 'src/fp/index.ts'), 'utf8'))?.[1]
    .split(',')
    .map((name) => name.trim()) ?? []

/** What other packages are made of, and few people need: its parts need no examples. */
const FOR_PACKAGES = ['@notion-fp/shared']

const isForPackages = ({ entries }) => entries.every((entry) => FOR_PACKAGES.includes(entry))

/** Public names that no page has. */
const missing = (all) => {
  const found = new Map(all.map(({ path, names }) => [path, new Set(names.map(({ name }) => name))]))
  return [...files].flatMap(([file, names]) =>
    [...names.keys()].filter((name) => !found.get(pathOf(file))?.has(name)).map((name) => `${file}: ${name}`),
  )
}

rmSync(OUT, { recursive: true, force: true })
const project = await app.convert()
if (project === undefined) throw new Error('The source cannot be read.')
await app.generateOutputs(project)
formatCode(OUT, join(root, 'node_modules/@biomejs/biome/bin/biome'))
const problems = [
  ...(failures.size > 0 && notionErrors(project).length > 0 ? [] : ['what functions fail with cannot be found']),
  ...missing(pages).map((name) => `${name} has no page`),
  ...pages.filter(({ path }) => sectionOf(path) === undefined).map(({ path }) => `${path} is in no section`),
  ...pages.flatMap(({ path, names }) =>
    names
      .filter((one) => !isForPackages(one))
      .flatMap(({ name, summary, isFunction, hasExample, unstated }) => [
        ...(summary === '' ? [`${path}: ${name} says nothing of itself`] : []),
        // What only builds the request of an operation has the example of that one.
        ...(isFunction && !hasExample && !name.endsWith('Request') ? [`${path}: ${name} has no example`] : []),
        ...unstated.map((failure) => `${path}: ${name} fails with ${failure}, and its comment does not say so`),
      ]),
  ),
]
writeFileSync(join(OUT, 'index.md'), `${namesPage(pages)}\n`)
writeFileSync(join(OUT, 'names.json'), JSON.stringify(placesOf(pages)))
writeFileSync(join(OUT, 'sidebar.json'), JSON.stringify(sidebar(pages)))
for (const problem of problems) console.error(problem)
console.log(
  `reference: ${pages.length} pages, ${pages.reduce((sum, { names }) => sum + names.length, 0)} names, ${problems.length} problems`,
)
process.exitCode = problems.length > 0 ? 1 : 0
