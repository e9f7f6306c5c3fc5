/** The modules that a program may import. Each is loaded when the first program asks for it. */

/** Loads a module. */
type Load = () => Promise<unknown>

/** The modules by the names by which they are imported. */
const MODULES: { readonly [name: string]: Load } = {
  'notion-fp': () => import('notion-fp'),
  'notion-fp/props': () => import('notion-fp/props'),
  'notion-fp/blocks': () => import('notion-fp/blocks'),
  'notion-fp/rows': () => import('notion-fp/rows'),
  'notion-fp/changes': () => import('notion-fp/changes'),
  'notion-fp/completion': () => import('notion-fp/completion'),
  'notion-fp/files': () => import('notion-fp/files'),
  'notion-fp/compat': () => import('notion-fp/compat'),
  'notion-fp/fp': () => import('notion-fp/fp'),
  '@notion-fp/markdown': () => import('@notion-fp/markdown'),
  '@notion-fp/markdown/read': () => import('@notion-fp/markdown/read'),
  '@notion-fp/markdown/page': () => import('@notion-fp/markdown/page'),
  '@notion-fp/simulator': () => import('@notion-fp/simulator'),
  'fp-ts/Array': () => import('fp-ts/Array'),
  'fp-ts/Either': () => import('fp-ts/Either'),
  'fp-ts/function': () => import('fp-ts/function'),
  'fp-ts/Option': () => import('fp-ts/Option'),
  'fp-ts/Task': () => import('fp-ts/Task'),
  'fp-ts/TaskEither': () => import('fp-ts/TaskEither'),
  'io-ts': () => import('io-ts'),
}

/** The names of all modules. */
export const MODULE_NAMES: ReadonlyArray<string> = Object.keys(MODULES)

const loadOne = async (name: string): Promise<readonly [name: string, module: unknown]> => {
  const load = Object.hasOwn(MODULES, name) ? MODULES[name] : undefined
  if (!load) throw new TypeError(`There is no module '${name}' here. There are ${MODULE_NAMES.join(', ')}.`)
  return [name, await load()]
}

/** Loads modules, and returns the function that gives a program one of them. */
export const loadModules = async (names: ReadonlyArray<string>): Promise<(name: string) => unknown> => {
  const modules = new Map(await Promise.all(names.map(loadOne)))
  return (name) => modules.get(name)
}
