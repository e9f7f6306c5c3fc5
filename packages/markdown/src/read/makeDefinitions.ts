/**
 * The definitions of references: `[label]: address`.
 *
 * @internal
 */

import type { Definition } from 'mdast'
import { excerpt } from '../shared/excerpt.js'
import { forEachNode } from './nodes.js'
import { type Definitions, lineOf, type Target } from './reading.js'

/** An empty collection, which `add` fills. */
export const makeDefinitions = (): Definitions => {
  const targets = new Map<string, Target>()
  const used = new Set<string>()
  const found: Array<{ readonly node: Definition; readonly line: number | undefined; readonly holds: boolean }> = []
  const links: Array<string> = []
  const footnotes: Array<string> = []
  return {
    add: (root, reading) => {
      forEachNode(root, (node) => {
        if (node.type === 'footnoteDefinition') footnotes.push(node.identifier)
        if (node.type !== 'definition') return
        const { identifier, url, title } = node
        links.push(identifier)
        found.push({ node, line: lineOf(node, reading), holds: !targets.has(identifier) })
        if (!targets.has(identifier)) targets.set(identifier, { url, title: title ?? '' })
      })
    },
    find: (identifier) => {
      used.add(identifier)
      return targets.get(identifier)
    },
    labels: () => ({ links, footnotes }),
    loseUnused: (lose) => {
      for (const { node, line, holds } of found)
        if (!holds || !used.has(node.identifier))
          lose(line, 'definition', `nothing refers to [${node.label ?? node.identifier}]: ${excerpt(node.url)}`)
    },
  }
}
