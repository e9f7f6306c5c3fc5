/**
 * The printer of each type of block.
 *
 * @internal
 */
import { type ForEachType, forType } from '../shared/forType.js'
import { audio } from './blocks/audio.js'
import { bookmark } from './blocks/bookmark.js'
import { breadcrumb } from './blocks/breadcrumb.js'
import { bulleted_list_item } from './blocks/bulletedListItem.js'
import { callout } from './blocks/callout.js'
import { child_database } from './blocks/childDatabase.js'
import { child_page } from './blocks/childPage.js'
import { code } from './blocks/code.js'
import { column } from './blocks/column.js'
import { column_list } from './blocks/columnList.js'
import { divider } from './blocks/divider.js'
import { embed } from './blocks/embed.js'
import { equation } from './blocks/equation.js'
import { file } from './blocks/file.js'
import { heading_1, heading_2, heading_3, heading_4 } from './blocks/heading.js'
import { image } from './blocks/image.js'
import { link_preview } from './blocks/linkPreview.js'
import { link_to_page } from './blocks/linkToPage.js'
import { meeting_notes } from './blocks/meetingNotes.js'
import { numbered_list_item } from './blocks/numberedListItem.js'
import { paragraph } from './blocks/paragraph.js'
import { pdf } from './blocks/pdf.js'
import { quote } from './blocks/quote.js'
import { synced_block } from './blocks/syncedBlock.js'
import { tab } from './blocks/tab.js'
import { table, table_row } from './blocks/table.js'
import { table_of_contents } from './blocks/tableOfContents.js'
import { template } from './blocks/template.js'
import { to_do } from './blocks/toDo.js'
import { toggle } from './blocks/toggle.js'
import { unsupported } from './blocks/unsupported.js'
import { video } from './blocks/video.js'
import type { Printer, Printers } from './printer.js'

/** The printers of all types, including older names in the API. */
const printers = (): ForEachType<Printer<unknown>> => ({
  paragraph,
  heading_1,
  heading_2,
  heading_3,
  heading_4,
  bulleted_list_item,
  numbered_list_item,
  quote,
  to_do,
  toggle,
  callout,
  template,
  code,
  equation,
  divider,
  breadcrumb,
  table_of_contents,
  tab,
  column_list,
  column,
  table,
  table_row,
  synced_block,
  child_page,
  child_database,
  link_to_page,
  link_preview,
  embed,
  bookmark,
  image,
  video,
  pdf,
  file,
  audio,
  meeting_notes,
  transcription: meeting_notes,
  unsupported,
})

/** The printer of a type: a custom one, or the one of this package. */
export const printerOf = (given: Printers = {}): ((type: string) => Printer<never>) => {
  const own = printers()
  return (type) => forType<Printer<never>, Printer<unknown>>(type, given, own)
}
