/**
 * Walks trees of Markdown without recursion, since they may be deeper than the stack.
 *
 * @internal
 */
import type { Nodes, Root } from 'mdast'

/** The identifiers of definitions. */
export interface Labels {
  readonly links: ReadonlyArray<string>
  readonly footnotes: ReadonlyArray<string>
}

/** Calls a function with each node. Trees may be deeper than the stack. */
export const forEachNode = (root: Nodes, visit: (node: Nodes) => void): void => {
  const waiting: Array<Nodes> = [root]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    visit(node)
    if ('children' in node)
      for (let at = node.children.length - 1; at >= 0; at--) {
        const child = node.children[at]
        if (child) waiting.push(child)
      }
  }
}

/** The identifiers of the definitions in trees. */
export const labelsIn = (roots: ReadonlyArray<Root>): Labels => {
  const links: Array<string> = []
  const footnotes: Array<string> = []
  for (const root of roots)
    forEachNode(root, (node) => {
      if (node.type === 'definition') links.push(node.identifier)
      else if (node.type === 'footnoteDefinition') footnotes.push(node.identifier)
    })
  return { links, footnotes }
}
