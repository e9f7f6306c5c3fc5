/**
 * `npm run release`: a release up to the point of publishing. Turns the changesets into versions and changelogs, runs every check,
 * and packs what would be published into `release/`. What is left is to look at it, commit, tag and run the commands it prints.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { changesets } from './support/changesets.js'
import { manifestOf } from './support/manifestOf.js'

const FOLDER = 'release'

const fail = (why: string): never => {
  console.error(`No release: ${why}`)
  process.exit(1)
}

const run = (command: string, ...args: ReadonlyArray<string>): void => {
  if (spawnSync(command, args, { stdio: 'inherit' }).status !== 0) fail(`\`${[command, ...args].join(' ')}\` failed`)
}

/** The folders of the packages that are published. */
const published = (): ReadonlyArray<string> =>
  ['.', ...readdirSync('packages').map((name) => join('packages', name))].filter(
    (folder) => existsSync(join(folder, 'package.json')) && !manifestOf(folder).private,
  )

if (execFileSync('git', ['status', '--porcelain'], { encoding: 'utf8' }) !== '') fail('commit your changes first')
const waiting = readdirSync('.changeset').filter((file) => file.endsWith('.md') && file !== 'README.md')
if (waiting.length === 0) fail('there is no changeset: `npm run changeset` writes one')

if (changesets('version') !== 0) fail('changesets made no versions')
run('npx', 'biome', 'check', '--write', 'package.json', 'packages')
run('npm', 'run', 'build')
run('npm', 'run', 'size', '--', '--write')
run('.ci/run')

rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER)
for (const folder of published()) run('npm', 'pack', `./${folder}`, '--ignore-scripts', '--pack-destination', FOLDER)

console.log('\nPacked and checked. To publish:\n')
console.log(`  git add --all && git commit -m 'Release ${manifestOf('.').version}'`)
for (const folder of published()) {
  const { name = '', version } = manifestOf(folder)
  const tarball = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`
  console.log(`  git tag ${name}@${version} && npm publish ${join(FOLDER, tarball)} --access public`)
}
