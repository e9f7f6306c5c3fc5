import { describe, expect, test } from 'vitest'
import { oneOf } from '../../../src/core/internal/options.js'
import { JOB_OPTIONS } from '../../../src/jobs/shared/jobOptions.js'
import { checkJobParams } from '../../../src/jobs/shared/jobParams.js'

const check = (params: unknown): unknown =>
  checkJobParams(
    'job',
    params,
    { ...JOB_OPTIONS, mode: oneOf(['deep', 'flat']), name: [(given) => given === 'a', 'a'] },
    ['name'],
  )

const issuesOf = (result: unknown): unknown => Reflect.get(Object(Reflect.get(Object(result), 'left')), 'issues')

describe('behavior: the parameters of a job', () => {
  test('are returned if all of them fit', () => {
    const params = { name: 'a', mode: 'flat', max_requests: Number.POSITIVE_INFINITY, signal: undefined }
    expect(check(params)).toEqual({ _tag: 'Right', right: params })
  })

  test.each([null, undefined, 1, 'x', []])('are an error if they are %j', (params) => {
    expect(issuesOf(check(params))).toEqual([{ field: 'params', given: params, allowed: 'an object' }])
  })

  test('are an error if they are a revoked proxy', () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    expect(check(proxy)).toMatchObject({ left: { message: expect.stringContaining('params must be an object') } })
  })

  test('are an error that names each invalid, missing and unknown one', () => {
    expect(issuesOf(check({ mode: 'wide', max_requests: 0, signal: {}, on_progress: 1, dept: 2 }))).toEqual([
      { field: 'max_requests', given: 0, allowed: 'a whole number of 1 or more' },
      { field: 'signal', given: {}, allowed: 'an AbortSignal' },
      { field: 'on_progress', given: 1, allowed: 'a function' },
      { field: 'mode', given: 'wide', allowed: 'one of deep, flat' },
      { field: 'name', given: undefined, allowed: 'a' },
      { field: 'dept', given: 2, allowed: 'left out; the options are max_requests, signal, on_progress, mode, name' },
    ])
  })

  test('are an error, never an exception, if reading them throws', () => {
    const params = {
      get name(): string {
        throw new Error('unreadable')
      },
    }
    expect(issuesOf(check(params))).toEqual([{ field: 'name', given: undefined, allowed: 'a' }])
  })
})
