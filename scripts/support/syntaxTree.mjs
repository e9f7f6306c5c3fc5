/** What the plugins of the build need of a syntax tree. */

const isNode = (value) => typeof value === 'object' && value !== null && typeof value.type === 'string'

/** The nodes directly below a node. */
export const childrenOf = (node) =>
  Object.values(node)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter(isNode)

/** A text with some of its ranges replaced. */
export const edited = (code, edits) =>
  edits
    .sort(([a], [b]) => b - a)
    .reduce((text, [start, end, put]) => text.slice(0, start) + put + text.slice(end), code)
