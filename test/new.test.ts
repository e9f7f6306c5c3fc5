/** What the commands refuse that write the files of an operation, a property type or a middleware. */
import { expect, test } from 'vitest'
import { meant, middlewareAsked, operationAsked, type Project, propAsked } from '../scripts/new/asked.js'
import { plural, singular, snake, spaced } from '../scripts/new/words.js'
import { missingImportsOf } from '../scripts/support/missingImports.js'
import { publicNames } from '../scripts/support/publicNames.js'

const project: Project = {
  resources: ['pages', 'blocks', 'data_sources'],
  exported: publicNames(),
  exists: (file) => file === 'src/ops/pages/extra.ts' || file === 'src/props/shared.ts',
}

/** What an operation is refused with, or what it is asked for. */
const op = (words: string) => operationAsked(words.split(' '), project)

test('default: an operation has the method, kind and path of its verb', () => {
  expect(op('pages getTeamspace')).toEqual({
    resource: 'pages',
    op: 'getTeamspace',
    verb: 'get',
    method: 'GET',
    kind: 'read',
    does: 'Retrieves',
    isList: false,
    hasId: true,
    hasBody: false,
    object: 'Teamspace',
    objectFile: undefined,
    idField: 'teamspace_id',
    path: 'teamspaces/{teamspace_id}',
  })
})

test.each([
  ['createTeamspace', 'POST', 'once', 'teamspaces'],
  ['updateTeamspace', 'PATCH', 'repeatable', 'teamspaces/{teamspace_id}'],
  ['deletePolicy', 'DELETE', 'repeatable', 'policies/{policy_id}'],
  ['moveTeamspace', 'POST', 'repeatable', 'teamspaces/{teamspace_id}/move'],
  ['appendTeamspace', 'PATCH', 'once', 'teamspaces/{teamspace_id}/children'],
  ['batchTeamspaces', 'POST', 'once', 'teamspaces/batch'],
  ['queryTeamspaces --list', 'POST', 'read', 'teamspaces/query'],
  ['getTeamspaces --list', 'GET', 'read', 'teamspaces'],
  ['getTeamspaceInsights --one', 'GET', 'read', 'teamspace_insights/{teamspace_insights_id}'],
  ['copyTeamspace --method POST --kind once', 'POST', 'once', 'teamspaces/{teamspace_id}/copy'],
  ['updateTeamspace --kind=once', 'PATCH', 'once', 'teamspaces/{teamspace_id}'],
])('params: %s is a %s, %s, of %s', (words, method, kind, path) => {
  expect(op(`pages ${words}`)).toMatchObject({ method, kind, path })
})

test('behavior: an object that is there already is used', () => {
  expect(op('pages lockComment --method POST --kind repeatable')).toMatchObject({
    object: 'Comment',
    objectFile: 'src/ops/comments/comment.ts',
  })
})

test.each([
  ['pages', 'Usage: npm run new:op <resource> <operation>'],
  ['blocks getPage', 'getPage exists: src/ops/pages/getPage.ts. Choose another name.'],
  ['pages getExtra', 'src/ops/pages/extra.ts exists. Choose another name.'],
  ['page getTeamspace', 'Did you mean pages?'],
  ['dataSources getTeamspace', 'is not in snake_case, such as file_uploads: write data_sources'],
  ['things getTeamspace', 'For a new resource, add --new-resource'],
  ['class getTeamspace --new-resource', 'class cannot be a resource'],
  ['shared getTeamspace', 'shared cannot be a resource'],
  ['pages get_teamspace', '"get_teamspace" contains "_": write getTeamspace. The form is camelCase'],
  ['pages get-team', '"get-team" contains "-": write getTeam. The form is camelCase'],
  ['pages GetTeam', '"GetTeam" does not begin with a small letter: write getTeam'],
  ['pages get', '"get" has no capital letter'],
  ['pages getTeamspaces', 'npm run new:op pages getTeamspaces -- --list'],
  ['pages updatePolicies', 'One of them: updatePolicy.'],
  ['pages getTeamspace --list', 'a list has the plural of what it lists, such as getTeamspaces'],
  ['pages createTeamspaces --list', 'a list is read'],
  ['pages copyTeamspace', 'npm run new:op pages copyTeamspace -- --method POST --kind once'],
  ['pages copyTeamspace --method PUT --kind once', '--method must be GET, POST, PATCH, DELETE, not "PUT"'],
  ['pages getTeamspace --kind once', 'what is sent with GET is a read'],
  ['pages getTeamspace --lists', 'Unknown flag --lists. Flags: --new-resource, --list'],
  ['pages getTeamspace more', 'at most 2'],
  ['pages getType', 'Type has another meaning in TypeScript'],
  ['pages getDate', 'Date has another meaning in TypeScript'],
])('error: new:op %s is refused', (words, text) => {
  expect(op(words)).toEqual({ refused: expect.stringContaining(text) })
})

