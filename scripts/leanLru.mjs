/**
 * A rollup plugin that leaves out of quick-lru what the cache never reaches: bundlers keep every method of a class, and cannot know
 * that no limit and no age is given. What is left is as it was published.
 */
import { readFileSync } from 'node:fs'
import { parseAst } from 'rollup/parseAst'
import { specialized } from './support/specialized.mjs'

/** The version that was read for this. With another one, read it again. */
const VERSION = '7.3.0'

const USE = {
  values: {
    // `maxSize` is infinite, so entries never become old.
    'options.maxSize && options.maxSize > 0': 'true',
    'this.#size >= this.#maxSize': 'false',
    'Math.min(this.#size + oldCacheSize, this.#maxSize)': 'this.#size',
    'this.#oldCache': '[]',
    'this.#oldCache.has(key)': 'false',
    'this.#oldCache.delete(key)': 'false',
    'this.#oldCache.clear()': 'undefined',
    'this.#oldCache.keys()': '[]',
    'this.#oldCache.size': '0',
    // No `maxAge`, so no entry expires.
    'options.maxAge': 'undefined',
    'this.#maxAge': 'undefined',
    "typeof maxAge === 'number' && maxAge !== Number.POSITIVE_INFINITY": 'false',
    'item.expiry': 'undefined',
    'this.#deleteIfExpired(key, value)': 'false',
    'this.#getItemValue(key, item)': 'item.value',
  },
  called: ['constructor', 'get', 'set', 'delete', 'clear', 'size', 'Symbol.iterator'],
  unread: ['#maxSize', '#maxAge', '#onEviction', 'expiry'],
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
    handler: async (code) => ({ code: await specialized(code, USE, parseAst), map: null }),
  },
})
