/** The activities of a Temporal worker: a step each. */
import { Context as Activity, ApplicationFailure } from '@temporalio/activity'
import type { Context, Page } from 'notion-fp'
import { type Outcome, runStep, type State, type Store } from '../steps.js'

/** What the process of the worker has. */
export interface Resources {
  readonly store: Store
  readonly contextOf: (tenant: string) => Context
  readonly hasContent: (page: Page) => boolean
}

/** Makes the activities, for `Worker.create({ activities: mirrorActivities(resources) })`. */
export const mirrorActivities = ({ store, contextOf, hasContent }: Resources) => ({
  mirrorStep: async (state: State): Promise<Exclude<Outcome, { readonly _tag: 'Failed' }>> => {
    const outcome = await runStep({ ctx: contextOf(state.tenant), store, hasContent }, state)
    // Temporal tries it again, with the policy of the workflow.
    if (outcome._tag === 'Failed') throw ApplicationFailure.retryable(outcome.message, 'MirrorStep')
    Activity.current().log.info('step', { tenant: state.tenant, chain: state.chain, step: state.step })
    return outcome
  },
})
