/** A chain as a Temporal workflow. It sleeps where a step must wait, so no worker is held meanwhile. */
import { continueAsNew, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow'
import type { State } from '../steps.js'
import type { mirrorActivities } from './activities.js'

const { mirrorStep } = proxyActivities<ReturnType<typeof mirrorActivities>>({
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute', maximumAttempts: 10 },
})

/** Start it once for each chain, with `firstRows` and `firstContent`, and `tenant-chain` as the workflow id. */
export const mirrorChain = async (first: State): Promise<void> => {
  let state = first
  for (;;) {
    const outcome = await mirrorStep(state)
    if (outcome._tag === 'Done') return
    if (outcome.afterMs > 0) await sleep(outcome.afterMs)
    state = outcome.state
    // The history of a workflow has a limit. The state is all that the next one needs.
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof mirrorChain>(state)
  }
}
