/** The words of rich text without their style. */

/** The plain text of all runs, as Notion shows them one after another. */
export const plainText = (richText: ReadonlyArray<{ readonly plain_text: string }>): string =>
  richText.map((run) => run.plain_text).join('')
