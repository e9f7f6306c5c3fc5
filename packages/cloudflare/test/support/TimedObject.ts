/** An object whose time is that of the question, which `timedNamespace` tells it. */
import { answer } from '../../src/object/NotionObject.js'
import type { ObjectState, ObjectStorage } from '../../src/platform.js'

export class TimedObject {
  protected readonly storage: ObjectStorage

  constructor({ storage }: ObjectState) {
    this.storage = storage
  }

  protected nowOf(request: Request): number {
    return Number(request.headers.get('now'))
  }

  async fetch(request: Request): Promise<Response> {
    return answer(this.storage, request, () => this.nowOf(request))
  }

  /** The time of tests and benchmarks is not that of the platform. */
  async alarm(): Promise<void> {}
}
