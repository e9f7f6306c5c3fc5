/**
 * The builder of each type of block.
 *
 * @internal
 */
import { audio, child, file, image, link_to_page, video, webLink } from './blocks/media.js'
import {
  breadcrumb,
  column,
  column_list,
  contents,
  divider,
  tab,
  table,
  table_of_contents,
  table_row,
  unsupported,
} from './blocks/structure.js'
import {
  callout,
  code,
  equation,
  heading,
  item,
  meeting_notes,
  paragraph,
  quote,
  template,
  to_do,
  toggle,
} from './blocks/texts.js'
import type { ElementBuilder, ElementBuilders } from './element.js'

const builders = (): Required<Record<keyof ElementBuilders, ElementBuilder<unknown>>> => ({
  paragraph,
  heading_1: heading(1),
  heading_2: heading(2),
  heading_3: heading(3),
  heading_4: heading(4),
  bulleted_list_item: item,
  numbered_list_item: item,
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
  synced_block: contents,
  child_page: child('page'),
  child_database: child('database'),
  link_to_page,
  link_preview: webLink,
  embed: webLink,
  bookmark: webLink,
  image,
  video,
  pdf: file,
  file,
  audio,
  meeting_notes,
  transcription: meeting_notes,
  unsupported,
})

/** The builder of a type: a given one, or the one of this package. */
export const builderOf = (given: ElementBuilders | undefined): ((type: string) => ElementBuilder<never>) => {
  const own: Readonly<Record<string, ElementBuilder<unknown>>> = builders()
  const others: Readonly<Record<string, ElementBuilder<never> | undefined>> = given ?? {}
  return (type) =>
    (Object.hasOwn(others, type) ? others[type] : undefined) ??
    (Object.hasOwn(own, type) ? own[type] : undefined) ??
    unsupported
}
