import { hasScript } from './command.js'

/** Warns about tests that are skipped because this machine lacks a program. */
export const needs = (name: string, isThere: boolean): boolean => {
  if (!isThere) console.warn(`SKIPPED: ${name} is not on this machine; its tests do not run.`)
  return isThere
}

/** Whether there is a pseudo-terminal to run commands in. */
export const hasTerminal = needs('script of util-linux', hasScript)
