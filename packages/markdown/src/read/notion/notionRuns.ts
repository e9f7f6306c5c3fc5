/**
 * Rich text in the Markdown of the API.
 *
 * @internal
 */
import { pushAll } from '../../shared/json.js'
import { linkUrl } from '../addresses.js'
import { htmlToken, isInlineTag, isMentionTag, picture, pictureInLink, type Siblings } from '../inlineRuns.js'
import type { Reading } from '../reading.js'
import { equationRun, joinRuns, MAX_EXPRESSION, type Run, type Style, textRun } from '../runs.js'
import { type LineToken, lineTokens, linksOf } from './lineTokens.js'
import { type Change, changesOf } from './markChanges.js'

/** The state at a position of the line. */
interface State {
  /** The runs so far, and the style of the open tags and links. */
  readonly siblings: Siblings
  /** The style of the asterisks and tildes. */
  marks: Style
  readonly links: Array<{ readonly style: Style; readonly from: number }>
  /** The style around a mention. */
  around: Style
}

const changed = (marks: Style, change: Change): Style => {
  const active = {
    bold: (marks.bold === true) !== change.bold,
    italic: (marks.italic === true) !== change.italic,
    strikethrough: (marks.strikethrough === true) !== change.strikethrough,
  }
  return {
    ...(active.bold && { bold: true }),
    ...(active.italic && { italic: true }),
    ...(active.strikethrough && { strikethrough: true }),
  }
}

const openLink = (state: State): void => {
  const { siblings } = state
  state.links.push({ style: siblings.style, from: siblings.runs.length })
}

/** Ends a link: its runs get the address, which is at its end. */
const closeLink = (url: string, isImage: boolean, state: State, line: number | undefined, reading: Reading): void => {
  const { siblings, links } = state
  const opened = links.pop()
  if (!opened) return
  const inside = siblings.runs.splice(opened.from)
  siblings.style = opened.style
  if (isImage) {
    const alt = inside.map((run) => String(Object(run.text).content ?? '')).join('')
    const style = { ...opened.style, ...state.marks }
    // The address of an enclosing link is not known yet.
    const read = links.length > 0 ? pictureInLink : picture
    pushAll(siblings.runs, read(url, alt, style, line, reading))
    return
  }
  const target = linkUrl(url, line, reading)
  const linked = (run: Run): Run =>
    target === undefined || Object(run.text).content === undefined
      ? run
      : { ...run, text: { ...Object(run.text), link: { url: target } } }
  if (inside.length === 0 && target !== undefined) inside.push(textRun(target, { ...opened.style, ...state.marks }))
  for (const run of inside) siblings.runs.push(linked(run))
}

const tagToken = (
  token: LineToken & { readonly type: 'tag' },
  state: State,
  line: number | undefined,
  reading: Reading,
): void => {
  const { siblings, marks } = state
  const { tag } = token
  const isMention = tag.type !== 'comment' && tag.type !== 'text' && isMentionTag(tag.tag)
  const isStyle = tag.type === 'open' && isInlineTag(tag.tag) && !tag.isVoid && !isMention
  if (isStyle || (tag.type === 'close' && !isMention)) {
    htmlToken(tag, siblings, line, reading)
    return
  }
  // An equation or a mention also has the style of the asterisks around it.
  const around = tag.type === 'close' ? state.around : siblings.style
  if (tag.type === 'open' && isMention) state.around = around
  if (tag.type !== 'close') siblings.style = { ...around, ...marks }
  htmlToken(tag, siblings, line, reading)
  siblings.style = around
}

const mathRun = (expression: string, style: Style, line: number | undefined, { lose }: Reading): Run => {
  if (expression.length <= MAX_EXPRESSION) return equationRun(expression, style)
  lose(line, 'equation', `Notion accepts ${MAX_EXPRESSION} characters; written as code`)
  return textRun(expression, { ...style, code: true })
}

/** The rich text of one line. */
export const notionRuns = (text: string, line: number | undefined, reading: Reading): ReadonlyArray<Run> => {
  const tokens = lineTokens(text, reading.options.math !== false)
  const changes = changesOf(tokens)
  const links = linksOf(tokens)
  const opening = new Set(links.values())
  const state: State = { siblings: { runs: [], open: [], style: {} }, marks: {}, links: [], around: {} }
  const { siblings } = state
  const push = (value: string): void => {
    siblings.runs.push(textRun(value, { ...siblings.style, ...state.marks }))
  }
  tokens.forEach((token, at) => {
    const style = { ...siblings.style, ...state.marks }
    const change = changes[at]
    if (change) {
      // Delimiters without an end are text, in the style around them.
      if (change.text !== '') push(change.text)
      state.marks = changed(state.marks, change)
    } else if (token.type === 'text') push(token.value)
    else if (token.type === 'code') siblings.runs.push(textRun(token.value, { ...style, code: true }))
    else if (token.type === 'math') siblings.runs.push(mathRun(token.value, style, line, reading))
    else if (token.type === 'tag') tagToken(token, state, line, reading)
    else if (token.type === 'open') {
      if (opening.has(at)) openLink(state)
      else push(token.isImage ? '![' : '[')
    } else if (token.type === 'close') {
      const opened = tokens[links.get(at) ?? -1]
      if (opened?.type === 'open') closeLink(token.url, opened.isImage, state, line, reading)
      else push(`](${token.url})`)
    }
  })
  return joinRuns(siblings.runs)
}
