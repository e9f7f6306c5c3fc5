/**
 * A rollup plugin that leaves out of quick-lru the methods that the cache never calls: bundlers keep every method of a class. What is
 * left is as it was published.
 */
import { readFileSync } from 'node:fs'

/** The version whose methods were read for this. With another one, read them again. */
const VERSION = '7.3.0'

/** What `lruStore` calls: no limit and no age is given, and nothing listens to evictions. */
const CALLED = ['constructor', 'get', 'set', 'delete', 'clear', 'size', 'Symbol.iterator']

/** The members of a class that are called, or that a member which is called mentions. */
const reachable = (members, code) => {
  const named = members.map(({ key, start, end }) => ({
    name: code.slice(key.start, key.end),
    text: code.slice(start, end),
  }))
  const found = new Set(CALLED)
  // A set also visits what is added to it meanwhile.
  for (const name of found) {
    const texts = named.filter((member) => member.name === name).map(({ text }) => text)
    for (const { name: other } of named) {
      if (other.startsWith('#') && texts.some((text) => new RegExp(`\\.${other}\\b`).test(text))) found.add(other)
    }
  }
  return found
}

/** @returns {import('rollup').Plugin} */
export const leanLru = () => ({
  name: 'lean-lru',
  buildStart() {
    const { version } = JSON.parse(readFileSync('node_modules/quick-lru/package.json', 'utf8'))
    if (version !== VERSION) this.error(`scripts/leanLru.mjs was made for quick-lru ${VERSION}, not for ${version}`)
  },
  transform: {
    filter: { id: /\/node_modules\/quick-lru\/index\.js$/ },
    handler(code) {
      const { declaration } = this.parse(code).body.find(({ type }) => type === 'ExportDefaultDeclaration')
      const members = declaration.body.body
      const found = reachable(members, code)
      const missing = CALLED.filter((name) => !members.some(({ key }) => code.slice(key.start, key.end) === name))
      if (missing.length > 0) this.error(`quick-lru ${VERSION} has no ${missing.join(', ')}`)
      const kept = members
        .filter(({ key }) => found.has(code.slice(key.start, key.end)))
        .map(({ start, end }) => code.slice(start, end))
      const { start, end } = declaration.body
      return { code: `${code.slice(0, start)}{\n${kept.join('\n')}\n}${code.slice(end)}`, map: null }
    },
  },
})