test('default: a property type has the names of its builder and of its codec', () => {
  expect(propAsked(['star_rating'], project)).toEqual({
    type: 'star_rating',
    name: 'starRating',
    codec: 'StarRatingPropertyValue',
  })
})

test.each([
  ['', 'is not in snake_case'],
  ['Rating', '"Rating" is not in snake_case'],
  ['number', 'number exists: src/props/number.ts. Choose another name.'],
  ['search', 'search exists: src/ops/search/search.ts. Choose another name.'],
  ['shared', 'src/props/shared.ts exists. Choose another name.'],
  ['class', 'class cannot be the name of a property type'],
  ['type', 'type cannot be the name of a property type'],
  ['rating --list', 'Unknown flag --list. There are no flags.'],
])('error: new:prop %s is refused', (words, text) => {
  expect(propAsked(words.split(' '), project)).toEqual({ refused: expect.stringContaining(text) })
})

test('default: a middleware has the name that it is given', () => {
  expect(middlewareAsked(['withAudit'], project)).toEqual({ name: 'withAudit', what: 'Audit' })
})

test.each([
  ['withLogger', 'withLogger exists: src/core/middleware/withLogger.ts. Choose another name.'],
  ['with_audit', '"with_audit" contains "_": write withAudit'],
  ['audit', '"audit" does not begin with "with" and a capital letter'],
  ['withAudit --on', 'Unknown flag --on'],
])('error: new:middleware %s is refused', (words, text) => {
  expect(middlewareAsked(words.split(' '), project)).toEqual({ refused: expect.stringContaining(text) })
})

test('default: the forms of a name', () => {
  expect(['teamspace', 'policy', 'day', 'status', 'box'].map(plural)).toEqual([
    'teamspaces',
    'policies',
    'days',
    'statuses',
    'boxes',
  ])
  expect(['teamspaces', 'policies', 'databases', 'statuses', 'boxes'].map(singular)).toEqual([
    'teamspace',
    'policy',
    'database',
    'status',
    'box',
  ])
  expect([snake('pageTemplate'), spaced('pageTemplate')]).toEqual(['page_template', 'page template'])
})

test('behavior: only a similar name is suggested', () => {
  expect(meant('page', project.resources)).toBe('pages')
  expect(meant('teamspaces', project.resources)).toBeUndefined()
})

test('error: a list that imports what was deleted names the lines to remove', () => {
  const file = 'test/ops/pages/samples.ts'
  const text = `import { getPageRequest } from '../../../src/ops/pages/getPage.js'
import { movePageRequest } from '../../../src/ops/pages/movePage.js'

export const samples = [
  seen(getPageRequest, [{ page_id }]),
  seen(movePageRequest, [{ page_id }]),
]
`
  expect(missingImportsOf(file, text, () => true)).toEqual([])
  expect(missingImportsOf(file, text, (imported) => imported !== 'src/ops/pages/getPage.ts')).toEqual([
    `src/ops/pages/getPage.ts does not exist. Restore it, or remove from ${file}:
  1: import { getPageRequest } from '../../../src/ops/pages/getPage.js'
  5: seen(getPageRequest, [{ page_id }]),`,
  ])
  const index = "export { type Page, getPage } from './ops/pages/getPage.js'\n"
  expect(missingImportsOf('src/index.ts', index, () => false)).toEqual([
    'src/ops/pages/getPage.ts does not exist: run npm run generate',
  ])
})
