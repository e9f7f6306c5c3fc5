import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PropertyConfig } from '../../src/props/propertyConfig.js'
import { aConfig, decodeConfig as decode } from './cases.js'
import { configSamples } from './samples/index.js'

const types = Object.values(configSamples).map(({ type, config }) => [type, config] as const)

test.each(types)('default: a configuration of type %s is decoded', (type, payload) => {
  const config = { ...aConfig(type, payload), description: null }
  expect(decode(config)).toEqual({ _tag: 'Right', right: config })
})

test.each(types)('error: a configuration of type %s without its payload is rejected', (type) => {
  expect(decode({ id: 'p1', name: 'A property', type })).toMatchObject({ left: [{ path: type, actual: undefined }] })
})

test('behavior: returns the parsed object itself', () => {
  const config = { id: 'p1', name: 'A property', type: 'title', title: {}, new_field: 1 }
  const decoded = decode(config)
  expect(decoded._tag === 'Right' && decoded.right === config).toBe(true)
})

test('behavior: an unknown type keeps its payload', () => {
  const config = { id: 'p1', name: 'A property', type: 'hologram', hologram: { depth: 3 } }
  expect(decode(config)).toEqual({ _tag: 'Right', right: config })
})

test('behavior: never throws, and returns any input that it accepts', () => {
  fc.assert(
    fc.property(fc.anything(), fc.constantFrom(...types.map(([type]) => type)), (payload, type) => {
      const config: unknown = aConfig(type, payload)
      const decoded = decode(config)
      expect(decoded._tag === 'Left' ? decoded.left.length > 0 : decoded.right === config).toBe(true)
      expect(decode(payload)._tag === 'Right').toBe(PropertyConfig.is(payload))
    }),
  )
})
