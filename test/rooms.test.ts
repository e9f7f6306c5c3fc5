import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

/** The rooms of the library, in their order: a file imports from its own room and from those before it. */
const LIBRARY = [
  'core/internal',
  'core/call',
  'core/schema',
  'core/objects',
  'core/input',
  'core/transport',
  'core/cache',
  'core/middleware',
  'core/context',
  'core/pagination',
  'core/operation.ts',
  'props',
  'ops/shared',
  'ops',
  'webhooks',
  'jobs/shared',
  // What files and completion read trees with; the jobs that write blocks upload files.
  'jobs/blocks/tree',
  'jobs/completion',
  'jobs/rows',
  'jobs/changes',
  'jobs/files',
  'jobs/blocks',
  'compat',
  'fp',
  'index.ts',
]

/** The rooms of the simulator, in their order; those of its domain first. */
const SIMULATOR = [
  'domain/values',
  'domain/version.ts',
  'domain/errors.ts',
  'domain/validate',
  'domain/state',
  'domain/users',
  'domain/tasks',
  'domain/oauth',
  'domain/lists',
  'domain/richText',
  'domain/files',
  'domain/agents',
  'domain/comments',
  'domain/formula',
  'domain/blocks',
  'domain/meetings',
  'domain/properties',
  'domain/serialize',
  'domain/markdown',
  'domain/pages',
  'domain/query',
  'domain/search',
  'domain/views',
  'domain/databases',
  'domain/seed',
  'domain/declare',
  'domain/snapshot',
  'domain/load.ts',
  'conditions',
  'http/route.ts',
  'webhooks',
  'http',
  'simulator.ts',
  'recording.ts',
  'parts.ts',
  'createSimulator.ts',
  'portable.ts',
  'index.ts',
  'msw.ts',
  'cli',
  'cli.ts',
]

/** The rooms of the command line, in their order. */
const COMMAND_LINE = [
  'unsafeCast.ts',
  'env.ts',
  'terminal',
  'errors',
  'args',
  'session',
  'command.ts',
  'output',
  'values',
  'names',
  'store',
  'sqlite',
  // What the jobs below have in common: locks, limits, and contexts with more attempts.
  'shared',
  'sync',
  'exporting',
  'importing',
  'backup',
  'restore',
  'commands',
  'commandTable.ts',
  'help.ts',
  'run.ts',
  'main.ts',
  'declaration.ts',
]

/** The rooms of the package for OpenTelemetry, in their order. */
const OPENTELEMETRY = [
  'quietly.ts',
  'options.ts',
  'otel.ts',
  'templateFinder.ts',
  'operation.ts',
  'watchedStream.ts',
  'watching.ts',
  'attributes.ts',
  'inSpan.ts',
  'withTracing.ts',
  'withMetrics.ts',
  'withDiagnostics.ts',
  'index.ts',
  'node.ts',
]

/** The rooms of the Markdown package, in their order: who prints does not load what reads. */
const MARKDOWN = ['shared', 'html', 'print', 'index.ts', 'read', 'read.ts', 'page', 'page.ts']

/** The rooms of the package for Redis, in their order. */
const REDIS = ['client', 'limiter', 'cache', 'index.ts']

/** The rooms of the package for Cloudflare, in their order. */
const CLOUDFLARE = ['platform.ts', 'chunksOf.ts', 'options.ts', 'object', 'limiter', 'cache', 'index.ts']

/** The rooms of what shared limiters are made of, in their order. */
const SHARED = [
  'turnMessages.ts',
  'keyHash.ts',
  'scores.ts',
  'limiterState.ts',
  'afterReport.ts',
  'grants.ts',
  'takeTurn.ts',
  'read.ts',
  'options.ts',
  'link.ts',
  'queue.ts',
  'sharedRateLimiter.ts',
  'index.ts',
]

/** The rooms of the package of conformance cases, in their order. */
const TESTING = ['conformanceCase.ts', 'cacheStoreCases.ts', 'rateLimiterCases.ts', 'index.ts']

