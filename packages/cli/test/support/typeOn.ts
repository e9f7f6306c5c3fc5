/** The command in a pseudo-terminal, on a shared Notion. */
import { commandFile, type sharedNotion } from './command.js'
import { typeInto } from './typing.js'

/** Types into the command. */
export const typeOn =
  (notion: ReturnType<typeof sharedNotion>['notion']) =>
  async (
    args: ReadonlyArray<string>,
    typings: Parameters<typeof typeInto>[1],
    options: NonNullable<Parameters<typeof typeInto>[2]> = {},
  ) =>
    typeInto([process.execPath, await commandFile(), ...args], typings, {
      ...options,
      env: { ...notion().env, ...options.env },
    })
