import { describe, expect, test } from 'vitest'
import { spawnCommand } from '../support/command.js'

describe('demo', () => {
  test('default: runs to its end, without an account', async () => {
    // It runs many commands, here as they were built.
    const { code, out, err } = await spawnCommand(['demo'])
    expect(code).toBe(0)
    expect(out).toContain("$ notion-fp query 2f2e2d2c2b2a4928a726252423222120 'Stage!=Done'")
    expect(out).toContain('Paint the fence,Doing,\n')
    expect(err).toBe('notion-fp: "Don" is not an option of Stage.\n  Did you mean "Done"?\n')
  })
})
