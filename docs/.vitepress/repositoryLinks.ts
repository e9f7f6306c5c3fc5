/**
 * Links of pages. Those to files of the repository lead to the file on GitHub, and on the site to what is made of it: the page of the
 * reference, the example in the playground, or else to GitHub. A link to code that is alone in its paragraph is replaced by the code.
 * On the site, the names of functions and errors are links to their pages of the reference as well.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { MarkdownOptions } from 'vitepress'
import { pathOf } from '../places.mjs'

export const REPOSITORY = 'https://github.com/notion-fp/notion-fp'

const docs = fileURLToPath(new URL('..', import.meta.url))
const root = dirname(docs.replace(/\/$/, ''))

type MarkdownIt = Parameters<NonNullable<MarkdownOptions['config']>>[0]
type State = Parameters<Parameters<MarkdownIt['core']['ruler']['push']>[1]>[0]
type Token = State['tokens'][number]

/** A file of the repository that a link of a page leads to; undefined for other links. */
const fileOf = (page: string, href: string): string | undefined => {
  const path = href.replace(/#.*$/, '')
  if (!path.startsWith('.') || /\.(md|html)$|\/$/.test(path)) return undefined
  const file = join(docs, dirname(page), path)
  if (!existsSync(file)) throw new Error(`${page} has a link to ${href}, which does not exist`)
  return file
}

/** Where a file of the repository is on the site. */
const addressOf = (file: string): string => {
  const path = relative(root, file)
  const [, example] = /^docs\/playground\/examples\/(\w+)\.ts$/.exec(path) ?? []
  if (example !== undefined) return `/playground/#example=${example}`
  if (path === 'src/index.ts') return '/reference/api/'
  if (existsSync(join(docs, 'reference/api', `${pathOf(path)}.md`))) return `/reference/api/${pathOf(path)}`
  return `${REPOSITORY}/${statSync(file).isDirectory() ? 'tree' : 'blob'}/main/${path}`
}

const hrefOf = (token: Token | undefined): string => String(token?.attrGet('href') ?? '')

/** The code that a paragraph consists of a link to. */
const shownIn = (page: string, [open, inline, close]: ReadonlyArray<Token>): string | undefined => {
  if (open?.type !== 'paragraph_open' || inline?.type !== 'inline' || close?.type !== 'paragraph_close')
    return undefined
  const [link, , end, ...more] = inline.children ?? []
  if (link?.type !== 'link_open' || end?.type !== 'link_close' || more.length > 0) return undefined
  const file = fileOf(page, hrefOf(link))
  return file?.endsWith('.ts') ? file : undefined
}

/** A block with the code of a file, as VitePress makes it of `<<<`. */
const codeBlock = (state: State, file: string, { map }: Token): Token =>
  Object.assign(new state.Token('fence', 'code', 0), { info: 'ts', markup: '```', src: [file, ''], map })

const withCode = (state: State, page: string): Array<Token> => {
  const tokens: Array<Token> = []
  for (let index = 0; index < state.tokens.length; index++) {
    const [token] = state.tokens.slice(index, index + 1)
    if (token === undefined) break
    const file = shownIn(page, state.tokens.slice(index, index + 3))
    tokens.push(file === undefined ? token : codeBlock(state, file, token))
    if (file !== undefined) index += 2
  }
  return tokens
}

/** The names of functions and errors, with their places in the reference; none, where it has not been generated. */
const names: Readonly<Record<string, string>> = (() => {
  const file = join(docs, 'reference/api/names.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
})()

/** The place of what a token names, unless it is on the page itself. */
const placeOf = (page: string, { type, content }: Token): string | undefined => {
  const place = type === 'code_inline' && Object.hasOwn(names, content) ? names[content] : undefined
  return place?.startsWith(`/${page.replace(/\.md$/, '')}#`) ? undefined : place
}

const linked = (state: State, place: string, token: Token): ReadonlyArray<Token> => {
  const open = new state.Token('link_open', 'a', 1)
  open.attrSet('href', place)
  return [open, token, new state.Token('link_close', 'a', -1)]
}

/** A text in which names are links. Those in a link stay as they are. */
const withNames = (state: State, page: string, tokens: ReadonlyArray<Token>): Array<Token> => {
  let isInLink = false
  return tokens.flatMap((token) => {
    if (token.type === 'link_open' || token.type === 'link_close') isInLink = token.type === 'link_open'
    const place = isInLink ? undefined : placeOf(page, token)
    return place === undefined ? [token] : linked(state, place, token)
  })
}

/** Links of pages as the site needs them. */
export const repositoryLinks = (markdown: MarkdownIt): void => {
  markdown.core.ruler.push('repository_links', (state) => {
    const page: unknown = state.env.relativePath
    if (typeof page !== 'string') return
    state.tokens = withCode(state, page)
    for (const [index, block] of state.tokens.entries()) {
      if (block.children === null || state.tokens[index - 1]?.type === 'heading_open') continue
      for (const token of block.children) {
        const file = token.type === 'link_open' ? fileOf(page, hrefOf(token)) : undefined
        if (file !== undefined) token.attrSet('href', addressOf(file))
      }
      block.children = withNames(state, page, block.children)
    }
  })
}
