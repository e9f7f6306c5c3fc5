import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

/** The rooms of the library, from the ground up: a file imports from its own room and from those before it. */
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

/** The rooms of the simulator, from the ground up; those of its domain first. */
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

/** The rooms of the command line, from the ground up. */
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

/** The rooms of the package for OpenTelemetry, from the ground up. */
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

/** The rooms of the Markdown package, from the ground up: who prints does not load what reads. */
const MARKDOWN = ['shared', 'html', 'print', 'index.ts', 'read', 'read.ts', 'page', 'page.ts']

/** The rooms of the package for Redis, from the ground up. */
const REDIS = ['client', 'limiter', 'cache', 'index.ts']

/** The rooms of the package for Cloudflare, from the ground up. */
const CLOUDFLARE = ['platform.ts', 'chunksOf.ts', 'options.ts', 'object', 'limiter', 'cache', 'index.ts']

/** The rooms of what shared limiters are made of, from the ground up. */
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

/** The rooms of the package of conformance cases, from the ground up. */
const TESTING = ['conformanceCase.ts', 'cacheStoreCases.ts', 'rateLimiterCases.ts', 'index.ts']

const ROOMS: ReadonlyArray<readonly [folder: string, rooms: ReadonlyArray<string>]> = [
  ['src', LIBRARY],
  ['packages/simulator/src', SIMULATOR],
  ['packages/cli/src', COMMAND_LINE],
  ['packages/opentelemetry/src', OPENTELEMETRY],
  ['packages/markdown/src', MARKDOWN],
  ['packages/redis/src', REDIS],
  ['packages/shared/src', SHARED],
  ['packages/cloudflare/src', CLOUDFLARE],
  ['packages/testing/src', TESTING],
]

interface Arrow {
  readonly from: string
  readonly to: string
}

/** Every import between files of a folder, those of types included. */
const arrowsIn = (folder: string): ReadonlyArray<Arrow> =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((from) =>
      [...readFileSync(join(folder, from), 'utf8').matchAll(/(?:from|import\() ?'(\.[^']+)'/g)].map(([, to = '']) => ({
        from,
        to: normalize(join(dirname(from), to)).replace(/\.js$/, '.ts'),
      })),
    )

const isIn = (file: string, room: string): boolean => file === room || file.startsWith(`${room}/`)

const floorOf = (rooms: ReadonlyArray<string>, file: string): number => rooms.findIndex((room) => isIn(file, room))

test('behavior: the rooms of every package are listed', () => {
  const folders = readdirSync('packages')
    .map((name) => `packages/${name}/src`)
    .filter((folder) => existsSync(folder))
  const listed = ROOMS.map(([folder]) => folder).filter((folder) => folder !== 'src')
  expect([...listed].sort()).toEqual(folders.sort())
})

test.each(ROOMS)(
  'behavior: every file of %s is in a room, and imports only from its own room and the rooms before it',
  (folder, rooms) => {
    const arrows = arrowsIn(folder)
    const outside = arrows.flatMap(({ from, to }) => [from, to]).filter((file) => floorOf(rooms, file) < 0)
    const upwards = arrows
      .filter(({ from, to }) => floorOf(rooms, to) > floorOf(rooms, from))
      .map(
        ({ from, to }) =>
          `${from} must not import ${to}: ${rooms[floorOf(rooms, from)]} is below ${rooms[floorOf(rooms, to)]}`,
      )
    expect(arrows.length).toBeGreaterThanOrEqual(rooms.length)
    expect(outside).toEqual([])
    expect(upwards).toEqual([])
  },
)

test.each([
  ['src', []],
  ['packages/opentelemetry/src', ['withDiagnostics.ts']],
])('behavior: nothing in %s imports a module of Node, but %j', (folder, allowed) => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  expect(files.filter((file) => /from 'node:/.test(readFileSync(join(folder, file), 'utf8')))).toEqual(allowed)
})
