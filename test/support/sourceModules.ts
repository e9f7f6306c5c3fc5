/** Compiles and runs TypeScript that was written by a program. */
import { join, resolve } from 'node:path'
import ts from 'typescript-5'
import * as rows from '../../src/jobs/rows/index.js'
import * as props from '../../src/props/index.js'

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  verbatimModuleSyntax: true,
  types: [],
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  paths: { 'notion-fp/props': [resolve('src/props/index.ts')], 'notion-fp/rows': [resolve('src/jobs/rows/index.ts')] },
}

const FOLDER = resolve('src')

/** The messages of the compiler on modules, by their names without an extension. */
export const compile = (modules: { readonly [name: string]: string }): ReadonlyArray<string> => {
  const texts = new Map(Object.entries(modules).map(([name, text]) => [join(FOLDER, `${name}.ts`), text]))
  const host = ts.createCompilerHost(OPTIONS)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = (file) => texts.has(file) || fileExists(file)
  host.readFile = (file) => texts.get(file) ?? readFile(file)
  host.getSourceFile = (file, options, ...rest) => {
    const text = texts.get(file)
    return text === undefined ? getSourceFile(file, options, ...rest) : ts.createSourceFile(file, text, options)
  }
  const program = ts.createProgram([...texts.keys()], OPTIONS, host)
  return [...texts.keys()].flatMap((file) => {
    const source = program.getSourceFile(file)
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'),
    )
  })
}

/** The exports of a module. */
export const run = (
  text: string,
  others: { readonly [name: string]: object } = {},
): { readonly [name: string]: unknown } => {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS }
  const { outputText } = ts.transpileModule(text, { compilerOptions })
  const exports: { [name: string]: unknown } = {}
  const modules: { readonly [name: string]: object } = { 'notion-fp/props': props, 'notion-fp/rows': rows, ...others }
  new Function('exports', 'require', outputText)(exports, (name: string) => modules[name])
  return exports
}
