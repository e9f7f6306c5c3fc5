/** Waiting that a signal ends. */

/** A promise's value, or nothing where the signal fires first. */
export const unlessAborted = <A>(signal: AbortSignal | undefined, promise: Promise<A>): Promise<A | undefined> =>
  signal
    ? new Promise((resolve, reject) => {
        const leave = (): void => resolve(undefined)
        signal.addEventListener('abort', leave)
        if (signal.aborted) leave()
        promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
      })
    : promise
