/** Translates requests and responses of versions before data sources, through each version in between. */
import { Refusal } from '../../domain/errors.js'
import type { Workspace } from '../../domain/state/workspace.js'
import type { JsonObject } from '../../domain/values/json.js'
import { dataSources, withOlderMessage } from './dataSources.js'
import { firstVersion } from './firstVersion.js'
import { relations } from './relations.js'
import { type Call, OLDER_VERSIONS, type OlderVersion, type Step } from './step.js'
import { textBlocks } from './textBlocks.js'

/**
 * The requests that correspond to a request of an older version, and the translation of the response to the last of
 * them.
 */
export interface Translation {
  readonly calls: ReadonlyArray<Call>
  readonly translate: (response: JsonObject) => JsonObject
}

const STEPS: ReadonlyArray<Step> = [firstVersion, textBlocks, relations, dataSources]

/** The steps from a version on; none for a version that needs no translation. */
const stepsFrom = (older: OlderVersion | undefined): ReadonlyArray<Step> =>
  older === undefined ? [] : STEPS.slice(OLDER_VERSIONS.indexOf(older))

const addStep = (workspace: Workspace, { calls, translate }: Translation, step: Step): Translation => {
  const last = calls.at(-1)
  return {
    calls: calls.flatMap(step.requests),
    translate: (response) => translate(last === undefined ? response : step.response(workspace, response, last)),
  }
}

/** Translates a request, from each version to the next. */
export const translateCall = (older: OlderVersion | undefined, call: Call): Translation => {
  const untranslated: Translation = { calls: [call], translate: (response) => response }
  return stepsFrom(older).reduce(
    (translation, step) => addStep(call.request.workspace, translation, step),
    untranslated,
  )
}

/** Runs a function, and translates its refusals to the messages of a version. */
export const withMessagesOf = <A>(older: OlderVersion | undefined, run: () => A): A => {
  try {
    return run()
  } catch (reason) {
    throw older !== undefined && reason instanceof Refusal ? withOlderMessage(reason) : reason
  }
}
