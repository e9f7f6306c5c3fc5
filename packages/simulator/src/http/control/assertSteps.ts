/** Checks the steps of an agent's script, which may come from JSON. */
import type { ScriptStep } from '../../domain/agents/runSession.js'
import { boolean, type Check, fields, list, oneOf, optional, string } from '../../domain/validate/check.js'
import { asObject, asString, type Json } from '../../domain/values/json.js'

const type: Check = string()

const problem = { type, code: string(), message: string(), retryable: optional(boolean) }

const STEPS: Readonly<Record<ScriptStep['type'], Check>> = {
  message: fields({ type, text: string() }, true),
  thinking: fields({ type, text: string() }, true),
  tool: fields({ type, name: string(), isError: optional(boolean) }, true),
  approval: fields({ type, title: string() }, true),
  failure: fields(problem, true),
  timeout: fields({ type }, true),
  stream_error: fields(problem, true),
}

const CHECKS: ReadonlyMap<string, Check> = new Map(Object.entries(STEPS))

const known = fields({ type: oneOf(...CHECKS.keys()) })

const step: Check = (value, path) => {
  const problems = known(value, path)
  if (problems.length > 0) return problems
  return CHECKS.get(asString(asObject(value).type))?.(value, path) ?? []
}

/** Throws a TypeError with the place of an invalid step of a script. */
export const assertSteps = (steps: Json | undefined, path = 'steps'): void => {
  const problems = list(step)(steps, path)
  if (problems.length > 0) throw new TypeError(problems.join('\n'))
}