const ROOMS: ReadonlyArray<readonly [folder: string, list: string, rooms: ReadonlyArray<string>]> = [
  ['src', 'LIBRARY', LIBRARY],
  ['packages/simulator/src', 'SIMULATOR', SIMULATOR],
  ['packages/cli/src', 'COMMAND_LINE', COMMAND_LINE],
  ['packages/opentelemetry/src', 'OPENTELEMETRY', OPENTELEMETRY],
  ['packages/markdown/src', 'MARKDOWN', MARKDOWN],
  ['packages/redis/src', 'REDIS', REDIS],
  ['packages/shared/src', 'SHARED', SHARED],
  ['packages/cloudflare/src', 'CLOUDFLARE', CLOUDFLARE],
  ['packages/testing/src', 'TESTING', TESTING],
]

/** The source files of a folder. */
const filesOf = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort()

interface Arrow {
  readonly from: string
  readonly to: string
}

/** Every import between files of a folder, those of types included. */
const arrowsIn = (folder: string): ReadonlyArray<Arrow> =>
  filesOf(folder).flatMap((from) =>
    [...readFileSync(join(folder, from), 'utf8').matchAll(/(?:from|import\() ?'(\.[^']+)'/g)].map(([, to = '']) => ({
      from,
      to: normalize(join(dirname(from), to)).replace(/\.js$/, '.ts'),
    })),
  )

const isIn = (file: string, room: string): boolean => file === room || file.startsWith(`${room}/`)

/** The place of a file's room in the list. */
const placeOf = (rooms: ReadonlyArray<string>, file: string): number => rooms.findIndex((room) => isIn(file, room))

test('behavior: the rooms of every package are listed', () => {
  const folders = readdirSync('packages')
    .map((name) => `packages/${name}/src`)
    .filter((folder) => existsSync(folder))
  const listed = ROOMS.map(([folder]) => folder).filter((folder) => folder !== 'src')
  expect([...listed].sort()).toEqual(folders.sort())
})

test.each(ROOMS)('behavior: every file of %s is in a room of %s, and every room has files', (folder, list, rooms) => {
  const files = filesOf(folder)
  const where = `${list} in test/rooms.test.ts${folder === 'src' ? ' and to CONTRIBUTING.md' : ''}`
  const outside = files.filter((file) => placeOf(rooms, file) < 0)
  expect(outside.map((file) => `${folder}/${file}: add its room to ${where}`)).toEqual([])
  const empty = rooms.filter((room) => !files.some((file) => isIn(file, room)))
  expect(empty.map((room) => `${folder}/${room} does not exist: remove it from ${list}`)).toEqual([])
})

test.each(ROOMS)(
  'behavior: a file of %s imports only from its own room and the rooms before it in %s',
  (folder, list, rooms) => {
    const arrows = arrowsIn(folder)
    const forward = arrows
      .filter(({ from, to }) => placeOf(rooms, to) > placeOf(rooms, from))
      .map(
        ({ from, to }) =>
          `${folder}/${from} must not import ${to}: ${rooms[placeOf(rooms, to)]} is after ${rooms[placeOf(rooms, from)]} in ${list}`,
      )
    expect(arrows.length).toBeGreaterThanOrEqual(rooms.length)
    expect(forward).toEqual([])
  },
)

test.each([
  ['src', 'no file', ''],
  ['packages/opentelemetry/src', 'only withDiagnostics.ts', 'withDiagnostics.ts'],
])('behavior: in %s, %s imports a module of Node', (folder, _which, allowed) => {
  const imports = filesOf(folder).flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .flatMap((text, index) =>
        /(?:from|import\(|import) ?'node:/.test(text) ? [{ file, line: index + 1, text }] : [],
      ),
  )
  const others = imports.filter(({ file }) => file !== allowed)
  expect(others.map(({ file, line, text }) => `${folder}/${file}:${line}: ${text.trim()}`)).toEqual([])
  expect(imports.some(({ file }) => file === allowed)).toBe(allowed !== '')
})
