/** Records changes of a workspace, so that they can be repeated: with the same time and the same ids they have the same result. */
import { Refusal } from './domain/errors.js'
import { type Change, changeOf, isRead, routeName } from './http/changes.js'
import type { ApiRequest } from './http/route.js'
import { routes } from './http/routeTable.js'
import type { AppOptions } from './http/serve.js'

/** The sources of time and ids. */
interface Sources {
  readonly now: () => number
  readonly newId: () => string
}

/** Receives each change; one that cannot be repeated, such as loaded contents, is undefined. */
type OnChange = (change: Change | undefined) => void

/** A recorder of changes. */
export interface Recording {
  /** The time and the ids for the workspace: its own, or those of a repeated change. */
  readonly sources: Sources
  /** Calls a function for each change from now on. */
  readonly onChange: (listener: OnChange) => void
  /** Carries out a request, and records it if it is a change. */
  readonly carryOut: AppOptions['carryOut']
  /** Makes a change that is recorded as not repeatable. */
  readonly changing: <A>(work: () => A) => A
  /** Repeats a change, by its request. */
  readonly repeat: (change: Change, request: ApiRequest) => void
}

/** Creates a recorder of changes; nothing is recorded without a listener. */
export const createRecording = (own: Sources): Recording => {
  /** The time and the ids of the change that is being made. */
  let current: { readonly at: number; readonly newId: () => string } | undefined
  let listener: OnChange | undefined
  const now = (): number => current?.at ?? own.now()

  const during = <A>(active: NonNullable<typeof current>, work: () => A): A => {
    current = active
    try {
      return work()
    } finally {
      current = undefined
    }
  }

  const carryOut: AppOptions['carryOut'] = (route, request, stream, work) => {
    if (listener === undefined || isRead(route)) return work()
    const at = now()
    const ids: Array<string> = []
    const newId = (): string => {
      const id = own.newId()
      ids.push(id)
      return id
    }
    try {
      const response = during({ at, newId }, work)
      listener(changeOf(route, request, { stream, at, ids }))
      return response
    } catch (reason) {
      // A refused request has changed nothing; one that failed may have.
      if (!(reason instanceof Refusal)) listener(undefined)
      throw reason
    }
  }

  const repeat: Recording['repeat'] = (change, request) => {
    const route = routes.find((each) => routeName(each) === change.route)
    if (route === undefined) throw new TypeError(`There is no route ${change.route}.`)
    const left = [...change.ids]
    const newId = (): string => left.shift() ?? own.newId()
    during({ at: change.at, newId }, () => (change.stream ? route.stream?.(request) : route.handler(request)))
  }

  return {
    sources: { now, newId: () => (current === undefined ? own.newId() : current.newId()) },
    onChange: (given) => {
      listener = given
    },
    carryOut,
    changing: (work) => {
      try {
        return work()
      } finally {
        listener?.(undefined)
      }
    },
    repeat,
  }
}
