/** A snippet as a program that can be run: what it declares at its top is handed out, and its functions can be called. */
import { transformSync } from 'esbuild'
import ts from 'typescript-5'

/** A parameter of a function: its name, or the names of the fields that it takes apart. */
export type Parameter = string | ReadonlyArray<string>

/** Something that a program declares at its top. */
export interface Binding {
  /** Its name; of a method of the default export, `default.` and the name. */
  readonly name: string
  readonly line: number
  /** What it is called with; nothing, where it is a value. */
  readonly parameters?: ReadonlyArray<Parameter>
  /** It is a function whose type has a name: a part that others use, and that is not run by itself. */
  readonly isPart?: true
}

/** A program in the two forms in which Node loads one. */
export interface Program {
  readonly esm: string
  readonly commonjs: string
  readonly bindings: ReadonlyArray<Binding>
}

/** What `FOUND` of a module holds: its declarations by their names. */
export const FOUND = '$found'

/** The syntax of a program. */
export const parse = (code: string): ts.SourceFile =>
  ts.createSourceFile('snippet.ts', code, { languageVersion: ts.ScriptTarget.ES2022 }, true, ts.ScriptKind.TS)

const parameterOf = ({ name }: ts.ParameterDeclaration): Parameter =>
  ts.isObjectBindingPattern(name)
    ? name.elements.map(({ propertyName, name: local }) => (propertyName ?? local).getText())
    : name.getText()

const parametersOf = (node: ts.SignatureDeclaration): Pick<Binding, 'parameters'> => ({
  parameters: node.parameters.map(parameterOf),
})

/** A function is called with what its parameters are named after. */
const calledWith = ({ type, initializer }: ts.VariableDeclaration): Pick<Binding, 'parameters' | 'isPart'> => {
  if (type !== undefined && ts.isFunctionTypeNode(type)) return parametersOf(type)
  if (initializer === undefined || !ts.isArrowFunction(initializer)) return {}
  return type === undefined ? parametersOf(initializer) : { isPart: true }
}

const namesIn = (name: ts.BindingName): ReadonlyArray<string> =>
  ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesIn(element.name) : []))

const bindingsOf = (source: ts.SourceFile): ReadonlyArray<Binding> => {
  const lineOf = (node: ts.Node): number => source.getLineAndCharacterOfPosition(node.getStart()).line + 1
  return source.statements.flatMap((statement): ReadonlyArray<Binding> => {
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.flatMap((declared) =>
        namesIn(declared.name).map((name) => ({ name, line: lineOf(declared), ...calledWith(declared) })),
      )
    if (ts.isFunctionDeclaration(statement) && statement.name)
      return [{ name: statement.name.text, line: lineOf(statement), ...parametersOf(statement) }]
    if (ts.isExportAssignment(statement) && ts.isObjectLiteralExpression(statement.expression))
      return statement.expression.properties
        .filter(ts.isMethodDeclaration)
        .map((method) => ({ name: `default.${method.name.getText()}`, line: lineOf(method), ...parametersOf(method) }))
    return []
  })
}

const awaitsAtTop = (source: ts.SourceFile): boolean => {
  const awaits = (node: ts.Node): boolean => {
    if (ts.isFunctionLike(node)) return false
    if (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined)) return true
    return ts.forEachChild(node, awaits) ?? false
  }
  return source.statements.some(awaits)
}

/** Takes pieces out of a text, but leaves its lines where they are. */
const without = (code: string, pieces: ReadonlyArray<ts.Node>): string =>
  pieces.reduceRight((text, piece) => {
    const [start, end] = [piece.getStart(), piece.getEnd()]
    return text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, ' ') + text.slice(end)
  }, code)

/** What awaits at its top is a function's body where modules cannot wait, as people write it there. */
const inFunction = (code: string, source: ts.SourceFile, found: string): string => {
  const imports = source.statements.filter(ts.isImportDeclaration)
  const exported = source.statements.flatMap((statement) =>
    (ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []).filter(
      ({ kind }) => kind === ts.SyntaxKind.ExportKeyword,
    ),
  )
  const pieces = [...imports, ...exported].sort((one, other) => one.getStart() - other.getStart())
  const above = imports.map((each) => each.getText().replaceAll('\n', ' ')).join(';')
  return `${above};export const ${FOUND} = (async () => {${without(code, pieces)}\nreturn ${found} })()\n`
}

/** Makes a program of a snippet's text, of which the lines stay where they are. */
export const programOf = (file: string, code: string): Program => {
  const source = parse(code)
  const bindings = bindingsOf(source)
  const names = bindings.map(({ name }) => name).filter((name) => !name.startsWith('default.'))
  const found = `{ ${names.join(', ')} }`
  const whole = `${code}\nexport const ${FOUND} = ${found}\n`
  const to = (text: string, format: 'esm' | 'cjs'): string =>
    transformSync(text, { loader: 'ts', format, target: 'es2022', sourcefile: file, sourcemap: 'inline' }).code
  return {
    esm: to(whole, 'esm'),
    commonjs: to(awaitsAtTop(source) ? inFunction(code, source, found) : whole, 'cjs'),
    bindings,
  }
}

/** The names that a piece of code uses and does not declare. */
export const freeNames = (code: string): ReadonlyArray<string> => {
  const used = new Set<string>()
  const declared = new Set<string>()
  const look = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const { parent } = node
      const isField =
        (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
        (ts.isPropertyAssignment(parent) && parent.name === node)
      const declares =
        (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent)) &&
        parent.name === node
      if (declares) declared.add(node.text)
      else if (!isField) used.add(node.text)
    }
    ts.forEachChild(node, look)
  }
  look(parse(code))
  return [...used].filter((name) => !declared.has(name) && !(name in globalThis) && name !== 'undefined')
}
