/** The editor: TypeScript with colours, completion, types on hover and mistakes underlined. Loaded when the page is painted. */
import { autocompletion } from '@codemirror/autocomplete'
import { indentWithTab } from '@codemirror/commands'
import { javascript } from '@codemirror/lang-javascript'
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { Compartment, EditorState, Prec } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import {
  tsAutocompleteWorker,
  tsFacetWorker,
  tsHoverWorker,
  tsLinterWorker,
  tsSyncWorker,
} from '@valtown/codemirror-ts'
import type { WorkerShape } from '@valtown/codemirror-ts/worker'
import { basicSetup } from 'codemirror'
import { wrap } from 'comlink'

/** The file that the language service sees. */
const PATH = 'program.ts'

/** An editor on the page. */
export interface Editor {
  readonly setCode: (code: string) => void
  readonly setDark: (isDark: boolean) => void
  readonly close: () => void
}

/** What an editor is created with. */
export interface EditorOptions {
  readonly code: string
  readonly isDark: boolean
  readonly onChange: (code: string) => void
  readonly onRun: () => void
}

/** The colours of the site, so that they change with it. */
const look = EditorView.theme({
  '&': { height: '100%', fontSize: '13px', color: 'var(--vp-c-text-1)', backgroundColor: 'var(--vp-c-bg)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--vp-font-family-mono)', lineHeight: '1.55' },
  '.cm-content': { caretColor: 'var(--vp-c-text-1)' },
  '.cm-cursor': { borderLeftColor: 'var(--vp-c-text-1)' },
  '.cm-gutters': { color: 'var(--vp-c-text-3)', backgroundColor: 'var(--vp-c-bg)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--vp-c-default-soft)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--vp-c-brand-soft)',
  },
  '.cm-tooltip': {
    maxWidth: '560px',
    border: '1px solid var(--vp-c-divider)',
    borderRadius: '6px',
    color: 'var(--vp-c-text-1)',
    backgroundColor: 'var(--vp-c-bg-elv)',
    boxShadow: 'var(--vp-shadow-2)',
  },
  '.cm-tooltip-hover': { padding: '6px 10px', fontFamily: 'var(--vp-font-family-mono)', whiteSpace: 'pre-wrap' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    color: 'var(--vp-c-text-1)',
    backgroundColor: 'var(--vp-c-brand-soft)',
  },
})

const colours = (isDark: boolean) => {
  const [keyword, string, number, comment, type, name] = isDark
    ? ['#e394dc', '#a5d6a7', '#f0b37e', '#8b949e', '#82c4ff', '#d2d8de']
    : ['#9a2393', '#22703d', '#a04a00', '#67707b', '#1a5fb4', '#2a2f36']
  return syntaxHighlighting(
    HighlightStyle.define([
      { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], color: keyword },
      { tag: [tags.string, tags.special(tags.string), tags.regexp], color: string },
      { tag: [tags.number, tags.bool, tags.null], color: number },
      { tag: tags.comment, color: comment },
      { tag: [tags.typeName, tags.className], color: type },
      { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: type },
      { tag: [tags.variableName, tags.propertyName], color: name },
    ]),
  )
}

/** Starts the language service, which loads TypeScript and the types of the library in a worker. */
const startService = () => {
  const worker = new Worker(new URL('./serviceWorker.ts', import.meta.url), { type: 'module' })
  return { service: wrap<WorkerShape>(worker), close: () => worker.terminate() }
}

/** Creates an editor in an element. */
export const createEditor = (parent: HTMLElement, { code, isDark, onChange, onRun }: EditorOptions): Editor => {
  const theme = new Compartment()
  const runIt = (): boolean => {
    onRun()
    return true
  }
  const types = new Compartment()
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: code,
      extensions: [
        Prec.highest(keymap.of([{ key: 'Mod-Enter', run: runIt }])),
        basicSetup,
        keymap.of([indentWithTab]),
        javascript({ typescript: true }),
        look,
        EditorView.lineWrapping,
        theme.of(colours(isDark)),
        types.of([]),
        EditorView.contentAttributes.of({ 'aria-label': 'Program' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString())
        }),
      ],
    }),
  })
  const { service, close } = startService()
  const addTypes = async (): Promise<void> => {
    await service.initialize()
    view.dispatch({
      effects: types.reconfigure([
        tsFacetWorker.of({ worker: service, path: PATH }),
        tsSyncWorker(),
        tsLinterWorker(),
        autocompletion({ override: [tsAutocompleteWorker()] }),
        tsHoverWorker(),
      ]),
    })
    // For who waits for the types, such as a test.
    parent.dataset.types = 'ready'
  }
  addTypes().catch((error) => console.error('The types of the library could not be loaded', error))
  return {
    setCode: (text) => {
      if (text !== view.state.doc.toString())
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } })
    },
    setDark: (dark) => view.dispatch({ effects: theme.reconfigure(colours(dark)) }),
    close: () => {
      view.destroy()
      close()
    },
  }
}
