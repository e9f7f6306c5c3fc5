/** The worker of the language service: TypeScript with the declarations of the library and of what it builds on. */
import { createSystem, createVirtualTypeScriptEnvironment } from '@typescript/vfs'
import { createWorker } from '@valtown/codemirror-ts/worker'
import { expose } from 'comlink'
import ts from 'typescript'
import { LIBS, TYPES_FILE, type TypeFiles } from '../types/typeFiles'

const load = async (): Promise<TypeFiles> => {
  const response = await fetch(new URL(`${import.meta.env.BASE_URL}${TYPES_FILE}`, location.origin))
  if (!response.ok) throw new Error(`${TYPES_FILE} answered with ${response.status}`)
  return response.json()
}

expose(
  createWorker(async () => {
    const { files, paths } = await load()
    return createVirtualTypeScriptEnvironment(createSystem(new Map(Object.entries(files))), [], ts, {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      moduleDetection: ts.ModuleDetectionKind.Force,
      lib: [...LIBS],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: true,
      types: [],
      paths,
    })
  }),
)
