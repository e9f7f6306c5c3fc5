/** Versions as text: a random word, so that no two are equal, and the time of their creation, which is compared only roughly. */

export const VERSION = /^[0-9a-z]{8,40}\.(\d{1,16})$/

const randomWord = (): string => Math.floor(Math.random() * 2 ** 52).toString(36)

/** A new version with the time of its creation, 0 if nothing was invalidated. */
export const newVersion = (createdAt: number): string =>
  `${randomWord()}${randomWord()}`.padEnd(8, '0').concat(`.${Math.max(0, Math.floor(createdAt))}`)

/** The stored versions, '' for none; `undefined` if one is malformed. */
export const versionsIn = (stored: ReadonlyArray<unknown>): ReadonlyArray<string> | undefined => {
  const found = stored.flatMap((each) => {
    if ((each ?? undefined) === undefined) return ['']
    return typeof each === 'string' && VERSION.test(each) ? [each] : []
  })
  return found.length === stored.length ? found : undefined
}
