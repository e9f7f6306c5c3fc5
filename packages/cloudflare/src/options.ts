/** The options that all parts have in common. */
import { hasFunctions, OBJECT, type Rule, throwInvalid } from '@notion-fp/shared'
import type { ObjectNamespace } from './platform.js'

/** The name in messages of invalid options. */
export const PACKAGE = '@notion-fp/cloudflare'

export const DEFAULT_PREFIX = 'notion-fp'

/** It becomes a part of names of objects, keys and addresses. */
export const PREFIX: Rule = [
  (given) => typeof given === 'string' && /^[\w-]{1,64}$/.test(given),
  'a text of at most 64 letters, digits, - and _, such as my-app',
]

export const isNamespace = (given: unknown): given is ObjectNamespace => hasFunctions(given, ['idFromName', 'get'])

/** Throws a `TypeError` for a binding that does not exist, or is of another kind. */
export const checkBinding = (given: unknown, names: ReadonlyArray<string>, allowed: string): void => {
  if (OBJECT[0](given) && hasFunctions(given, names)) return
  const shown = given === undefined ? 'undefined: is it in the configuration of the Worker?' : `a ${typeof given}`
  throwInvalid(PACKAGE, `${allowed} is needed, not ${shown}`)
}

export const checkNamespace = (given: unknown): void =>
  checkBinding(given, ['idFromName', 'get'], 'a binding of Durable Objects, such as env.NOTION,')
