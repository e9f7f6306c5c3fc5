/** Runs programs in a worker, one worker a run, and holds what they have printed, sent and changed. */
import { reactive } from 'vue'
import type {
  Failure,
  FromWorker,
  PlaygroundConditions,
  SentRequest,
  ToWorker,
  WorkspaceView,
} from '../engine/messages'

/** A line of the output. */
export interface Printed {
  readonly level: 'log' | 'warn' | 'error'
  readonly text: string
}

/** What there is to show of the latest run. */
export interface RunState {
  status: 'idle' | 'running' | 'ended' | 'stopped'
  printed: Array<Printed>
  /** Whether the program has printed more than is shown. */
  hasPrintedMore: boolean
  requests: Array<SentRequest>
  workspace: WorkspaceView
  /** The content of the page that was opened last. */
  page: { id: string; html: string } | undefined
  /** How long the program took, in milliseconds. */
  took: number | undefined
  failure: Failure | undefined
}

/** Runs programs. */
export interface Runner {
  readonly state: RunState
  readonly run: (code: string) => void
  readonly stop: () => void
  readonly readPage: (id: string) => void
  /** Sets the conditions, also of a program that is running. */
  readonly setConditions: (conditions: PlaygroundConditions) => void
  readonly close: () => void
}

/** A program that sends requests without end must not fill the memory of the page. */
const MAX_REQUESTS = 2_000

/** Lines are shown together, as often as this, in milliseconds: each time, all lines are looked at. */
const PRINT_MS = 50

const nothing = (): RunState => ({
  status: 'idle',
  printed: [],
  hasPrintedMore: false,
  requests: [],
  workspace: { tree: [], tables: [] },
  page: undefined,
  took: undefined,
  failure: undefined,
})

/** Creates a runner; the first worker starts at once, so that the workspace can be looked at before anything is run. */
export const createRunner = (first: PlaygroundConditions): Runner => {
  const state = reactive(nothing())
  let conditions = first
  let worker: Worker
  let isUsed = false
  const tell = (message: ToWorker): void => worker.postMessage(message)

  /** What is printed and not shown yet. */
  let waiting: Array<Printed> = []
  const showPrinted = (): void => {
    if (waiting.length > 0) state.printed.push(...waiting)
    waiting = []
  }
  const note = (printed: Printed): void => {
    if (waiting.length === 0) setTimeout(showPrinted, PRINT_MS)
    waiting.push(printed)
  }

  const hear = (message: FromWorker): void => {
    if (message.type === 'print') note(message)
    if (message.type === 'printed too much') state.hasPrintedMore = true
    if (message.type === 'request' && state.requests.length < MAX_REQUESTS) state.requests.push(message.request)
    if (message.type === 'workspace') state.workspace = message.workspace
    if (message.type === 'page') state.page = message
    if (message.type === 'ended') {
      showPrinted()
      state.status = 'ended'
      state.took = message.took
      state.failure = message.failure
    }
  }

  const start = (): void => {
    isUsed = false
    const started = new Worker(new URL('../engine/worker.ts', import.meta.url), { type: 'module' })
    // What an earlier worker still says is of no interest.
    started.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (started === worker) hear(data)
    }
    started.onerror = ({ message }) => {
      if (started !== worker) return
      state.status = 'ended'
      state.failure = { message: message || 'The program could not be started', line: undefined }
    }
    worker = started
    tell({ type: 'conditions', conditions })
  }
  start()

  return {
    state,
    run: (code) => {
      if (isUsed) {
        worker.terminate()
        start()
      }
      isUsed = true
      waiting = []
      Object.assign(state, { ...nothing(), workspace: state.workspace, status: 'running' })
      tell({ type: 'run', code, conditions })
    },
    stop: () => {
      showPrinted()
      worker.terminate()
      start()
      state.status = 'stopped'
    },
    readPage: (id) => tell({ type: 'read page', id }),
    setConditions: (given) => {
      conditions = given
      tell({ type: 'conditions', conditions })
    },
    close: () => worker.terminate(),
  }
}
