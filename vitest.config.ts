import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

export default defineConfig({
  resolve: {
    alias: [
      { find: /^notion-fp$/, replacement: path('src/index.ts') },
      { find: /^notion-fp\/props$/, replacement: path('src/props/index.ts') },
      { find: /^notion-fp\/fp$/, replacement: path('src/fp/index.ts') },
      { find: /^notion-fp\/fp\/(.*)$/, replacement: path('src/fp/$1.ts') },
      { find: /^notion-fp\/ops\/(.*)$/, replacement: path('src/ops/$1.ts') },
      { find: /^@notion-fp\/simulator$/, replacement: path('packages/simulator/src/index.ts') },
      { find: /^@notion-fp\/simulator\/msw$/, replacement: path('packages/simulator/src/msw.ts') },
    ],
  },
  test: { setupFiles: ['test/support/chance.ts'], include: ['test/**/*.test.ts', 'packages/*/test/**/*.test.ts'] },
})
