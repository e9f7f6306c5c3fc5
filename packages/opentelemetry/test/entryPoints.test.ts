/** The package as it is published: the names that its entries export, and no dependency that is installed with it. */
import { existsSync, readFileSync } from 'node:fs'
import * as main from '@notion-fp/opentelemetry'
import * as node from '@notion-fp/opentelemetry/node'
import { expect, test } from 'vitest'

const manifest: {
  readonly exports: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly dependencies?: unknown
} = JSON.parse(readFileSync('packages/opentelemetry/package.json', 'utf8'))

test('default: the entries export these values', () => {
  expect([Object.keys(main).sort(), Object.keys(node).sort()]).toEqual([
    ['inSpan', 'withMetrics', 'withTracing'],
    ['CHANNELS', 'withDiagnostics'],
  ])
})

test('behavior: each entry is built from a file', () => {
  const files = Object.values(manifest.exports).flatMap((conditions) => Object.values(conditions))
  expect(files.length).toBeGreaterThan(3)
  const sources = files.map((file) =>
    file.replace('./dist/', 'packages/opentelemetry/src/').replace(/(\.d)?\.[jt]s$/, '.ts'),
  )
  expect(sources.filter((file) => !existsSync(file))).toEqual([])
})

test('behavior: nothing is installed with the package, and nothing of OpenTelemetry is loaded', () => {
  expect(manifest.dependencies).toBeUndefined()
  const sources = [
    'index',
    'inSpan',
    'withTracing',
    'withMetrics',
    'watching',
    'watchedStream',
    'otel',
    'withDiagnostics',
    'node',
  ].map((name) => readFileSync(`packages/opentelemetry/src/${name}.ts`, 'utf8').replace(/\/\*\*[\s\S]*?\*\//g, ''))
  const imported = sources.flatMap((source) => [...source.matchAll(/^import (?!type )[^\n]*from '([^.'][^']*)'/gm)])
  expect(imported.map(([, name]) => name)).toEqual(['node:diagnostics_channel'])
})
