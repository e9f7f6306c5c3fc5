import { left } from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { getBotUser } from '../../../src/index.js'
import { MAX_TRIES, patiently } from '../../../src/jobs/shared/patiently.js'
import { NOT_APPLIED, tried } from '../../support/everyFault.js'

const refusing = async () => {
  const world = await tried()
  const { '409 conflict': conflict } = NOT_APPLIED
  if (conflict) world.failAt(0, conflict, 100)
  return world
}

test('behavior: a conflict that lasts ends a job after a limited number of tries', async () => {
  const { ctx, sent } = await refusing()
  expect(await patiently(ctx, getBotUser(ctx, {}))).toMatchObject({ left: { _tag: 'ConflictError' } })
  expect(sent()).toBe(MAX_TRIES)
})

test('behavior: a job that is aborted while it waits sends nothing more, and ends with what Notion answered', async () => {
  const { ctx, sent } = await refusing()
  const controller = new AbortController()
  const sleep = async (): Promise<void> => controller.abort()
  const waiting = { ...ctx, config: { ...ctx.config, clock: { ...ctx.config.clock, sleep } } }
  const result = await patiently(waiting, getBotUser(ctx, {}), controller.signal)
  expect(result).toMatchObject(left({ _tag: 'ConflictError', outcome: 'not-applied' }))
  expect(sent()).toBe(1)
})
