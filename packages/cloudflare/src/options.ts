/** The common options of all parts. */
import { hasFunctions, OBJECT, type OptionRule, shown, throwInvalidOption } from '@notion-fp/shared'
import type { ObjectNamespace } from './platform.js'

/** The name in messages about invalid options. */
export const PACKAGE = '@notion-fp/cloudflare'

export const DEFAULT_PREFIX = 'notion-fp'

/** It becomes part of the names of objects, keys and addresses. */
export const PREFIX: OptionRule = [
  (given) => typeof given === 'string' && /^[\w-]{1,64}$/.test(given),
  'a string of at most 64 letters, digits, - and _, such as my-app',
]

const namespaceFunctions = hasFunctions('idFromName', 'get')

export const isNamespace = (given: unknown): given is ObjectNamespace => namespaceFunctions(given)

/** Throws a `TypeError` for a binding that does not exist, or is of another kind. */
export const checkBinding = (
  given: unknown,
  field: string,
  fits: (given: unknown) => boolean,
  allowed: string,
): void => {
  if (OBJECT[0](given) && fits(given)) return
  const hint = given === undefined ? ': is the binding in the configuration of the Worker?' : ''
  throwInvalidOption(PACKAGE, field, `${allowed}, not ${shown(given)}${hint}`)
}

/** What is allowed for a namespace of Durable Objects. */
export const NAMESPACE_ALLOWED = 'a binding of Durable Objects, such as env.NOTION'

export const checkNamespace = (given: unknown): void => checkBinding(given, 'namespace', isNamespace, NAMESPACE_ALLOWED)
