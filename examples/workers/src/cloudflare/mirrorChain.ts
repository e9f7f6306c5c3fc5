/** A chain as a Cloudflare Workflow. It sleeps where a step must wait, which costs nothing. */
import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep } from 'cloudflare:workers'
import type { Context, Page } from 'notion-fp'
import { type Outcome, runStep, type State, type Store } from '../steps.js'

/** The bindings that the workflow needs. */
interface Env {
  readonly MIRROR: Workflow<State>
}

/** The copy and the contexts, made from the bindings: D1 or Durable Objects for the store, and a limiter that all instances share. */
export interface Resources<E> {
  readonly storeOf: (env: E) => Store
  readonly contextOf: (env: E, tenant: string) => Context
  readonly hasContent: (page: Page) => boolean
}

/** The rounds of one instance: each takes at most two of the 1,024 steps that it may have. */
const ROUNDS = 400

/** What a step returns: serialized by the engine, up to 1 MB. */
type Stepped = Exclude<Outcome, { readonly _tag: 'Failed' }>

/** Makes the class of the workflow, for `export const MirrorChain = mirrorChain({ … })`. */
export const mirrorChain = <E extends Env>({ storeOf, contextOf, hasContent }: Resources<E>) =>
  class extends WorkflowEntrypoint<E, State> {
    override async run(event: WorkflowEvent<State>, step: WorkflowStep): Promise<void> {
      let state: State = event.payload
      for (let round = 0; round < ROUNDS; round++) {
        const retries = { limit: 10, delay: '1 second', backoff: 'exponential' } as const
        // The engine keeps what it returned, and does not run it again.
        const json = await step.do(`step ${round}`, { retries, timeout: '2 minutes' }, async () => {
          const tools = { ctx: contextOf(this.env, state.tenant), store: storeOf(this.env), hasContent }
          const outcome = await runStep(tools, state)
          if (outcome._tag === 'Failed') throw new Error(outcome.message)
          return JSON.stringify(outcome)
        })
        const outcome: Stepped = JSON.parse(json)
        if (outcome._tag === 'Done') return
        if (outcome.afterMs > 0) await step.sleep(`wait ${round}`, outcome.afterMs)
        state = outcome.state
      }
      const { tenant, chain, step: at } = state
      await step.do('continue', async () => {
        const id = `${tenant}-${chain}-${at}`
        // A step may be run again after it has done its work: then the next instance is there.
        await this.env.MIRROR.create({ id, params: state }).catch(() => this.env.MIRROR.get(id))
      })
    }
  }
