/** What the compiler knows of completed pages. Nothing here runs. */
import type { Either } from 'fp-ts/Either'
import { type Context, iterate, type NotionError, type Page, queryDataSource } from '../../src/index.js'
import { addRelations } from '../../src/jobs/completion/addRelations.js'
import { completePage } from '../../src/jobs/completion/completePage.js'
import type { CompletePage } from '../../src/jobs/completion/completePageType.js'
import { completeRows } from '../../src/jobs/completion/completeRows.js'
import type { Completion } from '../../src/jobs/completion/completion.js'
import { planCompletion } from '../../src/jobs/completion/planCompletion.js'
import { resolveMentions } from '../../src/jobs/completion/resolveMentions.js'
import { incompleteProps } from '../../src/props/incompleteProps.js'
import { readProps, relation, rollup } from '../../src/props/index.js'

/** A page is not complete because it looks so. */
export const isNoCompletePage = (page: Page): CompletePage => {
  // @ts-expect-error Its lists may be cut.
  const complete: CompletePage = page
  return complete
}

export const isPage = (page: CompletePage): Page => page

export const hasWholeLists = ({ properties: { Tasks } }: CompletePage): false | undefined =>
  Tasks?.type === 'relation' || Tasks?.type === 'people' || Tasks?.type === 'rollup' ? Tasks.has_more : undefined

/** Of the properties that were not asked for, nothing is known. */
export const hasSomeWholeLists = ({ properties: { Tasks, Team } }: CompletePage<'Tasks'>): void => {
  if (Tasks?.type === 'relation') {
    const whole: false = Tasks.has_more
    void whole
  }
  if (Team?.type === 'people') {
    // @ts-expect-error It may be true.
    const whole: false = Team.has_more
    void whole
  }
}

/** `complete` decides, and readers accept both. */
export const completed = (completion: Completion<'Tasks'>): unknown => {
  if (completion.complete) {
    const page: CompletePage<'Tasks'> = completion.page
    const nothing: readonly [] = completion.incomplete
    return [readProps({ Tasks: relation })(page), incompleteProps(page), nothing]
  }
  // @ts-expect-error Something is cut.
  const page: CompletePage<'Tasks'> = completion.page
  return [readProps({ Tasks: relation, Sum: rollup })(completion.page), page]
}

export const namesAreKept = async (
  ctx: Context,
  page: Page,
): Promise<Either<NotionError, Completion<'Tasks' | 'Team'>>> =>
  completePage(ctx, page, { properties: ['Tasks', 'Team'] })()

export const rowsOfAnyKind = (ctx: Context, pages: ReadonlyArray<Page>, data_source_id: string) => {
  const ofPages: AsyncIterable<Either<NotionError, Completion<string, Page>>> = completeRows(ctx)(pages)
  const ofQuery = completeRows(ctx, { properties: ['Tasks'] })(iterate(queryDataSource)(ctx, { data_source_id }))
  // @ts-expect-error These are no rows.
  const ofTexts = completeRows(ctx)(['a', 'b'])
  return [ofPages, ofQuery, ofTexts, planCompletion(pages), planCompletion(pages, { properties: ['Tasks'] })]
}

export const mistakes = (ctx: Context, page: Page): ReadonlyArray<unknown> => [
  // @ts-expect-error A misspelt option.
  completePage(ctx, page, { property: ['Tasks'] }),
  // @ts-expect-error The page comes before its options.
  completePage(ctx, { properties: ['Tasks'] }),
  // @ts-expect-error A list is needed.
  addRelations(ctx, { page_id: page.id, property: 'Tasks', ids: page.id }),
]

/** The value keeps its type. */
export const sameType = async (ctx: Context, page: Page): Promise<Page | undefined> => {
  const named = await resolveMentions(ctx, page)()
  return named._tag === 'Right' ? named.right.value : undefined
}
