/** Workers in workerd, for the tests of a file. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { Miniflare, type Request, Response } from 'miniflare'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** A Worker as one module. */
export const bundled = async (file: string): Promise<string> => {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [file],
    tsconfig: join(root, 'tsconfig.json'),
    bundle: true,
    format: 'esm',
    write: false,
    target: 'es2022',
    conditions: ['workerd', 'import'],
    mainFields: ['module', 'main'],
    logLevel: 'error',
  })
  return outputFiles[0]?.text ?? ''
}

/** A running workerd. */
export interface Workers {
  /** Runs a program of the Worker. Rejects if it fails. */
  readonly run: (name: string, params?: Record<string, string | number>, signal?: AbortSignal) => Promise<unknown>
  readonly stop: () => Promise<void>
}

/** How Notion answers. */
export type Answer = (request: Request) => Response | Promise<Response>

/** A folder of its own for storage that outlives a run. */
export const aFolder = (): { readonly path: string; readonly remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'notion-fp-workers-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Starts the Worker of the tests. What workerd itself says, such as warnings, is given to `onOutput`; by default, it is printed. */
export const startWorkers = async (
  code: string,
  notion?: Answer,
  folder?: string,
  onOutput?: (text: string) => void,
): Promise<Workers> => {
  const miniflare = new Miniflare({
    modules: [{ type: 'ESModule', path: 'worker.mjs', contents: code }],
    compatibilityDate: '2026-04-01',
    durableObjects: {
      NOTION: { className: 'NotionObject', useSQLite: true },
      TIMED: { className: 'TimedObject', useSQLite: true },
    },
    kvNamespaces: ['CACHE'],
    outboundService: notion ?? (() => new Response('no internet', { status: 503 })),
    ...(folder && { durableObjectsPersist: folder }),
    ...(onOutput && {
      handleRuntimeStdio: (...streams: ReadonlyArray<Readable>) => {
        for (const stream of streams) stream.on('data', (chunk) => onOutput(String(chunk)))
      },
    }),
  })
  await miniflare.ready
  return {
    run: async (name, params = {}, signal) => {
      const query = new URLSearchParams(Object.entries(params).map(([key, value]) => [key, String(value)]))
      const response = await miniflare.dispatchFetch(`http://worker/${name}?${query}`, signal ? { signal } : {})
      const text = await response.text()
      if (!response.ok) throw new Error(text)
      return JSON.parse(text)
    },
    stop: () => miniflare.dispose(),
  }
}

export const WORKER = 'packages/cloudflare/test/support/worker.ts'
