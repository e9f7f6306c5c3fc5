import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { fastExports } from './scripts/fastExports.mjs'
import { leanKy } from './scripts/leanKy.mjs'
import { leanLru } from './scripts/leanLru.mjs'

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

export default defineConfig({
  // The tests run with what the package contains of ky and quick-lru.
  plugins: [leanKy(), leanLru(), fastExports()],
  resolve: {
    alias: [
      { find: /^notion-fp$/, replacement: path('src/index.ts') },
      { find: /^notion-fp\/props$/, replacement: path('src/props/index.ts') },
      { find: /^notion-fp\/compat$/, replacement: path('src/compat/index.ts') },
      { find: /^notion-fp\/(blocks|changes|completion|files|rows)$/, replacement: path('src/jobs/$1/index.ts') },
      { find: /^notion-fp\/fp$/, replacement: path('src/fp/index.ts') },
      { find: /^notion-fp\/fp\/(.*)$/, replacement: path('src/fp/$1.ts') },
      { find: /^notion-fp\/ops\/(.*)$/, replacement: path('src/ops/$1.ts') },
      { find: /^@notion-fp\/opentelemetry$/, replacement: path('packages/opentelemetry/src/index.ts') },
      { find: /^@notion-fp\/opentelemetry\/node$/, replacement: path('packages/opentelemetry/src/node.ts') },
      { find: /^@notion-fp\/(cloudflare|redis|shared|testing)$/, replacement: path('packages/$1/src/index.ts') },
      { find: /^@notion-fp\/markdown$/, replacement: path('packages/markdown/src/index.ts') },
      { find: /^@notion-fp\/markdown\/(page|read)$/, replacement: path('packages/markdown/src/$1.ts') },
      { find: /^@notion-fp\/simulator$/, replacement: path('packages/simulator/src/index.ts') },
      { find: /^@notion-fp\/simulator\/msw$/, replacement: path('packages/simulator/src/msw.ts') },
    ],
  },
  test: {
    // No test replaces a module or leaves one changed, so files may share a process: a third of the time.
    isolate: false,
    // One core is left idle by default, half of a small machine.
    maxWorkers: '100%',
    // Much is made and soon thrown away: with more room for what is new, less processor time goes into collecting it.
    execArgv: ['--max-semi-space-size=64'],
    // A machine may be slow: no test needs more than a second of processor time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    // What runs of the library itself. `index.ts` files only say what is exported.
    coverage: {
      provider: 'custom',
      customProviderModule: path('scripts/coverage.mjs'),
      include: ['src/**/*.ts'],
      exclude: ['packages/**', 'src/**/index.ts'],
      reporter: ['text-summary'],
      thresholds: { lines: 97, branches: 97 },
    },
    server: { deps: { inline: ['ky', 'quick-lru'] } },
    setupFiles: ['test/support/chance.ts'],
    include: ['test/**/*.test.ts', 'packages/*/test/**/*.test.ts'],
  },
})
