import { stat } from 'node:fs/promises'

/** The size of a file in bytes; `undefined` if there is none, or none that can be read. */
export const sizeOf = (file: string): Promise<number | undefined> =>
  stat(file).then(
    ({ size }) => size,
    () => undefined,
  )
